"""The tables that `make bench` prints."""

from collections.abc import Iterator

from bench.bars import Bar
from bench.crew import FLOORS, OURS
from bench.jobs import BATCHES, JOBS
from bench.measure import FLOOR_JOB
from bench.results import Results

TITLE = 27


def report(results: Results, bars: list[Bar]) -> Iterator[str]:
    """Yield the report's lines."""
    for name, value in results.setting.items():
        yield f"{name}: {value}"
    yield from costs(results)
    yield from qualities(results)
    yield from avatars(results)
    yield from floors(results)
    if results.alone:
        yield (
            f"\nOne process of ours paints {results.alone:.1f} pictures/s by the clock, "
            f"two paint {results.together:.1f}."
        )
    yield from verdicts(bars)


def costs(results: Results) -> Iterator[str]:
    """Yield CPU time and memory."""
    yield "\nCPU ms per picture: 12 MP JPEG → 1080×1080 JPEG q 90 4:2:0 (fan-out: and 720, 640, 400, 320)"
    yield heading(*JOBS, "peak MB")
    for key, title in results.titles.items():
        figures = results.cpu_ms.get(key, {})
        yield row(title, *(number(figures.get(job)) for job in JOBS), number(results.peak_mb.get(key), 0))
    for title, reason in results.missing.items():
        yield f"{title:<{TITLE}}  MISSING: {reason}"
    ours = results.cpu_ms_by_photo.get(OURS, {})
    for photo in ours.get(FLOOR_JOB, {}):
        yield row(f"  ours, photo {photo!r}", *(number(ours.get(job, {}).get(photo)) for job in JOBS))


def qualities(results: Results) -> Iterator[str]:
    """Yield the figures that make the classes, and what was remarked."""
    yield "\nQuality against float Lanczos3: zone-plate alias rms (levels), PSNR of the plain picture (dB),"
    yield "mean difference of the finished JPEG from the exact effect (levels)"
    yield heading("class", "alias", "PSNR", "d tint", "d duo", "d flag", "d frame")
    for key, look in results.looks.items():
        off = [number(look.difference.get(job), 2) for job in ("tint", "duotone", "flag", "frame")]
        yield row(
            results.titles[key], look.quality("tint"), number(look.alias["tint"]), number(look.psnr_db), *off
        )
        for job in JOBS:
            if look.quality(job) != look.quality("tint"):
                yield f"{'':<{TITLE}}  {job} is {look.quality(job)}: alias {look.alias[job]:.1f}"
        if look.remarks:
            yield f"{'':<{TITLE}}  {'; '.join(look.remarks)}"


def avatars(results: Results) -> Iterator[str]:
    """Yield the speed on avatars."""
    yield "\nAvatars of 400 px, pictures per second of one core"
    yield heading("tint", "duotone")
    for key, figures in results.avatars.items():
        yield row(results.titles[key], *(number(figures.get(batch), 0) for batch in BATCHES))


def floors(results: Results) -> Iterator[str]:
    """Yield what nobody gets below with these codecs, and our ratio to it."""
    found = {each.key: results.cpu_ms.get(each.key, {}).get(FLOOR_JOB) for each in FLOORS}
    if None in found.values():
        return
    yield "\nFloors, CPU ms"
    for each in FLOORS:
        yield row(each.title, number(found[each.key]))
    ours = results.cpu_ms.get(OURS, {})
    for job, decode in (("tint", "floor-rgb"), ("duotone", "floor-grey")):
        least = (found[decode] or 0) + (found["floor-encode"] or 0)
        if job in ours and least:
            yield f"Our {job} is {ours[job] / least:.2f} times its decode and encode together."


def verdicts(bars: list[Bar]) -> Iterator[str]:
    """Yield each bar with whether it is met."""
    yield "\nBars"
    for bar in bars:
        verdict = "met" if bar.is_met else "NOT MEASURED" if bar.measured is None else "NOT MET"
        yield f"{verdict:<13}{number(bar.measured, 2):>7}  bar {bar.wanted:>5.1f}  {bar.sentence}"


def heading(*words: str) -> str:
    """Return a table's first line."""
    return row("", *words)


def row(title: str, *cells: str) -> str:
    """Return a line of a table."""
    return f"{title:<{TITLE}}" + "".join(f"{cell:>11}" for cell in cells)


def number(value: float | None, digits: int = 1) -> str:
    """Return a figure, or a dash if there is none."""
    return "–" if value is None else f"{value:.{digits}f}"
