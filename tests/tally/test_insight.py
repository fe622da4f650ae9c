"""Insight's one door, and its page: the example runs, and a campaign's counters go through from a join on."""

import re
from collections import Counter

from hueandcry.tally import insight
from tests.conftest import ROOT
from tests.tally.making import new_join


def test_the_page_s_example_runs() -> None:
    page = (ROOT / "docs" / "insight.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(example, {})  # noqa: S102 - our own page


def test_counters_as_joins_raise_them_can_be_read() -> None:
    joins = [new_join(generation=generation, opens=9, language="en") for generation in (0, 0, 1, 99)]
    raised = Counter((each.dimension, each.value) for join in joins for each in join.counters)

    def counted(dimension: str) -> dict[int, int]:
        return {int(value): n for (name, value), n in raised.items() if name == dimension}

    cascade = insight.read_cascade(counted("generation"))
    assert [each.joins for each in cascade.generations if each.joins] == [2, 1, 1]
    assert cascade.depth.is_at_least
    assert insight.read_opens(counted("opens")).median == "6+"
