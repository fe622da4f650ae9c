"""The tally: what a join is, how it is counted, how it is kept. Pure: knows no database and no web."""

from hueandcry.tally.join import Audience, Counter, Event, Join, read_event, read_join
from hueandcry.tally.rule import RULE, Totals, count_document
from hueandcry.tally.token import Trace, trace_token
from hueandcry.tally.writer import Committer, Writer

__all__ = [
    "RULE",
    "Audience",
    "Committer",
    "Counter",
    "Event",
    "Join",
    "Totals",
    "Trace",
    "Writer",
    "count_document",
    "read_event",
    "read_join",
    "trace_token",
]
