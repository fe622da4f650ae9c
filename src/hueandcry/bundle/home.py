"""The list of live campaigns, and the page that sends a visitor to the language they read best."""

from hueandcry.bundle.page import templates
from hueandcry.bundle.texts import catalogue
from hueandcry.campaigns import LANGUAGES, Campaign


def render_home(campaigns: list[Campaign], previews: dict[str, str], language: str, studio: str) -> bytes:
    """Return the list of campaigns.

    Args:
        campaigns: in the order to show.
        previews: each campaign's preview picture, by slug.
        language: the list's own language.
        studio: the address of the folder that holds the style sheet.
    """
    cards = [
        (
            campaign,
            campaign.title.get(language) or campaign.title[campaign.default_language],
            previews[campaign.slug],
        )
        for campaign in campaigns
        if not campaign.unlisted
    ]
    page = (
        templates()
        .get_template("home.html")
        .render(
            cards=cards,
            language=LANGUAGES[language],
            languages=list(LANGUAGES.values()),
            texts=catalogue(language),
            studio=studio,
        )
    )
    return page.encode()


def render_chooser(campaign: Campaign, studio_folder: str, card: str) -> bytes:
    """Return the bundle's front page: links to every language, and a script that takes the best one."""
    page = (
        templates()
        .get_template("chooser.html")
        .render(
            campaign=campaign,
            languages=[LANGUAGES[tag] for tag in campaign.languages],
            texts=catalogue(campaign.default_language),
            description=campaign.why.text[campaign.default_language] if campaign.why else "",
            card=card,
            studio=studio_folder,
        )
    )
    return page.encode()
