"""An event: one of three words, and nothing else of a request."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.errors import InputError
from hueandcry.tally import Event, read_event
from tests.tally.making import NOW, TODAY, new_event


@pytest.mark.parametrize("what", ["visit", "save", "share"])
def test_an_event_says_what_where_and_on_which_day(what: str) -> None:
    assert new_event(what) == Event("alpha", what, TODAY)


@pytest.mark.parametrize(
    "what", ["supporters", "hour", "Visit", "visit ", "", None, 1, ["visit"], {"visit": 1}]
)
def test_any_other_word_is_refused_with_the_words_there_are(what: object) -> None:
    with pytest.raises(InputError, match="visit, save, share"):
        read_event(json.dumps({"what": what}).encode(), "alpha", now=NOW)


@given(raw=st.binary(max_size=200))
def test_no_bytes_are_more_than_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        read_event(raw, "alpha", now=NOW)
