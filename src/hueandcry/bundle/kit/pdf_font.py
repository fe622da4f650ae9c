"""A font's letters inside a PDF: embedded as a subset, and written back as text when people copy them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import groupby

import uharfbuzz as hb

from hueandcry.bundle.kit.lettering import Line
from hueandcry.bundle.kit.pdf import Objects
from hueandcry.effects.text.fonts import Typeface
from hueandcry.effects.text.shaping import Glyph

# OS/2.fsType, bits 0 to 3. Source: OpenType, "OS/2 and Windows Metrics table", fsType.
EMBEDDING, RESTRICTED, FSTYPE_AT = 0x000F, 0x0002, 8

# What draws letters; what joins and places them was used already.
KEPT = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep", "CFF "})
SYMBOLIC = 4
IN_ONE_LIST = 100

CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{lists}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@lru_cache(maxsize=512)
def may_be_embedded(typeface: Typeface) -> bool:
    """Whether the font's maker allows it, and a PDF can hold it (not so CFF's second version)."""
    face = typeface.font.face
    table = face.reference_table("OS/2").data
    rights = int.from_bytes(table[FSTYPE_AT : FSTYPE_AT + 2], "big") if len(table) > FSTYPE_AT + 1 else 0
    return rights & EMBEDDING != RESTRICTED and not len(face.reference_table("CFF2").data)


@dataclass
class UsedFont:
    """A typeface as a page uses it.

    Args:
        typeface: the typeface.
        name: what the page calls it.
        letters: what each glyph that was used stands for.
    """

    typeface: Typeface
    name: str
    letters: dict[int, str] = field(default_factory=dict)

    def embed(self, objects: Objects) -> str:
        """Embed the glyphs that were used; return a reference to the font."""
        upem, font = self.typeface.upem, self.typeface.font
        extents = font.get_font_extents("ltr")
        widths = {glyph: font.get_glyph_h_advance(glyph) * 1000 / upem for glyph in sorted(self.letters)}
        is_cff = bool(len(font.face.reference_table("CFF ").data))
        name, content = self.postscript_name(), subset(self.typeface, set(self.letters))
        file = embed_file(objects, content, is_cff=is_cff)
        descriptor = objects.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {SYMBOLIC}/ItalicAngle 0/StemV 80"
            f"/FontBBox[-1000 -1000 3000 2000]/Ascent {extents.ascender * 1000 // upem}"
            f"/Descent {extents.descender * 1000 // upem}/CapHeight 700/{file}>>"
        )
        listed = " ".join(f"{glyph}[{width:.0f}]" for glyph, width in widths.items())
        kind = "/CIDFontType0" if is_cff else "/CIDFontType2/CIDToGIDMap/Identity"
        descendant = objects.add(
            f"<</Type/Font/Subtype{kind}/BaseFont/{name}/FontDescriptor {descriptor}/DW 0/W[{listed}]"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        )
        letters = objects.add_stream(character_map(self.letters).encode())
        return objects.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {letters}>>"
        )

    def postscript_name(self) -> str:
        """Return the font's name with the six letters that mark a subset."""
        face = self.typeface.font.face
        own = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.typeface.names[0]
        digest = sha256(repr(sorted(self.letters)).encode()).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        return f"{tag}+{re.sub(r'[^A-Za-z0-9-]', '', own) or 'Font'}"


def subset(typeface: Typeface, glyphs: set[int]) -> bytes:
    """Return a font file with some glyphs alone, numbered as before; one that can vary stands still."""
    face = typeface.font.face
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode(), "big") for tag in face.table_tags if tag not in KEPT
    )
    if face.has_var_data:
        # The tables that say how it varies are needed to make it stand still.
        wanted.drop_table_tag_set.clear()
        for axis, value in zip(face.axis_infos, typeface.font.get_var_coords_design(), strict=True):
            wanted.pin_axis_location(face, axis.tag, value)
    return bytes(wanted.subset(face).blob.data)


def embed_file(objects: Objects, content: bytes, *, is_cff: bool) -> str:
    """Embed a font file; return the descriptor's entry for it."""
    if not is_cff:
        return f"FontFile2 {objects.add_stream(content, f'/Length1 {len(content)}')}"
    table = hb.Face(hb.Blob(content)).reference_table("CFF ").data
    return f"FontFile3 {objects.add_stream(bytes(table), '/Subtype/CIDFontType0C')}"


def character_map(letters: dict[int, str]) -> str:
    """Return the map from glyphs back to text."""
    said = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>\n"
        for glyph, text in sorted(letters.items())
        if text
    ]
    lists = ""
    for start in range(0, len(said), IN_ONE_LIST):
        part = said[start : start + IN_ONE_LIST]
        lists += f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n"
    return CMAP.format(lists=lists)


def spelled(line: Line) -> Iterator[tuple[Glyph, str]]:
    """Yield a line's glyphs, each with the text that it stands for; empty if another one stands for it.

    Where a letter and its marks are as many glyphs, each stands for its own; the order of glyphs is that in
    which they are seen, so from right to left it is turned around.
    """
    starts = sorted({glyph.cluster for glyph in line.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(line.text)], strict=True))
    for cluster, found in groupby(line.glyphs, lambda glyph: glyph.cluster):
        glyphs, text = list(found), line.text[cluster : ends[cluster]]
        if len(glyphs) != len(text):
            yield glyphs[0], text
            yield from ((glyph, "") for glyph in glyphs[1:])
            continue
        is_turned = unicodedata.bidirectional(text[0]) in ("R", "AL")
        yield from zip(glyphs, reversed(text) if is_turned else text, strict=True)
