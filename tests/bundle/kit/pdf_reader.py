"""A poster as another program would read it: its objects, its page, and what its glyphs stand for."""

import re
import zlib


class Pdf:
    """A parsed poster.

    Args:
        content: the file's bytes.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        bodies = re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", content, re.DOTALL)
        self.objects = {int(number): body for number, body in bodies}

    def of_type(self, name: str) -> list[bytes]:
        """Return the bodies of all objects of a type."""
        return [body for body in self.objects.values() if re.search(rf"/Type/{name}\b".encode(), body)]

    def stream(self, number: int) -> bytes:
        """Return an object's stream, unpacked."""
        head, _, rest = self.objects[number].partition(b"stream\n")
        packed = rest.removesuffix(b"\nendstream")
        return zlib.decompress(packed) if b"/FlateDecode" in head else packed

    def referred(self, body: bytes, key: str) -> int:
        """Return the number of the object that a key refers to."""
        found = re.search(rf"/{key}\[? ?(\d+) 0 R".encode(), body)
        assert found, f"{key} in {body!r}"
        return int(found[1])

    @property
    def page(self) -> bytes:
        """The only page."""
        [page] = self.of_type("Page")
        return page

    @property
    def drawing(self) -> str:
        """What the page draws."""
        return self.stream(self.referred(self.page, "Contents")).decode()

    @property
    def fonts(self) -> dict[str, dict[str, str]]:
        """What each font's glyphs stand for, by the name that the page has for it."""
        return {
            name.decode(): self.letters(self.objects[int(number)])
            for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", self.page)
        }

    def letters(self, font: bytes) -> dict[str, str]:
        """Return a font's map from glyph numbers to text."""
        mapped = self.stream(self.referred(font, "ToUnicode")).decode()
        lists = "".join(re.findall(r"beginbfchar\n(.*?)endbfchar", mapped, re.DOTALL))
        pairs = re.findall(r"<(\w{4})> <(\w+)>\n", lists)
        return {glyph: bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}

    @property
    def text(self) -> str:
        """The text of all glyphs in the order in which they stand, a line for each paragraph."""
        fonts, current, said = self.fonts, "", ""
        for name, glyph, end in re.findall(r"/(F\d+) \S+ Tf|<(\w{4})> Tj|(ET)", self.drawing):
            current = name or current
            said += fonts[current].get(glyph, "") if glyph else "\n" * bool(end)
        return said

    @property
    def spoken(self) -> list[str]:
        """What is read aloud of each item, in order."""
        said = re.findall(rb"/(?:ActualText|Alt)<FEFF(\w*)>", self.content)
        return [bytes.fromhex(each.decode()).decode("utf-16-be") for each in said]
