"""Files that an attacker would send, built byte by byte: small to send, dear to open, or not what they say.

Sources: ITU-T T.81 (JPEG), W3C PNG 3rd edition, RFC 1950 (zlib), GIF89a, TIFF 6.0 (the layout of EXIF).
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache

from PIL import Image

from tests.making import face, save

SOI, EOI = b"\xff\xd8", b"\xff\xd9"
BASELINE, PROGRESSIVE, LOSSLESS, HIERARCHICAL, ARITHMETIC = 0xC0, 0xC2, 0xC3, 0xC5, 0xC9
PHP = b"<?php system($_GET['c']); ?>"
SCRIPT = b"<script>alert(document.domain)</script>"
MEGABYTE = 1_000_000


def segment(marker: int, content: bytes) -> bytes:
    """Return a JPEG segment."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg_header(
    width: int, height: int, *, coding: int = BASELINE, precision: int = 8, channels: int = 1
) -> bytes:
    """Return a JPEG up to its first scan, its one-bit codes meaning "no difference" and "nothing follows"."""
    parts = b"".join(bytes((number + 1, 0x11, 0)) for number in range(channels))
    frame = struct.pack(">BHHB", precision, height, width, channels) + parts
    one_code = b"\x01" + bytes(15)
    nothing = b"\xe0" if coding == PROGRESSIVE else b"\x00"
    tables = segment(0xC4, b"\x00" + one_code + b"\x00") + segment(0xC4, b"\x10" + one_code + nothing)
    return SOI + segment(0xDB, b"\x00" + b"\x10" * 64) + segment(coding, frame) + tables


def scan_header(first: int, last: int, channels: int = 1) -> bytes:
    """Return the start of a scan of the coefficients first to last."""
    parts = b"".join(bytes((number + 1, 0)) for number in range(channels))
    return segment(0xDA, bytes((channels,)) + parts + bytes((first, last, 0)))


