"""Spoiling files: bits flipped, ends cut off, two joined, and parts of a format lost, doubled or exchanged.

Everything follows from a seed and a number, so that any spoilt file can be made again.
"""

import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
MOST_EDITS = 12

Chance = random.Random
Spoil = Callable[[bytes, Chance], bytes]


@dataclass(frozen=True)
class Parts:
    """A file taken apart.

    Args:
        head: what stays in front.
        parts: segments, chunks or boxes, each with its own header.
        rest: what follows them.
    """

    head: bytes
    parts: list[bytes]
    rest: bytes

    def whole(self) -> bytes:
        """Return the file put together."""
        return self.head + b"".join(self.parts) + self.rest


def spoil(seeds: list[bytes], seed: int, number: int) -> bytes:
    """Return the spoilt file of a number: always the same for the same seeds and seed."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - to be repeated, not to be secret
    photo = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        way = chance.choice(WAYS)
        photo = splice(photo, chance.choice(seeds), chance) if way is None else way(photo, chance)
    return photo


def flip_bits(photo: bytes, chance: Chance) -> bytes:
    """Flip a few bits anywhere."""
    spoilt = bytearray(photo)
    for _ in range(chance.randint(1, MOST_EDITS) if spoilt else 0):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def flip_early_bits(photo: bytes, chance: Chance) -> bytes:
    """Flip bits where headers are."""
    return flip_bits(photo[:256], chance) + photo[256:]


def write_extremes(photo: bytes, chance: Chance) -> bytes:
    """Write the largest, smallest and other treacherous numbers over a few places."""
    spoilt = bytearray(photo)
    for _ in range(chance.randint(1, 4)):
        width, order = chance.choice((1, 2, 4)), chance.choice("<>")
        number = chance.choice(EXTREMES) & ((1 << 8 * width) - 1)
        at = chance.randrange(max(1, min(len(spoilt), chance.choice((64, 1024, len(spoilt) + 1)))))
        spoilt[at : at + width] = struct.pack(order + {1: "B", 2: "H", 4: "I"}[width], number)
    return bytes(spoilt)


def cut_off(photo: bytes, chance: Chance) -> bytes:
    """Keep only the beginning."""
    return photo[: chance.randrange(len(photo) + 1)]


def cut_out(photo: bytes, chance: Chance) -> bytes:
    """Lose a piece from the middle."""
    start, end = sorted(chance.randrange(len(photo) + 1) for _ in range(2))
    return photo[:start] + photo[end:]


def repeat_piece(photo: bytes, chance: Chance) -> bytes:
    """Repeat a piece of up to 64 bytes, sometimes very often."""
    at, times = chance.randrange(len(photo) + 1), chance.choice((1, 2, 50, 2000))
    return photo[:at] + photo[at : at + chance.randint(1, 64)] * times + photo[at:]


def insert_rubbish(photo: bytes, chance: Chance) -> bytes:
    """Put random bytes somewhere."""
    at = chance.randrange(len(photo) + 1)
    return photo[:at] + chance.randbytes(chance.randint(1, 64)) + photo[at:]


def splice(photo: bytes, other: bytes, chance: Chance) -> bytes:
    """Join the beginning of one file and the end of another."""
    return photo[: chance.randrange(len(photo) + 1)] + other[chance.randrange(len(other) + 1) :]


def rearrange(photo: bytes, chance: Chance) -> bytes:
    """Lose, double, exchange or shuffle whole parts of the format."""
    apart = take_apart(photo)
    parts = apart.parts
    if not parts:
        return flip_bits(photo, chance)
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    change = chance.randrange(4)
    if change == 0:
        del parts[one]
    elif change == 1:
        parts[one:one] = [parts[other]] * chance.choice((1, 3, 300))
    elif change == 2:
        parts[one], parts[other] = parts[other], parts[one]
    else:
        chance.shuffle(parts)
    return apart.whole()


def spoil_part(photo: bytes, chance: Chance) -> bytes:
    """Spoil the inside of one part and mend its checksum, so that it is believed."""
    apart = take_apart(photo)
    if not apart.parts:
        return flip_bits(photo, chance)
    number = chance.randrange(len(apart.parts))
    part = apart.parts[number]
    inside = chance.choice((flip_bits, write_extremes))(part[8:], chance)
    spoilt = part[:8] + inside
    if photo.startswith(b"\x89PNG") and len(spoilt) >= 12:
        spoilt = spoilt[:-4] + struct.pack(">I", zlib.crc32(spoilt[4:-4]))
    apart.parts[number] = spoilt
    return apart.whole()


def take_apart(photo: bytes) -> Parts:
    """Return a file's parts by its format; none for a file that is no known one any more."""
    if photo.startswith(b"\xff\xd8"):
        return walk(photo, 2, lambda at: 2 + int.from_bytes(photo[at + 2 : at + 4], "big"))
    if photo.startswith(b"\x89PNG"):
        return walk(photo, 8, lambda at: 12 + int.from_bytes(photo[at : at + 4], "big"))
    if photo.startswith(b"RIFF"):
        return walk(photo, 12, lambda at: 8 + (int.from_bytes(photo[at + 4 : at + 8], "little") + 1 & ~1))
    if photo[4:8] == b"ftyp":
        return walk(photo, 0, lambda at: int.from_bytes(photo[at : at + 4], "big"))
    return Parts(photo, [], b"")


def walk(photo: bytes, start: int, length_at: Callable[[int], int]) -> Parts:
    """Cut a file into parts of the lengths that they state, until one states what cannot be."""
    at, parts = start, []
    while at + 8 <= len(photo) and 4 <= (length := length_at(at)) <= len(photo) - at:
        parts.append(photo[at : at + length])
        at += length
        if photo.startswith(b"\xff\xd8") and parts[-1][1] == 0xDA:
            break  # what follows is coded data
    return Parts(photo[:start], parts, photo[at:])


WAYS: tuple[Spoil | None, ...] = (
    flip_bits,
    flip_early_bits,
    write_extremes,
    cut_off,
    cut_out,
    repeat_piece,
    insert_rubbish,
    rearrange,
    spoil_part,
    None,  # splice, which needs a second file
)
