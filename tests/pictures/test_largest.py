"""The dearest photo of each kind that is let in: still in time and within memory."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests import hostile_files as hostile
from tests.making import save
from tests.measured_painting import measure
from tests.pictures.test_corpora_hostile import MOST_MB, MOST_S

LARGE_PX, MIDDLING_PX = 9990, 4000
"""Just below a hundred megapixels, the most that any photo may have, and what every phone makes."""


def opaque(kind: str) -> Callable[[int], bytes]:
    """Return what writes a photo of one colour, a little transparent, in the time a test has."""
    options: dict[str, object] = {"lossless": True, "method": 0} if kind == "WEBP" else {"speed": 10}
    return lambda side_px: save(Image.new("RGBA", (side_px, side_px), (90, 60, 30, 200)), kind, **options)


# Each with the sides to try: the second lies below every limit, the first may be refused or must be cheap.
KINDS: dict[str, tuple[Callable[[int], bytes], int]] = {
    "JPEG": (hostile.flat_jpeg, LARGE_PX),
    "progressive JPEG": (lambda side: hostile.flat_jpeg(side, coding=hostile.PROGRESSIVE), LARGE_PX),
    "CMYK JPEG": (lambda side: hostile.flat_jpeg(side, channels=4), LARGE_PX),
    "progressive CMYK JPEG": (
        lambda side: hostile.flat_jpeg(side, channels=4, coding=hostile.PROGRESSIVE),
        LARGE_PX,
    ),
    "JPEG of the most scans": (lambda side: hostile.scan_bomb(side, 39), LARGE_PX),
    "PNG with alpha": (lambda side: hostile.png(side, colour=6), LARGE_PX),
    "PNG of 16 bits with alpha": (lambda side: hostile.png(side, colour=6, depth=16), LARGE_PX),
    "grey PNG of 16 bits": (lambda side: hostile.png(side, depth=16), LARGE_PX),
    "interlaced PNG": (lambda side: hostile.png(side, colour=6, interlaced=True), LARGE_PX),
    # As many pixels, but all in a line: there is hardly a square to shrink while decoding.
    "PNG as thin as a thread": (
        lambda side: hostile.png(32, height_px=side * side // 32, colour=6),
        LARGE_PX,
    ),
    "GIF as thin as a thread": (lambda side: hostile.gif(side * side // 65_535, 65_535), 7000),
    "WebP as thin as a thread": (lambda side: hostile.animated_webp(side * side // 80, 80), 5400),
    "GIF": (lambda side: hostile.gif(side, side), 7000),
    "WebP": (opaque("WEBP"), 5400),
    "animated WebP": (lambda side: hostile.animated_webp(side, side), 5400),
    "AVIF": (opaque("AVIF"), 7000),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_photo_of_each_kind_is_painted_or_refused_within_bounds(
    tmp_path: Path, kind: str
) -> None:
    write, large_px = KINDS[kind]
    paths = [tmp_path / f"{side_px}" for side_px in (MIDDLING_PX, large_px)]
    for path in paths:
        path.write_bytes(write(int(path.name)))
    middling, large = measure(paths, effects=("red",))
    assert middling.outcome == "painted", middling
    # On a busy machine the deadline, which is wall time, may come first.
    assert large.outcome == "painted" or large.code in ("photo_too_large", "photo_too_slow"), large
    for cost in (middling, large):
        assert cost.cpu_s < MOST_S, cost
        assert cost.peak_mb < MOST_MB, cost
