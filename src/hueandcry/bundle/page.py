"""A campaign's page in one language."""

from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hueandcry.bundle.accent import accent_of
from hueandcry.bundle.effect_files import VariantFiles
from hueandcry.bundle.guides import dated_guides
from hueandcry.bundle.settings import content_policy, settings_json, tally_base
from hueandcry.bundle.studio_files import ICON
from hueandcry.bundle.texts import catalogue, long_date, text
from hueandcry.campaigns import LANGUAGES, Campaign, render_story


@cache
def templates() -> Environment:
    """Return the template engine: everything is escaped, and a missing value is an error."""
    return Environment(
        loader=PackageLoader("hueandcry.bundle"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_page(
    campaign: Campaign, language: str, variants: list[VariantFiles], studio_folder: str, card: str
) -> bytes:
    """Return the page's HTML; addresses are relative, so the bundle may stand at any path.

    Args:
        campaign: the campaign.
        language: one of its languages.
        variants: the files of its variants, in order.
        studio_folder: where the studio's files stand in the bundle.
        card: the path of the picture that link previews show; empty if there is none.
    """
    story = campaign.story.get(language, "")
    link = f"{campaign.address}{language}/" if campaign.address else ""
    page = (
        templates()
        .get_template("page.html")
        .render(
            campaign=campaign,
            language=LANGUAGES[language],
            languages=[LANGUAGES[tag] for tag in campaign.languages],
            texts=catalogue(language),
            description=campaign.why.text[language] if campaign.why else "",
            why_date=long_date(campaign.why.published, language) if campaign.why else "",
            hashtags=campaign.hashtags_in(language),
            story=Markup(render_story(story)),  # noqa: S704 - HTML was refused when the story was read
            corrections=[(long_date(each.on, language), each) for each in campaign.corrections],
            called_by=called_by(campaign, language),
            guides=dated_guides(language),
            caption=caption(campaign, language, link),
            link=link,
            variants=list(zip(campaign.variants, variants, strict=True)),
            card=card,
            base=campaign.address or "../",
            studio=f"../{studio_folder}",
            icon=icon_address(campaign),
            form_action=form_action(campaign),
            policy=content_policy(campaign),
            settings=settings_json(campaign, language, variants, studio_folder),
        )
    )
    return page.encode()


def called_by(campaign: Campaign, language: str) -> str:
    """Return who calls and from when to when, or nothing."""
    parts = []
    if campaign.contact_name:
        parts.append(text(language, "called_by").format(name=campaign.contact_name))
    if campaign.starts:
        parts.append(text(language, "since").format(date=long_date(campaign.starts, language)))
    if campaign.ends:
        parts.append(text(language, "until").format(date=long_date(campaign.ends, language)))
    return " · ".join(parts)


def caption(campaign: Campaign, language: str, link: str) -> str:
    """Return what a supporter may write beside the picture: title, why, hashtags, link.

    It holds no hidden direction marks: networks count them, and people paste them on.
    """
    why = campaign.why.text[language] if campaign.why else ""
    hashtags = " ".join(campaign.hashtags_in(language))
    return "\n".join(line for line in (campaign.title[language], why, hashtags, link) if line)


def icon_address(campaign: Campaign) -> str:
    """Return the icon as an address that costs no request."""
    return "data:image/svg+xml," + quote(ICON.format(accent=accent_of(campaign.variants[0].effect)))


def form_action(campaign: Campaign) -> str:
    """Return where the form is sent when there are no scripts; empty if no server belongs to the campaign."""
    base = tally_base(campaign)
    return "" if base is None else f"{base}paint"
