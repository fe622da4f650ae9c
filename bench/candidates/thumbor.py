"""thumbor's PIL engine, driven as its own transformer drives it: load, turn, crop, resize, filter, read.

It has no filter for these effects, so they are what a plug-in would do: Pillow, on the engine's image.
Progressive coding, its default, is switched off, since nobody else's files here are progressive.
"""

import io
import logging
from types import SimpleNamespace

from thumbor.config import Config  # type: ignore[import-not-found]
from thumbor.engines.pil import Engine  # type: ignore[import-not-found]

from bench.candidates.pillow import lay_over, recolour
from bench.recipes import QUALITY, Recipe
from bench.worker import Painter


def painter(_variant: str) -> Painter:
    """Return thumbor's painter."""
    logging.getLogger("thumbor").setLevel(logging.CRITICAL)
    context = SimpleNamespace(config=Config(PROGRESSIVE_JPEG=False), request=None, modules=None)
    return lambda photo, recipe: paint(Engine(context), photo, recipe)


def paint(engine: Engine, photo: bytes, recipe: Recipe) -> list[bytes]:
    """Paint a photo; smaller sizes are made from the next larger one."""
    engine.load(photo, ".jpg")
    engine.reorientate()
    width, height = engine.size
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    if width != height:
        engine.crop(left, top, left + side, top + side)
    if side != recipe.sizes_px[0]:
        engine.resize(recipe.sizes_px[0], recipe.sizes_px[0])
    engine.image = lay_over(recolour(engine.image, recipe), recipe)
    files = [read(engine, recipe)]
    for size_px in recipe.sizes_px[1:]:
        engine.resize(size_px, size_px)
        files.append(read(engine, recipe))
    return files


def read(engine: Engine, recipe: Recipe) -> bytes:
    """Return the engine's file."""
    if not recipe.is_lossless:
        return bytes(engine.read(".jpg", QUALITY))
    sink = io.BytesIO()
    engine.image.convert("RGB").save(sink, "PNG", compress_level=1)
    return sink.getvalue()
