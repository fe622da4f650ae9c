"""One A4 page in the making, in millimetres: pictures, a QR code and real text; and its PDF."""

from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from urllib.parse import quote

import numpy as np
from PIL import Image

from hueandcry.bundle.kit.block import Block
from hueandcry.bundle.kit.lettering import Line
from hueandcry.bundle.kit.pdf import Objects, fill_colour, number, text_string
from hueandcry.bundle.kit.pdf_font import UsedFont, spelled
from hueandcry.bundle.kit.sheet import WHITE, Sheet
from hueandcry.effects.text.direction import Direction
from hueandcry.effects.text.fonts import Typeface  # noqa: TC001 - mypy and readers need it here

WIDTH, HEIGHT = 210.0, 297.0
POINT = 72 / 25.4

# What an address may be made of in a PDF; anything else is written as numbers.
IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%-._~"

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True)
class About:
    """What the file says of itself: nothing of who made it, or when."""

    title: str
    language: str


@dataclass(frozen=True)
class Photo:
    """A JPEG on the page: its size in pixels, its place, and what it shows."""

    jpeg: bytes
    size_px: tuple[int, int]
    box: Box
    alt: str


@dataclass(frozen=True)
class Code:
    """A QR code on the page: its modules without the quiet zone, its place, colour and address."""

    modules: tuple[tuple[bool, ...], ...]
    box: Box
    colour: str
    address: str


@dataclass(frozen=True)
class Paragraph:
    """A text on the page: its role in the document, its start edge, where its ink begins, its colour."""

    block: Block
    role: str
    x: float
    top: float
    colour: str


Item = Photo | Code | Paragraph


@dataclass
class Paper:
    """The page; places are given for left to right and mirrored for others."""

    direction: Direction
    about: About
    items: list[Item] = field(default_factory=list)

    def start(self, x: float, width: float) -> float:
        """Return the left edge of something whose start edge is to stand at `x`."""
        return x if self.direction == "ltr" else WIDTH - x - width

    def write(self, block: Block, x: float, top: float, colour: str, role: str = "P") -> float:
        """Write a paragraph; return where it ends below."""
        if block.lines:
            self.items.append(Paragraph(block, role, x, top, colour))
        return top + block.height

    def places(self, paragraph: Paragraph) -> list[tuple[Line, float, float]]:
        """Return a paragraph's lines, and where each begins on the left and stands."""
        size = paragraph.block.size
        return [
            (line, self.start(paragraph.x, line.width * size), baseline)
            for line, baseline in paragraph.block.baselines(paragraph.top)
        ]

    def pdf(self) -> bytes:
        """Return the file."""
        return PdfPage(self).file()

    def thumbnail(self, width_px: int) -> bytes:
        """Return the page as a small JPEG, to stand for the file on a screen."""
        unit = width_px / WIDTH
        sheet = Sheet(Image.new("RGB", (width_px, round(HEIGHT * unit)), WHITE), self.direction)
        for item in self.items:
            if isinstance(item, Paragraph):
                for line, left, baseline in self.places(item):
                    at = (left * unit, baseline * unit)
                    sheet.draw_line(line, item.block.size * unit, at, item.colour)
            else:
                left, top, width, height = (round(each * unit) for each in item.box)
                sheet.image.paste(small_picture(item, (width, height)), (left, top))
        return sheet.jpeg()


