"""Insight without identities: everything that can be said about a campaign from its counters alone.

One door to the three rooms behind it: the cascade, the way to joining, and what of it may be published.
"""

from hueandcry.tally.breakdown import LEAST, Breakdown, public_breakdown
from hueandcry.tally.cascade import Cascade, Depth, Generation, Reproduction, read_cascade
from hueandcry.tally.funnel import FUNNEL_RULE, Opens, OpensClass, Step, read_funnel, read_opens

__all__ = [
    "FUNNEL_RULE",
    "LEAST",
    "Breakdown",
    "Cascade",
    "Depth",
    "Generation",
    "Opens",
    "OpensClass",
    "Reproduction",
    "Step",
    "public_breakdown",
    "read_cascade",
    "read_funnel",
    "read_opens",
]
