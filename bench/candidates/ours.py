"""Hue & Cry, through its public functions."""

from pathlib import Path

from bench.recipes import QUALITY, Recipe
from bench.worker import Painter
from hueandcry.effects import CompiledEffect, compile_effect, parse_effect
from hueandcry.pictures import Picture, run


def painter(_variant: str) -> Painter:
    """Return our painter; an effect is compiled once, as a campaign compiles it once."""
    compiled: dict[int, CompiledEffect] = {}

    def paint(photo: bytes, recipe: Recipe) -> list[bytes]:
        if id(recipe) not in compiled:
            compiled[id(recipe)] = compile_recipe(recipe)
        return [finish(each, recipe) for each in pictures(photo, compiled[id(recipe)], recipe.sizes_px)]

    return paint


def compile_recipe(recipe: Recipe) -> CompiledEffect:
    """Compile the recipe's effect for its largest size."""
    assets = {name: Path(path).read_bytes() for name, path in recipe.assets.items()}
    return compile_effect(parse_effect(list(recipe.layers), assets), recipe.sizes_px[0])


def pictures(photo: bytes, effect: CompiledEffect, sizes_px: tuple[int, ...]) -> list[Picture]:
    """Paint a photo, each smaller size from the next larger one.

    The one place that knows how the centre square is asked for, and a fan-out.
    """
    made = [run(photo, effect, crop="centre")]
    for size_px in sizes_px[1:]:
        made.append(made[-1].resized(size_px))
    return made


def finish(picture: Picture, recipe: Recipe) -> bytes:
    """Encode as the recipe says."""
    return picture.png() if recipe.is_lossless else picture.jpeg(QUALITY)