class PdfPage:
    """Writes a page's PDF: every item is marked, so that it can be read aloud in order."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.objects = Objects()
        self.fonts: dict[Typeface, UsedFont] = {}
        self.photos: dict[str, str] = {}

    def file(self) -> bytes:
        """Return the file."""
        objects, about = self.objects, self.paper.about
        page, pages, tree = objects.reserve(), objects.reserve(), objects.reserve()
        drawn = [self.draw(item, index) for index, item in enumerate(self.paper.items)]
        content = objects.add_stream("\n".join(drawn).encode())
        fonts = "".join(f"/{font.name} {font.embed(objects)}" for font in self.fonts.values())
        photos = "".join(f"/{name} {reference}" for name, reference in self.photos.items())
        links = "".join(self.link(item) for item in self.paper.items if isinstance(item, Code))
        objects.fill(
            page,
            f"<</Type/Page/Parent {pages}/MediaBox[0 0 {number(WIDTH * POINT)} {number(HEIGHT * POINT)}]"
            f"/Contents {content}/Resources<</Font<<{fonts}>>/XObject<<{photos}>>>>"
            f"/Annots[{links}]/StructParents 0/Tabs/S>>",
        )
        objects.fill(pages, f"<</Type/Pages/Kids[{page}]/Count 1>>")
        self.describe(tree, page)
        root = objects.add(
            f"<</Type/Catalog/Pages {pages}/Lang{text_string(about.language)}/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {tree}/ViewerPreferences<</DisplayDocTitle true"
            f"/Direction/{'R2L' if self.paper.direction == 'rtl' else 'L2R'}>>>>"
        )
        info = objects.add(f"<</Title{text_string(about.title)}/Producer{text_string('Hue & Cry')}>>")
        return objects.file(root, info)

    def describe(self, tree: str, page: str) -> None:
        """Say what each item is, for those who do not see the page."""
        document = self.objects.reserve()
        parts = []
        for index, item in enumerate(self.paper.items):
            role = item.role if isinstance(item, Paragraph) else "Figure"
            parts.append(self.objects.add(f"<</S/{role}/P {document}/Pg {page}/K {index}{said_by(item)}>>"))
        self.objects.fill(document, f"<</S/Document/P {tree}/K[{' '.join(parts)}]>>")
        by_number = f"<</Nums[0[{' '.join(parts)}]]>>"
        self.objects.fill(tree, f"<</Type/StructTreeRoot/K {document}/ParentTree {by_number}>>")

    def draw(self, item: Item, index: int) -> str:
        """Return an item's drawing, marked with its number."""
        if isinstance(item, Paragraph):
            return f"/{item.role} <</MCID {index}>> BDC\n{self.draw_text(item)}\nEMC"
        drawn = self.draw_photo(item) if isinstance(item, Photo) else draw_code(item)
        return f"/Figure <</MCID {index}>> BDC\n{drawn}\nEMC"

    def draw_photo(self, photo: Photo) -> str:
        """Add a picture and return what places it."""
        width, height = photo.size_px
        name = f"P{len(self.photos)}"
        entries = (
            f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
            "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
        )
        self.photos[name] = self.objects.add_stream(photo.jpeg, entries, compress=False)
        left, bottom, across, up = map(number, in_points(photo.box))
        return f"q {across} 0 0 {up} {left} {bottom} cm /{name} Do Q"

    def draw_text(self, paragraph: Paragraph) -> str:
        """Return a paragraph's letters, each in the place that shaping gave it."""
        size = paragraph.block.size
        shown = [f"BT {fill_colour(paragraph.colour)}"]
        for line, left, baseline in self.paper.places(paragraph):
            for typeface, found in groupby(spelled(line), lambda each: each[0].typeface):
                font = self.fonts.setdefault(typeface, UsedFont(typeface, f"F{len(self.fonts)}"))
                shown.append(f"/{font.name} {number(size * POINT)} Tf")
                for glyph, text in found:
                    font.letters[glyph.number] = font.letters.get(glyph.number) or text
                    x, y = left + glyph.x * size, HEIGHT - baseline + glyph.y * size
                    place = f"{number(x * POINT)} {number(y * POINT)}"
                    shown.append(f"1 0 0 1 {place} Tm <{glyph.number:04X}> Tj")
        return "\n".join([*shown, "ET"])

    def link(self, code: Code) -> str:
        """Return what makes a code lead to its address."""
        left, bottom, across, up = in_points(code.box)
        corners = " ".join(map(number, (left, bottom, left + across, bottom + up)))
        address = quote(code.address, safe=IN_ADDRESSES).encode().hex()
        return (
            f"<</Type/Annot/Subtype/Link/Rect[{corners}]/Border[0 0 0]/F 4"
            f"/Contents{text_string(code.address)}/A<</S/URI/URI<{address}>>>>>"
        )


def small_picture(item: Photo | Code, size: tuple[int, int]) -> Image.Image:
    """Return a picture of the page at a size."""
    if isinstance(item, Photo):
        with Image.open(BytesIO(item.jpeg), formats=("JPEG",)) as photo:
            return photo.resize(size, Image.Resampling.BOX)
    code = Image.fromarray(np.where(np.array(item.modules), 0, 255).astype(np.uint8))
    return code.convert("RGB").resize(size, Image.Resampling.BOX)


def said_by(item: Item) -> str:
    """Return an item's words: a text as it is written, not as its glyphs stand; a picture's description."""
    if isinstance(item, Paragraph):
        return f"/ActualText{text_string(' '.join(line.text for line in item.block.lines))}"
    return f"/Alt{text_string(item.alt if isinstance(item, Photo) else item.address)}"


def in_points(box: Box) -> Box:
    """Return a box as left, bottom, width and height in points from the page's lower left corner."""
    left, top, width, height = box
    return left * POINT, (HEIGHT - top - height) * POINT, width * POINT, height * POINT


def draw_code(code: Code) -> str:
    """Return the code's dark modules as one path, so that no seam is seen between them."""
    left, top, side, _ = code.box
    unit = side / len(code.modules)
    parts = [fill_colour(code.colour)]
    for row, modules in enumerate(code.modules):
        for x, length in runs(modules):
            place = (left + x * unit, top + row * unit, length * unit, unit)
            parts.append(" ".join(f"{each:.3f}" for each in in_points(place)) + " re")
    return "q " + "\n".join(parts) + " f Q"


def runs(modules: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where each stretch of dark modules begins, and its length."""
    found, at = [], 0
    for is_dark, stretch in groupby(modules):
        length = len(list(stretch))
        if is_dark:
            found.append((at, length))
        at += length
    return found
