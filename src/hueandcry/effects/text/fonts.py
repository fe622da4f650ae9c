"""Fonts: found on the machine or brought by the campaign, opened by HarfBuzz, never copied."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import uharfbuzz as hb

from hueandcry.effects.keys import Assets, Given
from hueandcry.effects.text.wording import JOINERS, describe
from hueandcry.errors import InputError

FILE_ENDINGS = (".ttf", ".otf")
ENDINGS = (*FILE_ENDINGS, ".ttc", ".otc")
MAX_BYTES = 20_000_000

# A collection holds a family or two; one that claims more is not read to its end.
MAX_FACES = 64

# Plain faces that read well small come first; then any other, by name.
PREFERRED = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Vazirmatn",
    "DejaVu Sans",
    "Liberation Sans",
    "Helvetica Neue",
    "Segoe UI",
    "Arial",
    "Geeza Pro",
)

# Fonts that have a box, or nothing, for every letter there is.
PLACEHOLDERS = ("LastResort", ".LastResort", "Adobe Blank", "AdobeBlank", "Last Resort")

BOLD = 700
INSTALL = "Install one that has them, such as Debian's fonts-noto-core,"
BRING = 'or put a font file beside campaign.toml and name it: font = "File.ttf".'


@dataclass(frozen=True)
class FontFile:
    """A font file that belongs to a campaign.

    Args:
        name: the file's name beside campaign.toml.
        content: its bytes.
    """

    name: str
    content: bytes

    def as_table(self) -> dict[str, object]:
        """Return the key as it is written in campaign.toml."""
        return {"font": self.name}


@dataclass(frozen=True, eq=False)
class Typeface:
    """An opened font.

    Args:
        names: its family's and its own full names.
        font: HarfBuzz's font; its units are `upem` to the em.
        rank: what it is sorted by within a family: upright, neither narrow nor wide, bold come first.
    """

    names: tuple[str, ...]
    font: hb.Font
    rank: tuple[float, ...]

    @property
    def upem(self) -> int:
        """Units per em."""
        return int(self.font.face.upem)

    @cached_property
    def letters(self) -> hb.Set:
        """The code points of all letters that the font has."""
        return self.font.face.unicodes

    def covers(self, character: str) -> bool:
        """Whether the font can write the character, if need be in its parts."""
        if character in JOINERS or ord(character) in self.letters:
            return True
        return all(ord(part) in self.letters for part in unicodedata.normalize("NFD", character))


def is_font_file(name: str) -> bool:
    """Whether a name is that of a file, and not of a family."""
    return name.lower().endswith(FILE_ENDINGS)


def take_font(given: Given, assets: Assets, place: str) -> FontFile | str | None:
    """Take the font that a layer names out of what was given: a file, a family's name, or none.

    Raises:
        InputError: if it is no name, or there is no such file beside the campaign.
    """
    if "font" not in given:
        return None
    name = given.pop("font")
    if not isinstance(name, str) or not name.strip():
        raise InputError(
            f"{place}, font: {name!r} is no name of a font.", "Name a family or a .ttf or .otf file."
        )
    if not is_font_file(name):
        return name
    if name not in assets:
        raise InputError(
            f"{place}, font: there is no file {name!r} beside the campaign.",
            "Put the font there or correct its name.",
        )
    return FontFile(name, assets[name])


def find_typefaces(font: FontFile | str | None) -> list[Typeface]:
    """Return what to write with, the best first: what was asked for, then the machine's fonts.

    Raises:
        InputError: if the font asked for cannot be used, or there is none at all.
    """
    system = system_typefaces()
    if isinstance(font, FontFile):
        return [open_font(font), *system]
    asked = [each for each in system if font is None or font.casefold() in map(str.casefold, each.names)]
    if font is not None and not asked:
        raise InputError(
            f"There is no font called {font!r} on this machine.",
            "Install it, leave the key out, " + BRING,
            code="no_font",
        )
    if not system:
        raise InputError(
            "There is no font on this machine to write with.",
            "Install one, such as Debian's fonts-dejavu-core, " + BRING,
            code="no_font",
        )
    return asked + [each for each in system if each not in asked]


def open_font(file: FontFile) -> Typeface:
    """Open a font that a campaign brought; hostile until HarfBuzz has found letters and outlines in it."""
    if len(file.content) > MAX_BYTES:
        raise InputError(f"The font {file.name} is larger than 20 MB.", "Use a smaller one.", code="bad_font")
    typefaces = list(open_faces(hb.Blob(file.content)))
    if not typefaces or not typefaces[0].letters:
        raise InputError(
            f"The font {file.name} cannot be read as a font with outlines.",
            "Use a TrueType or OpenType file (.ttf or .otf).",
            code="bad_font",
        )
    return typefaces[0]


@cache
def system_typefaces() -> tuple[Typeface, ...]:
    """Return the machine's fonts, always in the same order."""
    return tuple(sorted(scan(font_folders()), key=in_order))


