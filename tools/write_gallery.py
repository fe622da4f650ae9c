"""Write docs/effects.md and its pictures from the effect language itself. Look at them before you commit."""

import sys
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from hueandcry.effects import compile_effect, parse_effect
from hueandcry.effects.layers import KINDS, Layer
from hueandcry.pictures import Picture
from hueandcry.pictures.portrait import draw_portrait

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "effects.md"
PICTURES = ROOT / "docs" / "effects"
SIZE_PX = 240

Table = dict[str, object]


@dataclass(frozen=True)
class Example:
    """One picture of the gallery: its file's name, the layers and what they show."""

    name: str
    says: str
    layers: tuple[Table, ...]


EXAMPLES = (
    Example("solid", "No face at all.", ({"kind": "solid", "colour": "#c8102e"},)),
    Example("tint", "The named effect `red`.", ({"kind": "tint", "colour": "#c8102e"},)),
    Example(
        "tint-half", "Half as strong, in blue.", ({"kind": "tint", "colour": "#1d4e89", "strength": 0.5},)
    ),
    Example(
        "duotone",
        "The named effect `red-duotone`.",
        ({"kind": "duotone", "dark": "#3d0009", "light": "#ffd9de"},),
    ),
    Example("greyscale", "The named effect `grey`.", ({"kind": "greyscale"},)),
    Example("flag", "The named effect `flag:FR`.", ({"kind": "flag", "code": "FR"},)),
    Example(
        "flag-turned",
        "Any flag at any angle.",
        ({"kind": "flag", "code": "PS", "opacity": 0.6, "angle": 20},),
    ),
    Example(
        "flag-bands",
        "Bands of your own.",
        ({"kind": "flag", "bands": ["#007a3d", "#ffffff", "#000000"], "weights": [2, 1, 2]},),
    ),
    Example("ring", "A ring in one colour.", ({"kind": "ring", "colour": "#c8102e"},)),
    Example("ring-flag", "A ring that shows a flag.", ({"kind": "ring", "code": "UA", "width": 0.1},)),
    Example("ribbon", "A ribbon in one colour.", ({"kind": "ribbon", "colour": "#000000"},)),
    Example("badge", "A flag as a badge.", ({"kind": "badge", "code": "SD"},)),
    Example(
        "text-arc",
        "A hashtag along the circle.",
        ({"kind": "text", "text": "#MakeFacebookRed", "background": "#c8102e"},),
    ),
    Example(
        "text-arabic",
        "Arabic and Latin in one line, each in its own direction.",
        ({"kind": "text", "text": "حلب تحترق #AleppoIsBurning", "background": "#000000"},),
    ),
    Example(
        "text-band",
        "A band across the picture.",
        (
            {
                "kind": "text",
                "text": "#AleppoIsBurning",
                "shape": "band",
                "size": 0.07,
                "background": "#000000",
            },
        ),
    ),
    Example(
        "stack",
        "Layers in a stack.",
        (
            {"kind": "greyscale"},
            {"kind": "tint", "colour": "#c8102e", "strength": 0.6},
            {"kind": "ring", "colour": "#ffffff", "width": 0.03},
            {"kind": "text", "text": "#AleppoIsBurning", "place": "top", "size": 0.08},
        ),
    ),
)


def page() -> str:
    """Return the whole page."""
    sections = [section(kind, cls) for kind, cls in KINDS.items()]
    stacks = [example for example in EXAMPLES if len(example.layers) > 1]
    return "\n".join(
        [
            "# Effects",
            "",
            "Every layer kind, drawn on a face that is nobody's. This page is written by",
            "`tools/write_gallery.py` from the code itself; [campaign.md](campaign.md) is where",
            "layers stand.",
            "",
            *sections,
            "## Stacks",
            "",
            "Colour layers first, then overlays, the last on top; each overlay has its own opacity.",
            "",
            *map(shown, stacks),
        ]
    )


def section(kind: str, cls: type[Layer]) -> str:
    """Return one kind: what it is, its keys, its examples."""
    mine = [each for each in EXAMPLES if len(each.layers) == 1 and each.layers[0]["kind"] == kind]
    about = (cls.__doc__ or "").split("\n\n")[0].replace("\n    ", " ")
    return "\n".join([f"## {kind}", "", about, "", f"Keys: {keys(cls)}.", "", *map(shown, mine)])


def keys(cls: type[Layer]) -> str:
    """Return the kind's keys with their defaults."""
    words = []
    for declared in fields(cls):  # type: ignore[arg-type]
        names = " or ".join(f"`{name}`" for name in declared.metadata.get("names", (declared.name,)))
        default = declared.default
        is_plain = default is not MISSING and default is not None
        words.append(f"{names} ({default})" if is_plain else names)
    return ", ".join(words)


def shown(example: Example) -> str:
    """Return one example: the picture and the lines that make it."""
    code = "\n\n".join(toml(table) for table in example.layers)
    picture = f"![{example.says}](effects/{example.name}.jpg)"
    return f"{picture}\n\n{example.says}\n\n```\n{code}\n```\n"


def toml(table: Table) -> str:
    """Return one layer as it is written in campaign.toml."""
    return "\n".join(["[[variant.layer]]", *(f"{name} = {written(value)}" for name, value in table.items())])


def written(value: object) -> str:
    """Return a value as TOML."""
    if isinstance(value, list):
        return f"[{', '.join(written(each) for each in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def picture(example: Example) -> Picture:
    """Return one example painted."""
    effect = compile_effect(parse_effect(example.layers), SIZE_PX)
    return Picture(draw_portrait(SIZE_PX), effect)


def main() -> int:
    """Write page and pictures."""
    PICTURES.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    for example in EXAMPLES:
        picture(example).save(PICTURES / f"{example.name}.jpg")
    print(f"wrote {PAGE.relative_to(ROOT)} and {len(EXAMPLES)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
