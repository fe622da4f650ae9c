"""Counters as a table for spreadsheets: CSV after RFC 4180, totals only."""

import csv
import io
from collections.abc import Iterable

from hueandcry.tally.join import Counter

COLUMNS = ("campaign", "dimension", "value", "day", "n")
# What spreadsheets take for the beginning of a formula, also in full width.
FORMULA_SIGNS = (
    "=",
    "+",
    "-",
    "@",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)


def head() -> str:
    """Return the first line."""
    return lines([COLUMNS])


def sheet(slug: str, counts: Iterable[tuple[Counter, int]]) -> str:
    """Return a campaign's lines, one per counter."""
    return lines((guarded(slug), guarded(c.dimension), guarded(c.value), c.day, n) for c, n in counts)


def lines(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as lines."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: such text gets an apostrophe before it."""
    is_risky = text[:1].isspace() or text.startswith(FORMULA_SIGNS) or not text[:1].isprintable()
    return f"'{text}" if is_risky else text