def font_folders() -> tuple[Path, ...]:
    """Return where this kind of machine keeps its fonts, its user's among them."""
    home = Path.home()
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        return (windows / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts")
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", home / ".fonts")


def scan(folders: Iterable[Path]) -> Iterator[Typeface]:
    """Open every font in some folders; what cannot be read is left out."""
    files = (file for folder in folders for file in sorted(folder.rglob("*")))
    for file in files:
        if file.suffix.lower() not in ENDINGS:
            continue
        try:
            blob = hb.Blob.from_file_path(str(file))
        except (OSError, hb.HarfBuzzError):
            continue
        yield from open_faces(blob)


def open_faces(blob: hb.Blob) -> Iterator[Typeface]:
    """Open every face of a font file that has letters and outlines to draw them with."""
    for index in range(min(max(hb.Face(blob).count, 1), MAX_FACES)):
        face = hb.Face(blob, index)
        if not has_outlines(face) or is_coloured(face):
            continue
        names = names_of(face)
        if not names[0].startswith(PLACEHOLDERS):
            font = bold_font(face)
            yield Typeface(names, font, style_rank(font))


def has_outlines(face: hb.Face) -> bool:
    """Whether the font has lines and curves, as TrueType or PostScript writes them."""
    return any(len(face.reference_table(tag).data) for tag in ("glyf", "CFF ", "CFF2"))


def is_coloured(face: hb.Face) -> bool:
    """Whether the font draws in colours of its own, as emoji do: their outlines are empty."""
    return any((face.has_color_paint, face.has_color_layers, face.has_color_png, face.has_color_svg))


def names_of(face: hb.Face) -> tuple[str, ...]:
    """Return the family's name first, then every other name that people know the font by."""
    wanted = (
        hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY,
        hb.OTNameIdPredefined.FONT_FAMILY,
        hb.OTNameIdPredefined.FULL_NAME,
    )
    return tuple(name for name in map(face.get_name, wanted) if name) or ("without a name",)


def bold_font(face: hb.Face) -> hb.Font:
    """Return the face's font; one that can vary is set bold."""
    font = hb.Font(face)
    if face.has_var_data:
        font.set_variations({"wght": BOLD})
    return font


def style_rank(font: hb.Font) -> tuple[float, ...]:
    """Return how far a font's style is from an upright bold of normal width, slant first."""
    slant = abs(font.get_style_value(hb.StyleTag.ITALIC)) + abs(font.get_style_value(hb.StyleTag.SLANT_ANGLE))
    width = abs(font.get_style_value(hb.StyleTag.WIDTH) - 100)
    return (slant, width, abs(font.get_style_value(hb.StyleTag.WEIGHT) - BOLD))


def in_order(typeface: Typeface) -> tuple[object, ...]:
    """Return what typefaces are sorted by: preferred families, other Noto Sans, then all by name."""
    family = typeface.names[0]
    place = PREFERRED.index(family) if family in PREFERRED else len(PREFERRED)
    return (place, not family.startswith("Noto Sans"), family, typeface.rank, typeface.names)


def choose(typefaces: Sequence[Typeface], text: str) -> Typeface | None:
    """Return the first typeface that can write all of a text, or None."""
    return next((each for each in typefaces if all(map(each.covers, text))), None)


def refuse_missing(typefaces: Sequence[Typeface], text: str) -> None:
    """Refuse a text with letters that no font here has, naming them."""
    missing = [letter for letter in dict.fromkeys(text) if choose(typefaces, letter) is None]
    if missing:
        raise InputError(
            f"No font on this machine has {', '.join(map(describe, missing))}.",
            f"{INSTALL} {BRING}",
            code="missing_letters",
        )
