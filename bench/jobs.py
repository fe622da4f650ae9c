"""The jobs of the bench, compiled by Hue & Cry itself, so that every candidate works to the same numbers."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from bench.recipes import ColourKind, Recipe
from hueandcry.effects import CompiledEffect, compile_effect, effect_tables, parse_effect
from hueandcry.effects.transform import ONE

MASTER_PX = 1080
FAN_OUT_PX = (1080, 720, 640, 400, 320)
AVATAR_PX = 400

Layers = list[dict[str, object]]

JOBS = ("tint", "duotone", "flag", "frame", "fan-out")
"""What is timed on phone photos."""

BATCHES = ("avatars-tint", "avatars-duotone")
"""What is timed on avatars."""

PROBES = {
    "tint": "probe-tint",
    "duotone": "probe-duotone",
    "flag": "probe-flag",
    "frame": "probe-frame",
    "fan-out": "probe-tint",
}
"""The same kind of effect for each job, lossless and in colours that clip nowhere, to look at its quality."""

PLAIN = "plain"
FRAME: Layers = [{"kind": "frame", "image": "frame.png"}]
GREY_TINT: Layers = [{"kind": "tint", "colour": "#808080", "strength": 0.8}]
GREY_DUOTONE: Layers = [{"kind": "duotone", "dark": "#000000", "light": "#ffffff"}]
NOTHING: Layers = [{"kind": "tint", "colour": "#808080", "strength": 0.0}]


def make_recipes(folder: Path, frame: Path) -> dict[str, Recipe]:
    """Compile every job, writing overlays into the folder."""
    tint, duotone = effect_tables("red"), effect_tables("red-duotone")
    flag = effect_tables("flag:FR")
    lossy = {"tint": tint, "duotone": duotone, "flag": flag, "frame": FRAME, "fan-out": tint}
    lossless = {PLAIN: NOTHING, "probe-tint": GREY_TINT, "probe-duotone": GREY_DUOTONE}
    lossless |= {"probe-flag": flag, "probe-frame": FRAME}
    recipes = {name: make_recipe(layers, folder, frame) for name, layers in (lossy | lossless).items()}
    for name in lossless:
        recipes[name] = replace(recipes[name], is_lossless=True)
    recipes["fan-out"] = replace(recipes["fan-out"], sizes_px=FAN_OUT_PX)
    for name, layers in zip(BATCHES, (tint, duotone), strict=True):
        recipes[name] = replace(make_recipe(layers, folder, frame), sizes_px=(AVATAR_PX,))
    return recipes


def make_recipe(layers: Layers, folder: Path, frame: Path) -> Recipe:
    """Compile layers at full size and write down what came of it."""
    assets = {"frame.png": frame}
    content = {name: path.read_bytes() for name, path in assets.items()}
    compiled = compile_effect(parse_effect(layers, content), MASTER_PX)
    return Recipe(
        sizes_px=(MASTER_PX,),
        colour=colour_kind(compiled),
        matrix=tuple(map(tuple, (compiled.colour.matrix / ONE).tolist())),
        tables=tuple(map(tuple, compiled.colour.tables.tolist())),
        overlay=write_overlay(compiled, folder),
        layers=tuple(layers),
        assets=name_assets(layers, assets),
    )


def name_assets(layers: Layers, assets: Mapping[str, Path]) -> dict[str, str]:
    """Return the paths of those images that the layers use."""
    used = {layer.get("image") for layer in layers}
    return {name: str(path) for name, path in assets.items() if name in used}


def colour_kind(compiled: CompiledEffect) -> ColourKind:
    """Return what the effect does to colours."""
    if compiled.colour.changes_nothing:
        return "none"
    return "luminance" if compiled.colour.is_luminance_only else "matrix"


def write_overlay(compiled: CompiledEffect, folder: Path) -> str:
    """Write the overlay with straight alpha, as every other library wants it, and return its path."""
    if compiled.overlay is None:
        return ""
    colours, alpha = np.split(compiled.overlay.astype(np.float64), [3], axis=-1)
    straight = np.clip(np.round(colours * 255 / np.maximum(alpha, 1)), 0, 255)
    pixels = np.concatenate([straight, alpha], axis=-1).astype(np.uint8)
    path = folder / f"overlay-{compiled.sha256[:12]}.png"
    Image.fromarray(pixels).save(path)
    return str(path)
