"""The counting rule stands beside the numbers."""

from datetime import UTC, datetime

from hueandcry.tally import RULE, Totals, count_document


def test_the_numbers_come_with_their_time_and_their_rule() -> None:
    assert count_document(Totals(3, 5, 8), datetime(2026, 3, 5, 14, 30, 1, tzinfo=UTC)) == {
        "supporters": 3,
        "pictures": 5,
        "visits": 8,
        "as_of": "2026-03-05T14:30:01Z",
        "rule": RULE,
    }


def test_the_rule_explains_every_number_and_admits_what_nobody_knows() -> None:
    for sentence in (
        "supporters = browsers that saved or shared at least once",
        "pictures = saves",
        "visits = page opens",
        "approximate",
        "nobody knows who really changed a picture",
    ):
        assert sentence in RULE


def test_a_campaign_nobody_joined_counts_nothing() -> None:
    assert Totals() == Totals(supporters=0, pictures=0, visits=0)
