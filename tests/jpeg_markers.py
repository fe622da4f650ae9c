"""Reading a JPEG's segments: what a file says besides its pixels."""

NEEDED = {0xDB, 0xC0, 0xC4, 0xDA, 0xDD, 0xC2, 0xC1}
JFIF = 0xE0


def spoken_segments(jpeg: bytes) -> list[str]:
    """Return every segment that pixels do not need: EXIF, XMP, profiles, comments, and bytes after the end.

    A JFIF header is allowed if it carries no thumbnail.
    """
    assert jpeg[:2] == b"\xff\xd8"
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        content = jpeg[at + 4 : at + 2 + length]
        is_plain_jfif = marker == JFIF and content[:5] == b"JFIF\0" and content[12:14] == b"\0\0"
        if marker not in NEEDED and not is_plain_jfif:
            found.append(f"{marker:02x} {content[:12]!r}")
        at += 2 + length
    if not jpeg.endswith(b"\xff\xd9") or jpeg.count(b"\xff\xd9", at) != 1:
        found.append("bytes after the end")
    return found
