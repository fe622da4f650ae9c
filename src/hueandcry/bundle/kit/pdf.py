"""The few words of PDF that a poster needs: numbered objects, texts, streams, and the file around them.

Written by hand because fpdf2, which we have, tears Arabic marks off their letters; here a poster's letters
stand where the pictures have them. Source: ISO 32000-1.
"""

import zlib
from hashlib import sha256

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Objects:
    """A PDF's numbered objects, in the order in which they are added."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> str:
        """Return a reference to an object that is filled in later."""
        self._bodies.append(b"null")
        return f"{len(self._bodies)} 0 R"

    def fill(self, reference: str, body: str | bytes) -> str:
        """Fill in a reserved object; return its reference."""
        index = int(reference.partition(" ")[0]) - 1
        self._bodies[index] = body.encode() if isinstance(body, str) else body
        return reference

    def add(self, body: str | bytes) -> str:
        """Add an object; return a reference to it."""
        return self.fill(self.reserve(), body)

    def add_stream(self, content: bytes, entries: str = "", *, compress: bool = True) -> str:
        """Add a stream; return a reference to it.

        Args:
            content: its bytes.
            entries: its dictionary's entries besides length and compression.
            compress: whether it is packed; a JPEG is already.
        """
        packed = zlib.compress(content, 9) if compress else content
        filters = "/Filter/FlateDecode" if compress else ""
        head = f"<<{entries}{filters}/Length {len(packed)}>>\nstream\n"
        return self.add(head.encode() + packed + b"\nendstream")

    def file(self, root: str, info: str) -> bytes:
        """Return the file; its identifier is the sum of what it holds, so equal contents give equal files."""
        file, places = bytearray(HEADER), []
        for number, body in enumerate(self._bodies, start=1):
            places.append(len(file))
            file += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        table_at = len(file)
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        count, identifier = len(places) + 1, sha256(file).hexdigest()[:32]
        file += f"xref\n0 {count}\n0000000000 65535 f \n{table}".encode()
        file += (
            f"trailer\n<</Size {count}/Root {root}/Info {info}/ID[<{identifier}><{identifier}>]>>\n".encode()
        )
        return bytes(file + f"startxref\n{table_at}\n%%EOF\n".encode())


def text_string(text: str) -> str:
    """Return a text as PDF writes it outside of pages."""
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """Return a number to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def fill_colour(colour: str) -> str:
    """Return the operator that takes up a colour, given as ``#rrggbb``."""
    return " ".join(f"{channel / 255:.3f}" for channel in bytes.fromhex(colour[1:])) + " rg"
