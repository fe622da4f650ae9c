"""A campaign's share kit in one language: three pictures and a poster."""

import re
from dataclasses import dataclass

from hueandcry.bundle.effect_files import hashed
from hueandcry.bundle.kit.lettering import hands_for
from hueandcry.bundle.kit.pictures import FORMATS, Format, Words, draw_picture
from hueandcry.bundle.kit.poster import PosterWords, design_poster
from hueandcry.bundle.kit.ready import source_of
from hueandcry.bundle.page import called_by
from hueandcry.bundle.texts import text
from hueandcry.campaigns import LANGUAGES, Campaign

THUMBNAIL_PX = 320
A4 = 297 / 210

SCHEME = re.compile(r"^https?://(www\.)?")


@dataclass(frozen=True)
class KitFile:
    """One file of the kit.

    Args:
        path: where it stands in the bundle.
        content: its bytes.
        width_px: its width; 0 for the poster, which has none in pixels.
        height_px: its height; 0 for the poster.
    """

    path: str
    content: bytes
    width_px: int = 0
    height_px: int = 0

    @property
    def kilobytes(self) -> int:
        """How much it weighs."""
        return max(1, round(len(self.content) / 1000))


@dataclass(frozen=True)
class Kit:
    """A language's share kit.

    Args:
        card: 1200×630, for link previews.
        square: 1080×1080.
        story: 1080×1920.
        poster: A4, or None if no font on this machine can write its title.
        thumbnail: the poster as a small picture, or None as well.
    """

    card: KitFile
    square: KitFile
    story: KitFile
    poster: KitFile | None
    thumbnail: KitFile | None

    @property
    def files(self) -> dict[str, bytes]:
        """Path → bytes, all of them."""
        every = (self.card, self.square, self.story, self.poster, self.thumbnail)
        return {each.path: each.content for each in every if each is not None}


def draw_kit(campaign: Campaign, language: str) -> Kit:
    """Draw a campaign's kit in one of its languages, with its first effect; the same bytes each time.

    Raises:
        InputError: if the effect cannot be compiled.
    """
    words = words_of(campaign, language)
    card, square, story = (draw_file(form, campaign, language, words) for form in FORMATS)
    return Kit(card, square, story, *poster_files(campaign, language, words))


def words_of(campaign: Campaign, language: str) -> Words:
    """Return what the pictures say."""
    return Words(
        title=campaign.title[language],
        hashtags=" ".join(campaign.hashtags_in(language)),
        address=short_address(campaign.address),
        caller=called_by(campaign, language),
        direction=LANGUAGES[language].direction,
    )


def short_address(address: str) -> str:
    """Return an address as people read and type it."""
    return SCHEME.sub("", address).rstrip("/")


def draw_file(form: Format, campaign: Campaign, language: str, words: Words) -> KitFile:
    """Draw one picture."""
    effect = campaign.variants[0].effect
    jpeg = draw_picture(form, effect, words, hands_for(campaign.assets.items()))
    return KitFile(hashed(f"share/{language}", form.name, jpeg, "jpg"), jpeg, form.width_px, form.height_px)


def poster_files(
    campaign: Campaign, language: str, words: Words
) -> tuple[KitFile, KitFile] | tuple[None, None]:
    """Draw the poster, and a small picture of it."""
    more = PosterWords(
        why=campaign.why.text[language] if campaign.why else "",
        source=source_of(campaign, language),
        call=text(language, "turn_too"),
        picture=text(language, "face_alt"),
        language=language,
        link=campaign.address,
    )
    hands = hands_for(campaign.assets.items())
    paper = design_poster(campaign.variants[0].effect, words, more, hands)
    if paper is None:
        return None, None
    pdf, small = paper.pdf(), paper.thumbnail(THUMBNAIL_PX)
    folder = f"share/{language}"
    return (
        KitFile(hashed(folder, "poster", pdf, "pdf"), pdf),
        KitFile(hashed(folder, "poster", small, "jpg"), small, THUMBNAIL_PX, round(THUMBNAIL_PX * A4)),
    )
