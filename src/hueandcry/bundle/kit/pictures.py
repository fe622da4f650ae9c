"""The share kit's three pictures: card, square and story. One design, mirrored for right to left."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from hueandcry.bundle.accent import accent_of
from hueandcry.bundle.kit.block import Block, Box, fit
from hueandcry.bundle.kit.faces import draw_faces
from hueandcry.bundle.kit.lettering import Hands
from hueandcry.bundle.kit.sheet import INK, PAPER, QUIET, WHITE, Sheet
from hueandcry.effects import Effect
from hueandcry.effects.text.direction import Direction

# What stays free below the title and below the hashtags.
AFTER_TITLE, AFTER_TAGS = 44, 34


@dataclass(frozen=True)
class Words:
    """What a picture says, in one language.

    Args:
        title: the campaign's.
        hashtags: with single spaces.
        address: as people read it, without https; may be empty.
        caller: who calls; may be empty.
        direction: how the language runs.
    """

    title: str
    hashtags: str
    address: str
    caller: str
    direction: Direction


@dataclass(frozen=True)
class Format:
    """A kind of picture: its size, what stands behind the words, and where the words stand."""

    name: str
    width_px: int
    height_px: int
    ground: Callable[[Sheet, Effect], None]
    lettering: Callable[[Sheet, Words, Hands, str], None]


def draw_picture(form: Format, effect: Effect, words: Words, hands: Hands) -> bytes:
    """Draw one picture and return its JPEG."""
    sheet = draw_ground(form, effect, words.direction).copy()
    form.lettering(sheet, words, hands, accent_of(effect))
    return sheet.jpeg()


@lru_cache(maxsize=12)
def draw_ground(form: Format, effect: Effect, direction: Direction) -> Sheet:
    """Draw what a picture has in every language of a direction: the colour and the faces."""
    sheet = Sheet.blank(form.width_px, form.height_px, direction)
    form.ground(sheet, effect)
    return sheet


def card_ground(sheet: Sheet, effect: Effect) -> None:
    """A panel in the strong colour at the end; on it the face as it becomes, and as it was."""
    faces = draw_faces(effect)
    sheet.area((730, 0, 1200, 630), accent_of(effect))
    sheet.circle(faces.after, (775, 105, 400), (8, WHITE))
    sheet.circle(faces.before, (688, 388, 168), (8, PAPER))


def card_words(sheet: Sheet, words: Words, hands: Hands, accent: str) -> None:
    """Title and hashtags from the top, the address below."""
    title = fit(words.title, hands.bold, words.direction, Box(594, 270, 86, 30, 4))
    tags = fit(words.hashtags, hands.bold, words.direction, Box(594, 100, 34, 20, 2))
    y = sheet.write(title, 72, 80, INK)
    sheet.write(tags, 72, y + 36, accent)
    foot = foot_of(words, hands, Box(560, 60, 25, 18, 2))
    sheet.write(foot, 72, 630 - 72 - foot.height, QUIET)


def foot_of(words: Words, hands: Hands, box: Box) -> Block:
    """Set the last line: the address, which runs from left to right in every language, or who calls."""
    if words.address:
        return fit(words.address, hands.regular, "ltr", box)
    return fit(words.caller, hands.regular, words.direction, box)


def square_ground(sheet: Sheet, effect: Effect) -> None:
    """Paper above, the strong colour below; the faces on it."""
    faces = draw_faces(effect)
    sheet.area((0, 430, 1080, 1080), accent_of(effect))
    sheet.circle(faces.after, (330, 475, 560), (12, WHITE))
    sheet.circle(faces.before, (190, 800, 216), (10, WHITE))


def square_words(sheet: Sheet, words: Words, hands: Hands, accent: str) -> None:
    """Title, hashtags and address on the paper."""
    write_group(sheet, words, hands, accent, 64, 372)


def story_ground(sheet: Sheet, effect: Effect) -> None:
    """As the square; what matters keeps clear of what networks lay over a story's ends."""
    faces = draw_faces(effect)
    sheet.area((0, 800, 1080, 1920), accent_of(effect))
    sheet.circle(faces.after, (220, 850, 700), (12, WHITE))
    sheet.circle(faces.before, (84, 1290, 250), (10, WHITE))


def story_words(sheet: Sheet, words: Words, hands: Hands, accent: str) -> None:
    """Title, hashtags and address on the paper, below the top that is covered."""
    write_group(sheet, words, hands, accent, 270, 740)


def write_group(sheet: Sheet, words: Words, hands: Hands, accent: str, top: float, bottom: float) -> None:
    """Write title, hashtags and address in the middle between two heights."""
    width = sheet.image.width - 144
    foot = foot_of(words, hands, Box(width, 70, 32, 20, 2))
    tags = fit(words.hashtags, hands.bold, words.direction, Box(width, 110, 42, 24, 2))
    around = tags.height + foot.height + AFTER_TITLE + AFTER_TAGS
    title = fit(words.title, hands.bold, words.direction, Box(width, bottom - top - around, 112, 34, 4))
    y = sheet.write(title, 72, top + (bottom - top - around - title.height) / 2, INK)
    y = sheet.write(tags, 72, y + AFTER_TITLE, accent)
    sheet.write(foot, 72, y + AFTER_TAGS, QUIET)


FORMATS = (
    Format("card", 1200, 630, card_ground, card_words),
    Format("square", 1080, 1080, square_ground, square_words),
    Format("story", 1080, 1920, story_ground, story_words),
)
