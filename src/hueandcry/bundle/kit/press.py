"""The press page: who calls and for what, pictures to take, texts to post, links for partners."""

from dataclasses import dataclass

from hueandcry.bundle.kit.embed import frame_snippet, script_snippet
from hueandcry.bundle.kit.kit import Kit, KitFile, short_address
from hueandcry.bundle.kit.ready import ready_texts, source_of, visible
from hueandcry.bundle.page import called_by, icon_address, templates
from hueandcry.bundle.texts import catalogue, text
from hueandcry.campaigns import LANGUAGES, Campaign

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

SHOWN_HEIGHT = 220
"""How high pictures are shown beside their link."""


COLUMN = 36
"""Letters in a row of a text to copy, about."""


@dataclass(frozen=True)
class Download:
    """A file to take.

    Args:
        title: what it is.
        path: where it stands in the bundle.
        size: how large it is, in words.
        name: what it is saved as.
        shown: the picture that stands for it.
        width: how wide that is shown.
    """

    title: str
    path: str
    size: str
    name: str
    shown: str
    width: int


@dataclass(frozen=True)
class PartnerLink:
    """A partner's own link."""

    name: str
    link: str


def render_press(
    campaign: Campaign, language: str, kit: Kit, codes: tuple[str, ...], styles: tuple[str, ...]
) -> bytes:
    """Return the press page's HTML.

    Args:
        campaign: the campaign.
        language: one of its languages.
        kit: that language's kit.
        codes: the QR code's paths; none if there is no official address.
        styles: the style sheets' paths.
    """
    page = (
        templates()
        .get_template("press.html")
        .render(
            campaign=campaign,
            language=LANGUAGES[language],
            languages=[LANGUAGES[tag] for tag in campaign.languages],
            texts=catalogue(language),
            policy=POLICY,
            icon=icon_address(campaign),
            styles=[f"../../{path}" for path in styles],
            called_by=called_by(campaign, language),
            why=campaign.why.text[language] if campaign.why else "",
            source=source_of(campaign, language),
            hashtags=campaign.hashtags_in(language),
            address=campaign.address,
            short_address=short_address(campaign.address),
            downloads=downloads(campaign, language, kit, codes),
            shown_height=SHOWN_HEIGHT,
            ready=[(each, rows_of(each.text)) for each in ready_texts(campaign, language)],
            partners=partner_links(campaign),
            snippets=snippets(campaign, language),
        )
    )
    return page.encode()


def downloads(campaign: Campaign, language: str, kit: Kit, codes: tuple[str, ...]) -> list[Download]:
    """Return what can be taken, in the order to show."""
    pictures = {"kit_card": kit.card, "kit_square": kit.square, "kit_story": kit.story}
    found = [picture(campaign, language, key, file) for key, file in pictures.items()]
    if kit.poster is not None and kit.thumbnail is not None:
        size = text(language, "poster_size").format(weight=kit.poster.kilobytes)
        name = f"{campaign.slug}-{language}-poster.pdf"
        shown = round(SHOWN_HEIGHT * kit.thumbnail.width_px / kit.thumbnail.height_px)
        title = text(language, "kit_poster")
        found.append(Download(title, kit.poster.path, size, name, kit.thumbnail.path, shown))
    for path in codes:
        ending = path.rsplit(".", 1)[-1]
        title = f"{text(language, 'kit_qr')} ({ending.upper()})"
        found.append(Download(title, path, "", f"{campaign.slug}-qr.{ending}", path, SHOWN_HEIGHT))
    return found


def picture(campaign: Campaign, language: str, key: str, file: KitFile) -> Download:
    """Return one of the kit's pictures as something to take."""
    size = text(language, "picture_size").format(
        width=file.width_px, height=file.height_px, weight=file.kilobytes
    )
    name = f"{campaign.slug}-{language}-{key.removeprefix('kit_')}.jpg"
    width = round(SHOWN_HEIGHT * file.width_px / file.height_px)
    return Download(text(language, key), file.path, size, name, file.path, width)


def rows_of(text: str) -> int:
    """Return how many rows show a text whole in a narrow column."""
    return sum(max(1, -(-len(line) // COLUMN)) for line in text.split("\n"))


def partner_links(campaign: Campaign) -> list[PartnerLink]:
    """Return each partner's own link to the official address; none if there is no such address."""
    if not campaign.address:
        return []
    address = visible(campaign.address)
    return [PartnerLink(each.name, f"{address}?p={each.slug}") for each in campaign.partners]


def snippets(campaign: Campaign, language: str) -> dict[str, str]:
    """Return the lines of HTML that put the button on another page, by the key of what they are called."""
    if not campaign.address:
        return {}
    return {
        "embed_script": script_snippet(campaign, language),
        "embed_frame": frame_snippet(campaign, language),
    }
