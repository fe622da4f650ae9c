"""CPU time per picture: a 12-megapixel phone photo → a 1080 px picture, beside Pillow done its best way.

Candidates take turns in one process on one thread; user and system time are counted, the median is quoted.
"""

import argparse
import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from hueandcry.effects import CompiledEffect, compile_effect, named_effect
from hueandcry.pictures import run
from hueandcry.pictures.portrait import draw_portrait

EFFECTS = ("red", "red-duotone", "grey", "flag:FR")
QUALITY = 90


def phone_photo() -> bytes:
    """Return a 4032×3024 JPEG with a camera's grain: the drawn face, enlarged, with noise."""
    side = 4032
    face = Image.fromarray(draw_portrait(1200)).resize((side, side), Image.Resampling.BICUBIC)
    pixels = np.asarray(face.crop((0, 504, side, 3528)), np.int16)
    grain = np.random.default_rng(2016).normal(0, 5, pixels.shape).astype(np.int16)
    sink = io.BytesIO()
    Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8)).save(sink, "JPEG", quality=88)
    return sink.getvalue()


def ours(photo: bytes, effect: CompiledEffect) -> bytes:
    """Paint with Hue & Cry."""
    return run(photo, effect).jpeg(QUALITY)


def pillow(photo: bytes, effect: CompiledEffect) -> bytes:
    """Paint with Pillow at its best: shrink while decoding, one Lanczos resize, its own matrix or tables."""
    image = Image.open(io.BytesIO(photo))
    image.draft("RGB", (image.width * effect.size_px // image.height, effect.size_px))
    side = min(image.size)
    left, top = (image.width - side) / 2, (image.height - side) / 2
    box = (left, top, left + side, top + side)
    picture = image.resize((effect.size_px, effect.size_px), Image.Resampling.LANCZOS, box=box)
    picture = pillow_colour(picture, effect)
    if effect.overlay is not None:
        alpha = Image.fromarray(effect.overlay[..., 3])
        picture.paste(unmultiplied(effect), mask=alpha)
    sink = io.BytesIO()
    picture.save(sink, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return sink.getvalue()


def pillow_colour(picture: Image.Image, effect: CompiledEffect) -> Image.Image:
    """Apply the colour transform the quickest way Pillow has: luminance and tables, or its matrix."""
    colour = effect.colour
    if (colour.matrix == np.eye(3, 4, dtype=np.int32) * 65536).all():
        return picture
    if colour.is_luminance_only:
        grey = picture.convert("L")
        return Image.merge("RGB", [grey.point(table.tolist()) for table in colour.tables])
    return picture.convert("RGB", (colour.matrix / 65536).ravel().tolist())


def unmultiplied(effect: CompiledEffect) -> Image.Image:
    """Return the overlay's colours as Pillow's paste wants them; made once, outside the timing."""
    if id(effect) not in MADE:
        overlay = effect.overlay if effect.overlay is not None else np.zeros((1, 1, 4), np.uint8)
        alpha = np.maximum(overlay[..., 3:].astype(np.float64), 1)
        MADE[id(effect)] = Image.fromarray(np.clip(overlay[..., :3] * 255 / alpha, 0, 255).astype(np.uint8))
    return MADE[id(effect)]


MADE: dict[int, Image.Image] = {}
CANDIDATES: dict[str, Callable[[bytes, CompiledEffect], bytes]] = {"hueandcry": ours, "pillow": pillow}


def measure(photo: bytes, rounds: int) -> dict[str, dict[str, float]]:
    """Return the median CPU milliseconds of each candidate for each effect, taken in turns."""
    effects = {name: compile_effect(named_effect(name)) for name in EFFECTS}
    spent: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds + 1):
        for name, effect in effects.items():
            for candidate, paint in CANDIDATES.items():
                before = time.process_time()
                paint(photo, effect)
                if number:  # the first round warms up
                    spent.setdefault((name, candidate), []).append((time.process_time() - before) * 1000)
    return {
        name: {candidate: statistics.median(spent[name, candidate]) for candidate in CANDIDATES}
        for name in EFFECTS
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photo", type=Path, help="a JPEG of your own instead of the drawn one")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    photo = options.photo.read_bytes() if options.photo else phone_photo()
    medians = measure(photo, options.rounds)
    if options.json:
        print(json.dumps(medians, indent=2))
        return 0
    weight = f"{len(photo) / 1e6:.1f} MB"
    print(f"12 MP JPEG ({weight}) → 1080×1080 q{QUALITY}, CPU ms, median of {options.rounds}")
    print(f"{'effect':<14}{'hueandcry':>11}{'pillow':>9}{'ratio':>8}")
    for name, row in medians.items():
        ratio = row["pillow"] / row["hueandcry"]
        print(f"{name:<14}{row['hueandcry']:>11.1f}{row['pillow']:>9.1f}{ratio:>7.2f}×")
    print("Both shrink in the decoder and resize once with Lanczos: the same class of quality.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
