"""A join: what its body may be, and which counters it raises."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.errors import InputError
from hueandcry.tally import Counter, Join, read_join
from hueandcry.tally.join import MAX_BODY_BYTES, NETWORKS
from tests.tally.making import NOW, SECRET, TODAY, audience, body, new_join, new_token

FIELDS = ("token", "language", "network", "variant", "partner", "generation", "opens")
ALWAYS = {("supporters", ""), ("hour", "14")}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def read(raw: bytes) -> Join:
    """Read a join for the campaign `alpha`."""
    return read_join(raw, audience(), secret=SECRET, now=NOW)


def raised(**fields: object) -> set[tuple[str, str]]:
    """Return dimension and value of every counter that a join with these fields raises, beyond the usual."""
    counters = new_join(**fields).counters
    assert len(counters) == len(set(counters)), "a counter must go up once for one join"
    return {(counter.dimension, counter.value) for counter in counters} - ALWAYS


def is_refused(raw: bytes) -> bool:
    """Whether a body is refused as input; anything but InputError is a fault of ours."""
    try:
        read(raw)
    except InputError:
        return True
    return False


def test_a_bare_token_raises_the_supporters_and_the_hour() -> None:
    assert set(new_join().counters) == {Counter("supporters", "", TODAY), Counter("hour", "14", TODAY)}


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        ("language", "ar"),
        ("network", "facebook"),
        ("variant", "square"),
        ("partner", "example-partner"),
        ("generation", 3),
        ("opens", 2),
    ],
)
def test_each_fact_raises_one_counter_of_its_own(dimension: str, value: object) -> None:
    assert raised(**{dimension: value}) == {(dimension, str(value))}


def test_no_counter_holds_two_facts() -> None:
    facts = {"language": "ar", "network": "x", "variant": "red", "generation": 1, "opens": 0}
    assert raised(**facts) == {(dimension, str(value)) for dimension, value in facts.items()}


@pytest.mark.parametrize("dimension", ["language", "network", "variant", "partner"])
@pytest.mark.parametrize("value", ["never-heard-of", "", "EN", " en", 7, True, 1.5, [], ["en"], {"en": 1}])
def test_what_the_campaign_does_not_know_counts_as_other(dimension: str, value: object) -> None:
    assert raised(**{dimension: value}) == {(dimension, "other")}


@pytest.mark.parametrize("dimension", ["language", "network", "variant", "partner"])
def test_a_fact_left_empty_raises_nothing(dimension: str) -> None:
    assert raised(**{dimension: None}) == set()


def test_a_field_nobody_knows_raises_nothing() -> None:
    assert raised(address="203.0.113.7", user_agent="Mozilla/5.0") == set()


@given(value=st.text() | st.sampled_from(sorted(NETWORKS)))
def test_a_network_is_one_of_the_list_or_other(value: str) -> None:
    assert raised(network=value) == {("network", value if value in NETWORKS else "other")}


@given(value=st.integers(0, 10**40))
def test_generations_beyond_30_count_as_30(value: int) -> None:
    assert raised(generation=value) == {("generation", str(min(value, 30)))}


@given(value=st.integers(0, 10**40))
def test_more_than_6_opens_count_as_6(value: int) -> None:
    assert raised(opens=value) == {("opens", str(min(value, 6)))}


@pytest.mark.parametrize("dimension", ["generation", "opens"])
@pytest.mark.parametrize("value", [-1, -(10**30), 0.5, 2.0, True, False, "3", "", None, [1], {}])
def test_a_number_that_is_no_count_is_refused_by_name(dimension: str, value: object) -> None:
    with pytest.raises(InputError, match=f"{dimension} must be a whole number from 0"):
        new_join(**{dimension: value})


@pytest.mark.parametrize("literal", [b"NaN", b"Infinity", b"-Infinity", b"1e400"])
def test_a_number_beyond_numbers_is_refused(literal: bytes) -> None:
    assert is_refused(body()[:-1] + b', "generation": ' + literal + b"}")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"token"',
        b"{",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b"[" * 2_000,
        b'{"a":' * 400,
    ],
)
def test_a_body_that_is_no_join_is_refused(raw: bytes) -> None:
    assert is_refused(raw)


def test_a_body_may_be_as_large_as_the_limit_and_no_larger() -> None:
    raw = body()
    assert not is_refused(raw + b" " * (MAX_BODY_BYTES - len(raw)))
    assert is_refused(raw + b" " * (MAX_BODY_BYTES - len(raw) + 1))


@given(raw=st.binary(max_size=400))
def test_no_bytes_are_more_than_refused(raw: bytes) -> None:
    assert is_refused(raw)


@given(document=json_values)
def test_no_json_without_a_token_is_more_than_refused(document: object) -> None:
    assert is_refused(json.dumps(document).encode())


@given(
    fields=st.dictionaries(st.sampled_from(FIELDS), json_values | st.integers(0, 50), max_size=len(FIELDS)),
    has_good_token=st.booleans(),
)
def test_no_field_breaks_the_reading(fields: dict[str, object], has_good_token: bool) -> None:  # noqa: FBT001
    fields |= {"token": new_token()} if has_good_token else {}
    raw = json.dumps(fields).encode()
    if not is_refused(raw):
        assert has_good_token
        assert all(counter.day == TODAY for counter in read(raw).counters)
