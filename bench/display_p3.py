"""A Display P3 profile such as phones embed, made from the published primaries."""

import struct

# The primaries and the white point, adapted to D50 as ICC asks. Source: SMPTE EG 432-1, ICC.1:2022 annex E.
PRIMARIES = {
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}
D50 = (0.96420, 1.0, 0.82491)
# Gamma and the straight part of the sRGB curve. Source: IEC 61966-2-1.
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
HEADER_BYTES = 128


def display_p3() -> bytes:
    """Return the profile, ICC version 4."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(map(fixed, CURVE))
    tags = {b"desc": text("Display P3"), b"cprt": text("Public domain"), b"wtpt": xyz(D50)}
    tags |= {name: xyz(numbers) for name, numbers in PRIMARIES.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return assemble(tags)


def fixed(number: float) -> bytes:
    """Return an s15Fixed16Number."""
    return struct.pack(">i", round(number * 65536))


def xyz(numbers: tuple[float, float, float]) -> bytes:
    """Return an XYZ element."""
    return b"XYZ " + bytes(4) + b"".join(map(fixed, numbers))


def text(words: str) -> bytes:
    """Return a multi-localised text element with one English entry."""
    letters = words.encode("utf-16-be")
    element = b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(letters), 28) + letters
    return element + bytes(-len(element) % 4)


def assemble(tags: dict[bytes, bytes]) -> bytes:
    """Return header, table of tags and tags."""
    table, body = struct.pack(">I", len(tags)), b""
    start = HEADER_BYTES + 4 + 12 * len(tags)
    for name, element in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(element))
        body += element
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04000000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H4s", 2022, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    header += b"".join(map(fixed, D50))
    return header.ljust(HEADER_BYTES, b"\0") + table + body
