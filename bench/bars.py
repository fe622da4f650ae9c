"""The bars that the project has set itself, each computed from the run at hand.

A peer counts against us if its pictures are of the same class of quality or of a better one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.crew import OURS
from bench.jobs import BATCHES, JOBS
from bench.results import Results

FASTEST = ("pillow", "pyvips-shrink", "pyvips-full", "pyvips-thumbnail", "sharp-tuned")
SLOW = ("sharp", "thumbor")
SHARPS = ("sharp-tuned", "sharp")

FASTEST_RATIO = {"tint": 1.4, "duotone": 1.9}
SLOW_RATIO = 3.5
PILLOW_AVATARS_RATIO = 1.4
SHARP_AVATARS_RATIO = 3.5
MOST_PEAK_MB = 200
SCALING_RATIO = 1.8


@dataclass(frozen=True)
class Bar:
    """One bar.

    Args:
        sentence: what is compared with what.
        measured: the figure of this run, or None if somebody is missing.
        wanted: the bar.
        at_most: whether less is better.
    """

    sentence: str
    measured: float | None
    wanted: float
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the bar is met; compared as measured, not as rounded for print. Not measured is not met."""
        if self.measured is None:
            return False
        return self.measured <= self.wanted if self.at_most else self.measured >= self.wanted


def all_bars(results: Results) -> list[Bar]:
    """Return every bar; those without figures are not met."""
    return [*photo_bars(results), *avatar_bars(results), *process_bars(results)]


def photo_bars(results: Results) -> Iterator[Bar]:
    """Yield the bars on phone photos."""
    for job, wanted in FASTEST_RATIO.items():
        yield fastest_bar(results, job, wanted)
    for key in SLOW:
        yield slow_bar(results, key)


def fastest_bar(results: Results, job: str, wanted: float) -> Bar:
    """Return the bar against the fastest whose pictures are no worse than ours."""
    ours = results.cpu_ms.get(OURS, {}).get(job)
    rivals = {
        key: results.cpu_ms[key][job]
        for key in FASTEST
        if ours and job in results.cpu_ms.get(key, {}) and results.is_as_good(key, OURS, job)
    }
    if ours is None or not rivals:
        return Bar(f"{job}, times faster than the fastest of our class", None, wanted)
    best = min(rivals, key=lambda key: rivals[key])
    quality = results.looks[OURS].quality(job)
    sentence = f"{job}, times faster than the fastest of class {quality} ({results.titles[best]})"
    return Bar(sentence, rivals[best] / ours, wanted)


def slow_bar(results: Results, key: str) -> Bar:
    """Return the bar against a peer that we want to beat clearly at every job."""
    ours, theirs = results.cpu_ms.get(OURS, {}), results.cpu_ms.get(key, {})
    ratios = {job: theirs[job] / ours[job] for job in JOBS if job in theirs and job in ours}
    if not ratios:
        return Bar(f"every job, times faster than {key}", None, SLOW_RATIO)
    least = min(ratios, key=lambda job: ratios[job])
    sentence = f"every job, times faster than {results.titles[key]} (least: {least})"
    return Bar(sentence, ratios[least], SLOW_RATIO)


def avatar_bars(results: Results) -> Iterator[Bar]:
    """Yield the bars on avatars; they are not resized, so there are no classes."""
    for rivals, wanted in ((("pillow",), PILLOW_AVATARS_RATIO), (SHARPS, SHARP_AVATARS_RATIO)):
        for batch in BATCHES:
            yield avatar_bar(results, batch, rivals, wanted)


def avatar_bar(results: Results, batch: str, rivals: Sequence[str], wanted: float) -> Bar:
    """Return the bar against the fastest of some rivals."""
    speeds = results.avatars
    ours = speeds.get(OURS, {}).get(batch)
    there = {key: speeds[key][batch] for key in rivals if batch in speeds.get(key, {})}
    if ours is None or not there:
        return Bar(f"{batch}, times faster than {' and '.join(rivals)}", None, wanted)
    best = max(there, key=lambda key: there[key])
    return Bar(f"{batch}, times faster than {results.titles[best]}", ours / there[best], wanted)


def process_bars(results: Results) -> Iterator[Bar]:
    """Yield the bars on memory and on a second process."""
    yield Bar("peak memory in MB, at most", results.peak_mb.get(OURS), MOST_PEAK_MB, at_most=True)
    ratio = results.together / results.alone if results.alone else None
    yield Bar("two processes, times one", ratio, SCALING_RATIO)
