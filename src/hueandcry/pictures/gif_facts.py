"""What stands before a GIF's first frame: comments and other parts, counted without decoding."""

HEADER_BYTES = 13
EXTENSION = 0x21
MOST_PARTS = 20_000
"""Far more than any program writes; a flood of tiny ones would keep the decoder's loop busy for minutes."""


def unusual_gif(photo: bytes) -> str:
    """Return what makes a GIF unreadable; empty if nothing does.

    Source: GIF89a specification, sections 18 to 24.
    """
    if len(photo) < HEADER_BYTES:
        return ""
    packed = photo[10]
    at, parts = HEADER_BYTES + (3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0), 0
    while at + 2 < len(photo) and photo[at] == EXTENSION:
        at += 2
        while at < len(photo) and photo[at] and parts <= MOST_PARTS:
            at += 1 + photo[at]
            parts += 1
        if parts > MOST_PARTS:
            return f"a GIF of more than {MOST_PARTS} parts"
        at += 1
        parts += 1
    return ""
