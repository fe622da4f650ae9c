"""The table of facts: every flag that is geometry, read from the files in `table/` (README.md there)."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from hueandcry.effects.colours import parse_colour
from hueandcry.effects.flags.charges import Crescent, Disc, HalfDisc, Plus, Star, StarLines, on_circle
from hueandcry.effects.flags.field import Bands, Bar, Cross, Polygon, Teeth, Union
from hueandcry.effects.flags.flag import Flag
from hueandcry.effects.flags.shape import Shape

Facts = Mapping[str, Any]
FILES = ("bands.toml", "crosses.toml", "hoists.toml", "charges.toml", "slants.toml")

SHAPES: Mapping[str, Callable[..., Shape]] = {
    "polygon": Polygon,
    "cross": Cross,
    "bar": Bar,
    "union": Union,
    "teeth": Teeth,
    "disc": Disc,
    "half disc": HalfDisc,
    "crescent": Crescent,
    "star": Star,
    "star lines": StarLines,
    "plus": Plus,
}
COLOURS = ("colour", "blue", "red", "cloth")


@cache
def flag_facts() -> dict[str, Facts]:
    """Return every entry of the table by its code, as it is written."""
    folder = resources.files("hueandcry.effects.flags").joinpath("table")
    texts = [folder.joinpath(name).read_text(encoding="utf-8") for name in FILES]
    return {code: facts for text in texts for code, facts in tomllib.loads(text).items()}


@cache
def flag_table() -> dict[str, Flag]:
    """Return every flag of the table by its code."""
    return {code: flag_from_facts(code, facts) for code, facts in flag_facts().items()}


def flag_from_facts(code: str, facts: Facts) -> Flag:
    """Return one flag from its entry; `same_as` names another whose flag it flies."""
    if "same_as" in facts:
        facts = flag_facts()[facts["same_as"]]
    height, width = facts.get("grid", facts["proportion"])
    shapes = [field_of(facts), *(shape for entry in facts.get("shapes", []) for shape in shapes_of(entry))]
    return Flag(tuple(shapes), (height, width), code)


def field_of(facts: Facts) -> Bands:
    """Return the field: a list of bands, or one colour."""
    colours = facts.get("colours") or [facts["field"]]
    weights = facts.get("weights", [1] * len(colours))
    return Bands(
        tuple(map(parse_colour, colours)), tuple(weights), is_vertical=facts.get("bands") == "vertical"
    )


def shapes_of(entry: Facts) -> Iterator[Shape]:
    """Yield the shapes of one line of the table: several if they differ by their place alone."""
    keys = {key: frozen(value) for key, value in entry.items() if key not in ("shape", "at", "ring")}
    keys |= {key: parse_colour(keys[key]) for key in COLOURS if key in keys}
    if "ring" in entry:
        keys["about"] = frozen(entry["at"])
    if "at" not in entry:
        yield SHAPES[entry["shape"]](**keys)
    for place in places(entry):
        yield SHAPES[entry["shape"]](at=place, **keys)


def places(entry: Facts) -> list[tuple[float, ...]]:
    """Return the places at which a line of the table puts its shape.

    A `ring` is how many there are and how far they are from `at`, the first on top.
    """
    at = entry.get("at", [])
    if "ring" in entry:
        count, radius = entry["ring"]
        return [on_circle((at[0], at[1]), radius, 360 * each / count) for each in range(count)]
    if not at:
        return []
    return [tuple(place) for place in at] if isinstance(at[0], list) else [tuple(at)]


def frozen(value: Any) -> Any:  # noqa: ANN401 - TOML's values
    """Return TOML's lists as tuples."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value
