"""The table for spreadsheets: RFC 4180, and no value that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.tally import Counter
from hueandcry.tally.sheet import guarded, head, sheet
from tests.tally.making import TODAY

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def test_a_line_is_a_counter() -> None:
    assert head() == "campaign,dimension,value,day,n\r\n"
    counts = [(Counter("supporters", "", TODAY), 12), (Counter("hour", "07", TODAY), 5)]
    assert sheet("alpha", counts) == "alpha,supporters,,2026-03-05,12\r\nalpha,hour,07,2026-03-05,5\r\n"


def test_commas_quotes_and_line_ends_are_quoted() -> None:
    assert sheet("a", [(Counter("partner", 'so, "they"\r\nsay', TODAY), 1)]) == (
        'a,partner,"so, ""they""\r\nsay",2026-03-05,1\r\n'
    )


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\N{FULLWIDTH EQUALS SIGN}1", "\0"],
)
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(value: str) -> None:
    assert guarded(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "en", "pt-BR", "make-facebook-red", "أحمر", "7", "é"])
def test_other_values_stay_as_they_are(value: str) -> None:
    assert guarded(value) == value


@given(texts, texts, texts, st.integers(-5, 10**15))
def test_whatever_a_counter_says_is_read_back_and_is_no_formula(
    slug: str, dimension: str, value: str, n: int
) -> None:
    text = sheet(slug, [(Counter(dimension, value, TODAY), n)])
    [row] = csv.reader(io.StringIO(text, newline=""))
    assert row == [guarded(slug), guarded(dimension), guarded(value), "2026-03-05", str(n)]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row[:3])
