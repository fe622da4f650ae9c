"""The A4 poster: the painted face large, why, and how to come there."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image

from hueandcry.bundle.accent import accent_of
from hueandcry.bundle.kit.block import Box, fit
from hueandcry.bundle.kit.faces import FACE_PX, draw_faces
from hueandcry.bundle.kit.lettering import Hand, Hands, plain
from hueandcry.bundle.kit.paper import WIDTH, About, Code, Paper, Photo
from hueandcry.bundle.kit.pdf_font import may_be_embedded
from hueandcry.bundle.kit.pictures import Words
from hueandcry.bundle.kit.qr import modules_of
from hueandcry.bundle.kit.sheet import INK, QUIET
from hueandcry.effects import Effect
from hueandcry.pictures.encode import encode_rgb

MARGIN = 17.0
PICTURE_HEIGHTS = (172.0, 157.0)
"""A long title takes the shoulders from the picture, never the chin."""

READABLE = 11.0
FOOT = 280.0
QR_SIDE = 31.0

PICTURE_PX = 1240
PICTURE_QUALITY = 82
FACE_TOP = 0.05
"""Where the picture is cut above the drawn face's hair, a share of its side."""


@dataclass(frozen=True)
class PosterWords:
    """What only the poster says.

    Args:
        why: the sourced sentence; may be empty.
        source: who published it and when.
        call: what to do, beside the QR code.
        picture: what the picture shows, for those who do not see it.
        language: BCP 47.
        link: the address that the QR code leads to; empty if there is none.
    """

    why: str
    source: str
    call: str
    picture: str
    language: str
    link: str


def design_poster(effect: Effect, words: Words, more: PosterWords, hands: Hands) -> Paper | None:
    """Lay the poster out; None if no font that may be embedded can write its title.

    Args:
        effect: the campaign's first.
        words: what the kit's pictures say.
        more: what only the poster says.
        hands: what to write with.
    """
    hands = Hands(embeddable(hands.bold), embeddable(hands.regular))
    if not hands.bold.readable(words.title):
        return None
    bottom = foot_top(more) - 8
    # The first height that leaves a title readable from afar, or else the last.
    for height in PICTURE_HEIGHTS:
        paper = Paper(words.direction, About(plain(words.title), more.language))
        paper.items.append(poster_picture(effect, height, more.picture))
        size = write_message(paper, words, more, hands, (height + 13, bottom), accent_of(effect))
        if size >= READABLE:
            break
    write_foot(paper, words, more, hands)
    return paper


@lru_cache(maxsize=16)
def embeddable(hand: Hand) -> Hand:
    """Return a hand without the typefaces that must not go into a file."""
    return Hand(tuple(each for each in hand.typefaces if may_be_embedded(each)))


@lru_cache(maxsize=12)
def poster_jpeg(effect: Effect, height: float) -> bytes:
    """Return the painted face, cut to the poster's width and a height."""
    top = FACE_TOP * FACE_PX
    box = (0, top, FACE_PX, top + FACE_PX * height / WIDTH)
    large = draw_faces(effect).after.resize(picture_size(height), Image.Resampling.LANCZOS, box=box)
    return encode_rgb(np.asarray(large), PICTURE_QUALITY)


def picture_size(height: float) -> tuple[int, int]:
    """Return the picture's size in pixels."""
    return PICTURE_PX, round(PICTURE_PX * height / WIDTH)


def poster_picture(effect: Effect, height: float, alt: str) -> Photo:
    """Return the painted face across the page."""
    return Photo(poster_jpeg(effect, height), picture_size(height), (0, 0, WIDTH, height), alt)


def foot_top(more: PosterWords) -> float:
    """Return where the poster's last part begins."""
    return FOOT - (QR_SIDE if more.link else 4)


def write_message(
    paper: Paper, words: Words, more: PosterWords, hands: Hands, between: tuple[float, float], accent: str
) -> float:
    """Write title, hashtags, and the sentence that says why with its source; return the title's size."""
    top, bottom = between
    room = WIDTH - 2 * MARGIN
    tags = fit(words.hashtags, hands.bold, words.direction, Box(room, 12, 6.4, 3.6, 2))
    why = fit(more.why, hands.regular, words.direction, Box(room, 24, 5.2, 3.0, 5))
    source = fit(more.source, hands.regular, words.direction, Box(room, 8, 3.2, 2.4, 2))
    parts = [(tags, 6.0, accent), (why, 6.5, INK), (source, 3.5, QUIET)]
    parts = [each for each in parts if each[0].lines]
    below = sum(block.height + gap for block, gap, _ in parts)
    title = fit(words.title, hands.bold, words.direction, Box(room, bottom - top - below, 19, 6, 4))
    y = paper.write(title, MARGIN, top, INK, "H1")
    for block, gap, colour in parts:
        y = paper.write(block, MARGIN, y + gap, colour)
    return title.size


def write_foot(paper: Paper, words: Words, more: PosterWords, hands: Hands) -> None:
    """Place the QR code with what to do and its address beside it; below stands who calls."""
    top = foot_top(more)
    if more.link:
        box = (paper.start(WIDTH - MARGIN - QR_SIDE, QR_SIDE), top, QR_SIDE, QR_SIDE)
        paper.items.append(Code(modules_of(more.link), box, INK, more.link))
        room = WIDTH - 2 * MARGIN - QR_SIDE - 8
        call = fit(more.call, hands.bold, words.direction, Box(room, 12, 5.4, 3.6, 2))
        shown = fit(words.address, hands.regular, "ltr", Box(room, 10, 5.0, 2.8, 2))
        y = paper.write(call, MARGIN, top + 0.5, INK)
        paper.write(shown, MARGIN, y + 4, INK)
    caller = fit(words.caller, hands.regular, words.direction, Box(120, 8, 3.4, 2.6, 2))
    paper.write(caller, MARGIN, FOOT - caller.height, QUIET)
