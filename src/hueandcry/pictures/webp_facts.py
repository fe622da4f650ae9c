"""What a WebP's own header says of its size; its decoder calls anything too large broken."""


def webp_size(photo: bytes) -> tuple[int, int]:
    """Return width and height in pixels, or 0 and 0 if they are not where they should be.

    Source: RFC 9649 (WebP), sections 2.5 to 2.7; RFC 6386 (VP8), section 9.1.
    """
    kind = photo[12:16]
    if len(photo) < 30:
        return 0, 0
    if kind == b"VP8X":
        return 1 + little(photo, 24, 3), 1 + little(photo, 27, 3)
    if kind == b"VP8L":
        bits = little(photo, 21, 4)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return little(photo, 26, 2) & 0x3FFF, little(photo, 28, 2) & 0x3FFF
    return 0, 0


def little(photo: bytes, at: int, count: int) -> int:
    """Return a little-endian number."""
    return int.from_bytes(photo[at : at + count], "little")
