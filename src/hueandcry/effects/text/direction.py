"""The order in which mixed text is seen: Unicode's bidirectional algorithm, hashtags kept whole.

A hashtag is an isolate with a direction of its own, as networks show it: by the bare algorithm the # of
a Latin hashtag in an Arabic sentence would stand at its end.

Source: UAX #9, rules P2 to L2 as fpdf2 has them; clause HL4 allows the isolates.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

Item = TypeVar("Item")
Direction = Literal["ltr", "rtl"]

ISOLATE, POP = "\u2068", "\u2069"
JOINER_LIKE = "_\u200c"


def levels_of(text: str, direction: Direction | None = None) -> list[int]:
    """Return each character's embedding level: even is left to right, odd is right to left.

    Args:
        text: one line.
        direction: how the paragraph runs that the line belongs to; found by its first letter if None.
    """
    has_right_to_left = any(unicodedata.bidirectional(each) in ("R", "AL", "AN") for each in text)
    if direction != "rtl" and not has_right_to_left:
        return [0] * len(text)
    # Slow to import, and most texts never come here.
    from fpdf.bidi import BidiParagraph, auto_detect_base_direction  # noqa: PLC0415
    from fpdf.enums import TextDirection  # noqa: PLC0415

    marked, places = isolate_hashtags(text)
    base = TextDirection.coerce(direction) if direction else auto_detect_base_direction(text)
    paragraph = BidiParagraph(marked, base)
    resolved = {
        each.character_index: each.embedding_level for each in paragraph.get_characters_with_embedding_level()
    }
    levels: list[int] = []
    for place in places:
        # Joiners are left out by the algorithm; they belong to the letter before them.
        before = levels[-1] if levels else paragraph.base_embedding_level
        levels.append(resolved.get(place, before))
    return levels


def isolate_hashtags(text: str) -> tuple[str, list[int]]:
    """Return the text with its hashtags isolated, and where each of its characters went."""
    marked, places, inside = "", [], False
    for index, character in enumerate(text):
        if inside and not may_stand_in_hashtag(character):
            marked, inside = marked + POP, False
        if character == "#" and may_stand_in_hashtag(text[index + 1 : index + 2]):
            marked, inside = marked + ISOLATE, True
        places.append(len(marked))
        marked += character
    return marked + POP * inside, places


def may_stand_in_hashtag(character: str) -> bool:
    """Whether a character belongs to a hashtag: letters, marks, digits, _ and Persian's non-joiner."""
    return bool(character) and (character in JOINER_LIKE or unicodedata.category(character)[0] in "LMN")


def in_visual_order(items: Iterable[Item], levels: Sequence[int]) -> list[Item]:
    """Return items in the order in which they are seen from left to right, given each one's level.

    Source: UAX #9, rule L2.
    """
    ordered = list(zip(items, levels, strict=True))
    for level in range(max(levels, default=0), 0, -1):
        turned: list[tuple[Item, int]] = []
        run: list[tuple[Item, int]] = []
        for each in ordered:
            if each[1] >= level:
                run.insert(0, each)
            else:
                turned, run = [*turned, *run, each], []
        ordered = turned + run
    return [item for item, _ in ordered]
