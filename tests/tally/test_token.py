"""The token: which ones are taken, and what is kept of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.errors import InputError
from hueandcry.tally import Trace, trace_token
from hueandcry.tally.token import HASH_BYTES
from tests.tally.making import SECRET, TODAY, new_token

UUID = "0f5a1c9e-3b7d-4e21-9a64-5c8f2b7d9e10"


def trace(token: object, *, slug: str = "alpha", secret: bytes = SECRET, today: date = TODAY) -> Trace:
    """Trace a token as the campaign `alpha` does today, unless said otherwise."""
    return trace_token(token, slug=slug, secret=secret, today=today)


@given(age_days=st.integers(0, 60), unique=st.uuids(version=4))
def test_a_token_is_taken_from_its_day_until_it_is_60_days_old(age_days: int, unique: object) -> None:
    day = TODAY - timedelta(days=age_days)
    kept = trace(f"{day:%Y%m%d}-{unique}")
    assert kept.day == day
    assert len(kept.keyed_hash) == HASH_BYTES


@given(age_days=st.integers(61, 700_000))
def test_a_token_over_60_days_old_is_refused(age_days: int) -> None:
    day = TODAY - timedelta(days=age_days)
    with pytest.raises(InputError, match="over 60 days old"):
        trace(f"{day.isoformat().replace('-', '')}-{UUID}")


@given(days_ahead=st.integers(1, 2_000_000))
def test_a_token_from_the_future_is_refused(days_ahead: int) -> None:
    day = TODAY + timedelta(days=days_ahead)
    with pytest.raises(InputError, match="from the future"):
        trace(f"{day:%Y%m%d}-{UUID}")


@pytest.mark.parametrize("day", ["20260230", "20261301", "20260100", "20260001", "00000101", "20250229"])
def test_a_day_that_never_was_is_refused(day: str) -> None:
    with pytest.raises(InputError, match="not a date"):
        trace(f"{day}-{UUID}")


def test_the_29th_of_february_is_taken_in_a_leap_year() -> None:
    assert trace(f"20240229-{UUID}", today=date(2024, 3, 1)).day == date(2024, 2, 29)


@pytest.mark.parametrize("version", [1, 3, 5, 6, 7, 8])
def test_a_uuid_that_is_not_random_is_refused(version: int) -> None:
    with pytest.raises(InputError, match="random UUID"):
        trace(f"20260305-0f5a1c9e-3b7d-{version}e21-9a64-5c8f2b7d9e10")


@pytest.mark.parametrize(
    "token",
    [
        UUID,
        f"2026-03-05-{UUID}",
        f"20260305{UUID}",
        f"20260305-{UUID.upper()}",
        f"20260305-{UUID.replace('-', '')}",
        f"20260305-{UUID} ",
        f"20260305-{UUID}\n",
        f" 20260305-{UUID}",
        f"20260305-{{{UUID}}}",
        "20260305-0f5a1c9e-3b7d-4e21-ca64-5c8f2b7d9e10",
        "20260305-00000000-0000-0000-0000-000000000000",
        "",
        None,
        20260305,
        True,
        ["20260305", UUID],
        f"20260305-{UUID}".encode(),
    ],
)
def test_anything_else_is_refused_with_what_to_do(token: object) -> None:
    with pytest.raises(InputError) as refusal:
        trace(token)
    assert refusal.value.code == "bad_token"
    assert refusal.value.hint


@pytest.mark.parametrize("zero", ["٠", "۰", "０", "०"])
def test_digits_of_another_script_are_refused(zero: str) -> None:
    day = "".join(chr(ord(zero) + int(digit)) for digit in "20260305")
    with pytest.raises(InputError, match="not a date"):
        trace(f"{day}-{UUID}")


def test_the_same_token_leaves_the_same_trace_on_another_day() -> None:
    token = new_token()
    assert trace(token) == trace(token, today=TODAY + timedelta(days=30))


def test_two_tokens_leave_two_traces() -> None:
    assert trace(new_token()) != trace(new_token())


def test_another_campaign_sees_another_hash() -> None:
    token = new_token()
    assert trace(token).keyed_hash != trace(token, slug="beta").keyed_hash


def test_another_key_gives_another_hash() -> None:
    token = new_token()
    assert trace(token).keyed_hash != trace(token, secret=b"another key").keyed_hash


def test_a_refusal_does_not_repeat_the_token() -> None:
    with pytest.raises(InputError) as refusal:
        trace(f"20990101-{UUID}")
    assert UUID not in f"{refusal.value}{refusal.value.as_json()}"
