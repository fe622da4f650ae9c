"""Fonts for tests: the machine's DejaVu, which every machine with the tests has, and fonts made here."""

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from hueandcry.effects.text.fonts import Typeface, font_folders, system_typefaces

WEIGHT = ("wght", 100, 400, 900, "Weight")


def dejavu(name: str = "DejaVu Sans Bold") -> list[Typeface]:
    """Return one of the DejaVu fonts, alone, by its full name."""
    found = [each for each in system_typefaces() if name in each.names]
    assert found, f"{name} is missing: apt install fonts-dejavu-core"
    return found[:1]


def font_bytes(file: str = "DejaVuSerif.ttf") -> bytes:
    """Return the bytes of one of the machine's font files."""
    return next(path for folder in font_folders() for path in folder.rglob(file)).read_bytes()


def box_font(family: str = "Boxes", *, has_weights: bool = False) -> TTFont:
    """Return a font whose A is a box half an em wide; if it has weights, a whole em at the heaviest."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({ord("A"): "A"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 1000), (500, 1000), (500, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "fullName": f"{family} Regular"})
    builder.setupOS2(sTypoAscender=1000)
    builder.setupPost()
    if has_weights:
        add_weights(builder)
    return builder.font


def add_weights(builder: FontBuilder) -> None:
    """Let the box's right side move by half an em between the default weight and the heaviest."""
    from fontTools.ttLib.tables.TupleVariation import TupleVariation

    builder.setupFvar([WEIGHT], [])
    moves = [(0, 0), (0, 0), (500, 0), (500, 0), (0, 0), (500, 0), (0, 0), (0, 0)]
    builder.setupGvar({"A": [TupleVariation({"wght": (0.0, 1.0, 1.0)}, moves)]})


def as_bytes(*fonts: TTFont) -> bytes:
    """Return a font as its file, several as a collection."""
    sink = io.BytesIO()
    if len(fonts) == 1:
        fonts[0].save(sink)
        return sink.getvalue()
    collection = TTCollection()
    collection.fonts = list(fonts)
    collection.save(sink)
    return sink.getvalue()


def put_fonts(folder: Path, **fonts: bytes) -> Path:
    """Write font files, each named `<name>.ttf`, and return their folder."""
    for name, content in fonts.items():
        (folder / f"{name}.ttf").write_bytes(content)
    return folder
