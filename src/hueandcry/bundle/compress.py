"""Compressed copies beside a bundle's texts, for servers that hand them out as they are."""

import gzip
import zlib
from collections.abc import Callable, Container, Mapping
from functools import lru_cache

import brotli

from hueandcry.errors import InputError

COMPRESSIBLE = (".css", ".html", ".ics", ".js", ".json", ".svg", ".toml", ".txt", ".webmanifest", ".xml")
QUALITY = 11
WORTH_IT = 0.95
CHUNK_BYTES = 65_536


@lru_cache(maxsize=256)  # the studio's modules are the same in every campaign of a server
def brotli_copy(content: bytes) -> bytes:
    """Return the content as Brotli packs it smallest."""
    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=QUALITY)
    return packed


def gzip_copy(content: bytes) -> bytes:
    """Return the content as gzip packs it smallest, without a time in it."""
    return gzip.compress(content, compresslevel=9, mtime=0)


COPIES: Mapping[str, Callable[[bytes], bytes]] = {".br": brotli_copy, ".gz": gzip_copy}
"""How the copy with each ending is made, the smaller first."""


def with_compressed(bundle: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the bundle with a `.br` and a `.gz` beside every file that they make noticeably smaller."""
    return dict(bundle) | {
        path + ending: packed
        for path, content in bundle.items()
        if path.endswith(COMPRESSIBLE)
        for ending, pack in COPIES.items()
        if len(packed := pack(content)) < WORTH_IT * len(content)
    }


def is_copy(path: str, files: Container[str]) -> bool:
    """Whether a path is the compressed copy of another of these files."""
    plain, dot, ending = path.rpartition(".")
    return dot + ending in COPIES and plain in files


def unpack(packed: bytes, ending: str, most_bytes: int) -> bytes:
    """Return what a compressed copy holds.

    Args:
        packed: the copy.
        ending: ``.br`` or ``.gz``.
        most_bytes: more than this is refused, so that a few bytes cannot fill the memory.

    Raises:
        InputError: if it is damaged, cut off, or holds more.
    """
    try:
        content = unpack_brotli(packed, most_bytes) if ending == ".br" else unpack_gzip(packed, most_bytes)
    except (brotli.error, zlib.error) as error:
        raise damaged() from error
    if len(content) > most_bytes:
        raise damaged()
    return content


def unpack_brotli(packed: bytes, most_bytes: int) -> bytes:
    """Unpack Brotli, and stop soon after the limit."""
    unpacker = brotli.Decompressor()
    content = bytearray(unpacker.process(packed, output_buffer_limit=CHUNK_BYTES))
    while not unpacker.is_finished() and len(content) <= most_bytes:
        piece = unpacker.process(b"", output_buffer_limit=CHUNK_BYTES)
        if not piece and unpacker.can_accept_more_data():
            raise damaged()
        content += piece
    return bytes(content)


def unpack_gzip(packed: bytes, most_bytes: int) -> bytes:
    """Unpack gzip, and stop at the limit."""
    unpacker = zlib.decompressobj(wbits=31)
    content = unpacker.decompress(packed, most_bytes + 1)
    # What follows the end may be a second content, which some browsers would show after the first.
    if (not unpacker.eof and len(content) <= most_bytes) or unpacker.unused_data:
        raise damaged()
    return content


def damaged() -> InputError:
    """Return the error for a copy that cannot be unpacked."""
    return InputError("A compressed copy is damaged.", "Publish again.", code="damaged_copy")
