"""A campaign's page in one language."""

import json
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hueandcry.bundle.effect_files import VariantFiles
from hueandcry.bundle.texts import catalogue, long_date, studio_texts
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


def render_page(campaign: Campaign, language: str, variants: list[VariantFiles], studio_folder: str) -> bytes:
    """Return the page's HTML; addresses are relative, so the bundle may stand at any path."""
    texts = catalogue(language)
    story = campaign.story.get(language, "")
    page = (
        templates()
        .get_template("page.html")
        .render(
            campaign=campaign,
            language=LANGUAGES[language],
            languages=[LANGUAGES[tag] for tag in campaign.languages],
            texts=texts,
            hashtags=campaign.hashtags_in(language),
            story=Markup(render_story(story)),  # noqa: S704 - HTML was refused when the story was read
            called_by=called_by(campaign, language),
            variants=list(zip(campaign.variants, variants, strict=True)),
            studio=f"../{studio_folder}",
            policy=content_policy(campaign),
            settings=settings_json(campaign, language, variants),
        )
    )
    return page.encode()


def called_by(campaign: Campaign, language: str) -> str:
    """Return who calls and since when, or nothing."""
    texts = catalogue(language)
    parts = []
    if campaign.contact_name:
        parts.append(str(texts["called_by"]).format(name=campaign.contact_name))
    if campaign.starts:
        parts.append(str(texts["since"]).format(date=long_date(campaign.starts, language)))
    return " · ".join(parts)


def tally_base(campaign: Campaign) -> str | None:
    """Return where the page finds its counter, seen from a language's folder; None if nothing is counted."""
    if campaign.tally == "none":
        return None
    return f"{campaign.tally}/c/{campaign.slug}/" if campaign.tally else "../"


def content_policy(campaign: Campaign) -> str:
    """Return the page's Content-Security-Policy: its own files, pictures it made itself, the tally."""
    # With the slash a path in the address means all that lies below it.
    tally = f" {campaign.tally}/" if campaign.tally not in ("", "none") else ""
    return (
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
        f"img-src 'self' blob:; connect-src 'self'{tally}; base-uri 'none'; form-action 'none'"
    )


def settings_json(campaign: Campaign, language: str, variants: list[VariantFiles]) -> Markup:
    """Return what the studio needs to know, as JSON that is safe inside a script element."""
    settings = {
        "slug": campaign.slug,
        "language": language,
        "tally": tally_base(campaign),
        "variants": [
            {
                "name": variant.name,
                "effect": f"../{files.effect_path}",
                "needs_photo": variant.effect.needs_photo,
            }
            for variant, files in zip(campaign.variants, variants, strict=True)
        ],
        "texts": studio_texts(language),
    }
    return Markup(json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704
