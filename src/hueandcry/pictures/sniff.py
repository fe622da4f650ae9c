"""What a file is, decided by its first bytes."""

from hueandcry.errors import InputError
from hueandcry.pictures.work import Format, Work

READ: tuple[tuple[bytes, int, Format], ...] = (
    (b"\xff\xd8\xff", 0, "jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"WEBP", 8, "webp"),
)

# Kinds that people do send: named in the refusal, so that they know what to change.
REFUSED: tuple[tuple[bytes, int, str], ...] = (
    (b"ftyphei", 4, "a HEIC photo"),
    (b"ftyphev", 4, "a HEIC photo"),
    (b"ftypmif1", 4, "a HEIF photo"),
    (b"ftypavif", 4, "an AVIF picture"),
    (b"ftyp", 4, "a video"),
    (b"GIF8", 0, "a GIF"),
    (b"BM", 0, "a BMP picture"),
    (b"II*\x00", 0, "a TIFF or raw photo"),
    (b"MM\x00*", 0, "a TIFF or raw photo"),
    (b"%PDF", 0, "a PDF"),
    (b"PK\x03\x04", 0, "a ZIP archive or document"),
    (b"<svg", 0, "an SVG drawing"),
    (b"<?xml", 0, "an SVG drawing or other XML"),
    (b"<", 0, "a web page"),
)


def sniff(work: Work) -> None:
    """Set the format, or say what the file is instead."""
    for magic, at, name in READ:
        if work.photo[at : at + len(magic)] == magic:
            work.format = name
            return
    start = work.photo[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    what = next(
        (name for magic, at, name in REFUSED if start[at : at + len(magic)] == magic), "no photo I know"
    )
    raise InputError(f"This file is {what}.", "Send it as JPEG, PNG or WebP.", code="photo_unknown_format")