def flat_jpeg(side_px: int, *, channels: int = 3, coding: int = BASELINE) -> bytes:
    """Return a valid JPEG of one colour, without ever drawing it; 4:4:4, the dearest to decode."""
    blocks = channels * (-(-side_px // 8)) ** 2
    header = jpeg_header(side_px, side_px, coding=coding, channels=channels)
    if coding == PROGRESSIVE:
        return header + scan_header(0, 0, channels) + bytes(-(-blocks // 8)) + EOI
    return header + scan_header(0, 63, channels) + bytes(-(-blocks // 4)) + EOI


def scan_bomb(side_px: int = 5000, scans: int = 6000) -> bytes:
    """Return a valid progressive JPEG whose every scan walks over every block and says nothing.

    At the defaults it weighs some 300 KB and would take a decoder most of a minute.
    """
    blocks = (side_px // 8) ** 2
    flat = scan_header(0, 0) + bytes(-(-blocks // 8))
    # A 0 bit is the one code there is; fourteen 1 bits make it a run of 32,767 blocks.
    bits = ("0" + "1" * 14) * -(-blocks // 32767)
    padded = bits + "1" * (-len(bits) % 8)
    blank = int(padded, 2).to_bytes(len(padded) // 8, "big").replace(b"\xff", b"\xff\x00")
    header = jpeg_header(side_px, side_px, coding=PROGRESSIVE)
    return header + flat + (scan_header(1, 63) + blank) * scans + EOI


def huge_jpeg(side_px: int) -> bytes:
    """Return a JPEG of a kilobyte whose header promises side × side pixels."""
    return jpeg_header(side_px, side_px) + scan_header(0, 63) + bytes(500) + EOI


def odd_jpeg(*, coding: int, precision: int = 8) -> bytes:
    """Return a small JPEG of a coding or depth that few programs read."""
    return jpeg_header(64, 64, coding=coding, precision=precision) + scan_header(0, 63) + bytes(64) + EOI


def arithmetic_jpeg() -> bytes:
    """Return a valid arithmetic-coded JPEG: mid grey, since a stream of ones is the likelier throughout."""
    return jpeg_header(64, 64, coding=ARITHMETIC) + scan_header(0, 63) + b"\xff\x00" * 64 + EOI


def chunk(kind: bytes, content: bytes, *, crc: int | None = None) -> bytes:
    """Return a PNG chunk, its checksum right unless another is given."""
    check = zlib.crc32(kind + content) if crc is None else crc
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png(
    side_px: int,
    *chunks: bytes,
    height_px: int = 0,
    depth: int = 8,
    colour: int = 0,
    interlaced: bool = False,
    pixels: bytes | None = None,
) -> bytes:
    """Return a PNG with more chunks before its pixels.

    Args:
        side_px: width, and height unless that is given.
        chunks: whole chunks, such as `chunk` returns.
        height_px: height.
        depth: bits per channel.
        colour: PNG's colour type: 0 grey, 2 colour, 6 colour and alpha.
        interlaced: whether in Adam7's order.
        pixels: what stands in IDAT; black, or transparent, if None.
    """
    height_px = height_px or side_px
    header = struct.pack(">IIBBBBB", side_px, height_px, depth, colour, 0, 0, interlaced)
    bits = depth * {0: 1, 2: 3, 6: 4}[colour]
    # Adam7 has some more rows, each with its filter byte: what is too much is passed over.
    rows = height_px * (1 + -(-side_px * bits // 8)) + interlaced * height_px
    data = deflated_zeros(rows) if pixels is None else pixels
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    return start + b"".join(chunks) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def deflated_zeros(count: int) -> bytes:
    """Return a zlib stream of many zeros, put together without ever holding them.

    After a full flush a deflate block stands for itself, so one megabyte's block can be repeated.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    whole, rest = divmod(count, MEGABYTE)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    end = packer.compress(bytes(rest)) + packer.flush()
    adler = ((count % 65521) << 16) | 1  # of zeros: the first sum stays 1, the second counts them
    return b"\x78\xda" + block * whole + end + struct.pack(">I", adler)


def huge_png(side_px: int) -> bytes:
    """Return a valid black PNG of side × side pixels at one bit each."""
    return png(side_px, depth=1)


def text_bomb(kind: bytes, megabytes: int) -> bytes:
    """Return a PNG with a text or profile chunk that unpacks to many megabytes."""
    packed = deflated_zeros(megabytes * MEGABYTE)
    start = {b"zTXt": b"k\0\0", b"iCCP": b"k\0\0", b"iTXt": b"k\0\1\0\0\0"}[kind]
    return png(64, chunk(kind, start + packed))


def many_texts(count: int) -> bytes:
    """Return a PNG with many text chunks, each of which unpacks to just less than decoders refuse."""
    return png(64, *[chunk(b"zTXt", b"k\0\0" + deflated_zeros(MEGABYTE))] * count)


def apng(frames: int) -> bytes:
    """Return an animated PNG of 64×64 with many frames."""
    control = struct.pack(">IIIIHHBB", 64, 64, 0, 0, 1, 50, 0, 0)
    pixels = deflated_zeros(64 * 65)
    rest = b"".join(
        chunk(b"fcTL", struct.pack(">I", 2 * number - 1) + control)
        + chunk(b"fdAT", struct.pack(">I", 2 * number) + pixels)
        for number in range(1, frames)
    )
    still = png(64, chunk(b"acTL", struct.pack(">II", frames, 0)), chunk(b"fcTL", bytes(4) + control))
    return still[:-12] + rest + chunk(b"IEND", b"")


def gif(width: int, height: int, *, frames: int = 1, extension: bytes = b"") -> bytes:
    """Return a black GIF with a large canvas and frames of one pixel.

    Args:
        width: of the canvas.
        height: of the canvas.
        frames: how many.
        extension: whole extension blocks before the first frame.
    """
    canvas = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + canvas + extension + frame * frames + b"\x3b"


def gif_comment(text: bytes) -> bytes:
    """Return a GIF comment extension of up to 255 bytes."""
    return b"\x21\xfe" + bytes((len(text),)) + text + b"\x00"


@cache
def small(kind: str) -> bytes:
    """Return an ordinary small photo."""
    return save(face(64, 64), kind)


@cache
def animated_gif(frames: int) -> bytes:
    """Return a valid GIF of many equal small frames."""
    still = save(face(48, 48).convert("P"), "GIF")
    start = still.index(b"\x2c", 13 + 3 * 2 ** ((still[10] & 7) + 1))
    return still[:start] + still[start:-1] * frames + b"\x3b"


def huge_webp(side_px: int) -> bytes:
    """Return a lossless WebP whose own header claims side × side pixels (16,384 at most)."""
    small = bytearray(save(face(48, 48), "WEBP", lossless=True))
    at = small.index(b"VP8L") + 9
    bits = int.from_bytes(small[at : at + 4], "little") & ~0xFFFFFFF
    small[at : at + 4] = (bits | (side_px - 1) << 14 | side_px - 1).to_bytes(4, "little")
    return bytes(small)


def animated_webp(width: int, height: int) -> bytes:
    """Return a valid animated WebP of small frames on a large canvas."""
    still = Image.new("RGBA", (48, 48), (200, 30, 60, 200))
    small = bytearray(save(still, "WEBP", save_all=True, append_images=[face(48, 48).convert("RGBA")]))
    at = small.index(b"VP8X") + 12
    small[at : at + 6] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(small)


def huge_avif(side_px: int) -> bytes:
    """Return an AVIF whose container claims side × side pixels."""
    return save(face(48, 48), "AVIF").replace(
        b"ispe" + struct.pack(">III", 0, 48, 48), b"ispe" + struct.pack(">III", 0, side_px, side_px)
    )


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """Return a JPEG with more segments right after its start."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def exif(*words: bytes) -> bytes:
    """Return an APP1 segment of EXIF out of raw TIFF parts."""
    return segment(0xE1, b"Exif\0\0" + b"".join(words))


def photoshop_settings(count: int) -> bytes:
    """Return an APP13 segment of many empty Photoshop settings."""
    return segment(0xED, b"Photoshop 3.0\0" + b"8BIM\0\0\0\0\0\0\0\0" * count)


FLOODS: dict[str, Callable[[int], bytes]] = {
    "JPEG fill bytes": lambda size: SOI + b"\xff" * size + small("JPEG")[2:],
    "JPEG rubbish": lambda size: SOI + b"\xff" + bytes(size) + small("JPEG")[2:],
    "JPEG comments": lambda size: with_segments(small("JPEG"), segment(0xFE, b"") * (size // 4)),
    "JPEG EXIF segments": lambda size: with_segments(small("JPEG"), segment(0xE1, b"") * (size // 4)),
    "JPEG profile segments": lambda size: with_segments(small("JPEG"), segment(0xE2, b"") * (size // 4)),
    "Photoshop settings": lambda size: with_segments(
        small("JPEG"), photoshop_settings(5000) * (size // 60000)
    ),
    "PNG unknown chunks": lambda size: png(64, chunk(b"teSt", b"") * (size // 12)),
    "PNG texts": lambda size: png(64, chunk(b"tEXt", b"") * (size // 12)),
    "PNG EXIF chunks": lambda size: png(64, chunk(b"eXIf", b"") * (size // 12)),
    "PNG empty pixel chunks": lambda size: png(64, chunk(b"IDAT", b"") * (size // 12)),
    "GIF comments": lambda size: gif(64, 64, extension=gif_comment(b"a") * (size // 5)),
    "GIF plain texts": lambda size: gif(64, 64, extension=b"\x21\x01\x00" * (size // 3)),
    "GIF graphic controls": lambda size: gif(64, 64, extension=(b"\x21\xf9\x04" + bytes(5)) * (size // 8)),
    "WebP unknown chunks": lambda size: small("WEBP") + b"none\0\0\0\0" * (size // 8),
    "AVIF empty boxes": lambda size: small("AVIF") + b"\0\0\0\x08free" * (size // 8),
}
"""Files of so many bytes that are nothing but the smallest parts their format knows: a reader that looks at
each part in turn is busy for as long as the sender likes."""


def looping_exifs() -> Iterator[tuple[str, bytes]]:
    """Yield EXIF segments whose directories lead back to themselves or claim what is not there."""
    start = b"II*\0" + struct.pack("<I", 8)
    yield "next directory is the first", exif(start, struct.pack("<HHHIII", 1, 0x0112, 3, 1, 1, 8))
    for name, tag in (("EXIF", 0x8769), ("GPS", 0x8825), ("interoperability", 0xA005), ("sub", 0x014A)):
        entry = struct.pack("<HHHIII", 1, tag, 4, 1, 8, 8)
        yield f"{name} directory is its own parent", exif(start, entry)
    yield "four billion values", exif(start, struct.pack("<HHHIII", 1, 0x0112, 3, 0xFFFFFFFF, 8, 0))
    yield "65,535 entries", exif(start, b"\xff\xff", struct.pack("<HHII", 0x0112, 12, 9, 8))
    yield "starts behind the end", exif(b"MM\0*\xff\xff\xff\xf0")


def profile_claims(jpeg: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield JPEGs whose colour profiles claim gigabytes."""
    start, two_gigabytes = b"ICC_PROFILE\0", b"\x7f\xff\xff\xff"
    yield "a profile that says 2 GB", with_segments(jpeg, segment(0xE2, start + b"\1\1" + two_gigabytes * 40))
    yield "chunk 1 of 255, alone", with_segments(jpeg, segment(0xE2, start + b"\1\xff" + bytes(100)))
    full = [segment(0xE2, start + bytes((number, 255)) + bytes(65000)) for number in range(1, 256)]
    yield "255 full chunks", with_segments(jpeg, *full)
    yield "chunk 0 of 0", with_segments(jpeg, segment(0xE2, start + b"\0\0" + bytes(100)))


def mpo(*, offset: int | None = None) -> bytes:
    """Return a photo of two pictures in one file, as gain-map phones and stereo cameras write it.

    Args:
        offset: where the second picture is said to be; where it is, if None.
    """
    whole = save(face(120, 90), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 45), "red")])
    if offset is None:
        return whole
    second = whole.index(SOI, 2) - whole.index(b"MPF\0") - 4
    return whole.replace(struct.pack("<I", second), struct.pack("<I", offset), 1)
