"""What a file is, decided by its first bytes."""

from hueandcry.errors import InputError
from hueandcry.pictures.work import Format, Work

READ: tuple[tuple[bytes, int, Format], ...] = (
    (b"\xff\xd8\xff", 0, "jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"WEBP", 8, "webp"),
    (b"GIF87a", 0, "gif"),
    (b"GIF89a", 0, "gif"),
)

# The brands of ISO base media files that hold still pictures; the first known one decides.
BRANDS: dict[bytes, Format] = {
    b"avif": "avif",
    b"avis": "avif",
    b"heic": "heif",
    b"heix": "heif",
    b"heim": "heif",
    b"heis": "heif",
    b"hevc": "heif",
    b"hevx": "heif",
}
GENERIC_BRANDS = {b"mif1", b"msf1", b"mif2"}

# Kinds that people do send: named in the refusal, so that they know what to change.
REFUSED: tuple[tuple[bytes, int, str], ...] = (
    (b"ftyp", 4, "a video"),
    (b"BM", 0, "a BMP picture"),
    (b"II*\x00", 0, "a TIFF or raw photo"),
    (b"MM\x00*", 0, "a TIFF or raw photo"),
    (b"\x00\x00\x00\x0cjP  ", 0, "a JPEG 2000 picture"),
    (b"\xff\x0a", 0, "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cJXL ", 0, "a JPEG XL picture"),
    (b"%PDF", 0, "a PDF"),
    (b"PK\x03\x04", 0, "a ZIP archive or document"),
    (b"<svg", 0, "an SVG drawing"),
    (b"<?xml", 0, "an SVG drawing or other XML"),
    (b"<", 0, "a web page"),
)


def sniff(work: Work) -> None:
    """Set the format, or say what the file is instead."""
    known = next((name for magic, at, name in READ if work.photo[at : at + len(magic)] == magic), None)
    found = known or sniff_brand(work.photo)
    if found is None:
        raise InputError(
            f"This file is {describe(work.photo)}.",
            "Send it as JPEG, PNG, WebP, AVIF, HEIC or GIF.",
            code="photo_unknown_format",
        )
    work.format = found


def sniff_brand(photo: bytes) -> Format | None:
    """Return the format of an ISO base media file (AVIF, HEIF) by its brands, None for any other file."""
    if photo[4:8] != b"ftyp":
        return None
    end = min(int.from_bytes(photo[:4], "big"), 256)
    brands = [photo[8:12], *(photo[at : at + 4] for at in range(16, end, 4))]
    if any(brand in BRANDS for brand in brands):
        return next(BRANDS[brand] for brand in brands if brand in BRANDS)
    return "heif" if GENERIC_BRANDS.intersection(brands) else None


def describe(photo: bytes) -> str:
    """Name a kind of file that is not read."""
    start = photo[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next(
        (name for magic, at, name in REFUSED if start[at : at + len(magic)] == magic), "no photo I know"
    )
