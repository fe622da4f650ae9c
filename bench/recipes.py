"""What a candidate is asked to do, as plain data that every language and every environment can read.

Only the standard library: peers import this in environments of their own.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

QUALITY = 90
ColourKind = Literal["none", "matrix", "luminance"]


@dataclass(frozen=True)
class Recipe:
    """One job: an effect, and the sizes of the pictures that are wanted of it.

    Args:
        sizes_px: sides of the square pictures, largest first; each may be made from the one before.
        colour: what the effect does to colours: nothing, `matrix`, or `tables` by luminance.
        matrix: shape (3, 4), on RGB 0…255; for `luminance` all rows are the luminance.
        tables: shape (3, 256), what each channel becomes after the matrix.
        overlay: path of a PNG with straight alpha at the first size, or empty.
        layers: the effect as campaign.toml writes it.
        assets: paths of the images that the layers name.
        is_lossless: PNG is wanted, to look at the pixels; else JPEG of `QUALITY`, 4:2:0.
    """

    sizes_px: tuple[int, ...]
    colour: ColourKind
    matrix: tuple[tuple[float, ...], ...]
    tables: tuple[tuple[int, ...], ...]
    overlay: str
    layers: tuple[Mapping[str, object], ...]
    assets: Mapping[str, str]
    is_lossless: bool = False


def write_recipes(path: Path, recipes: Mapping[str, Recipe]) -> None:
    """Write recipes by name, as JSON."""
    path.write_text(json.dumps({name: asdict(recipe) for name, recipe in recipes.items()}))


def read_recipes(path: Path) -> dict[str, Recipe]:
    """Read what `write_recipes` wrote."""
    return {name: read_recipe(table) for name, table in json.loads(path.read_text()).items()}


def read_recipe(table: dict[str, list[list[float]]]) -> Recipe:
    """Make lists into tuples again, so that a recipe can be a key."""
    rows = {key: tuple(map(tuple, table[key])) for key in ("matrix", "tables")}
    whole = table | rows | {"sizes_px": tuple(table["sizes_px"]), "layers": tuple(table["layers"])}
    return Recipe(**whole)  # type: ignore[arg-type]


def names_srgb(profile: bytes) -> bool:
    """Whether a colour profile calls itself sRGB, in either of the two ways that profiles write text."""
    return b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile
