"""The campaign's button on other people's pages: a small page to frame, and the script that frames it."""

import json
from functools import cache
from html import escape
from importlib import resources

from markupsafe import Markup

from hueandcry.bundle.kit.ready import visible
from hueandcry.bundle.page import templates
from hueandcry.bundle.settings import tally_base
from hueandcry.bundle.texts import catalogue
from hueandcry.campaigns import LANGUAGES, Campaign

SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""What the frame may do: run its script and open the campaign's page in a tab of its own. It has no origin,
so it can keep nothing and sends no cookie."""

FRAME_HEIGHT = 420


@cache
def embed_script() -> bytes:
    """Return `embed.js`, the same for every campaign."""
    return source("embed.js")


@cache
def frame_script() -> bytes:
    """Return the script of the page in the frame."""
    return source("frame.js")


def source(name: str) -> bytes:
    """Return one of the scripts."""
    return resources.files("hueandcry.bundle").joinpath("embed", name).read_bytes()


def render_embed(
    campaign: Campaign, language: str, preview: str, styles: tuple[str, ...], script: str
) -> bytes:
    """Return the page that others may frame.

    Args:
        campaign: the campaign.
        language: one of its languages.
        preview: the path of the face before and after, side by side.
        styles: the style sheets' paths.
        script: the frame's script's path.
    """
    page = (
        templates()
        .get_template("embed.html")
        .render(
            campaign=campaign,
            language=LANGUAGES[language],
            texts=catalogue(language),
            policy=frame_policy(campaign),
            styles=[f"../../{path}" for path in styles],
            preview=f"../../{preview}",
            script=f"../../{script}",
            settings=frame_settings(campaign, language),
        )
    )
    return page.encode()


def frame_policy(campaign: Campaign) -> str:
    """Return the framed page's Content-Security-Policy: its own files, and the count."""
    tally = f" {campaign.tally}/" if campaign.tally not in ("", "none") else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self'{tally}; base-uri 'none'; form-action 'none'"
    )


def frame_settings(campaign: Campaign, language: str) -> Markup:
    """Return what the frame's script needs to know, as JSON that is safe inside a script element."""
    base = tally_base(campaign)
    inside = base is not None and base.startswith("../")
    settings = {
        "count": None if base is None else f"{'../' if inside else ''}{base}count.json",
        "numbers": f"{language}-u-nu-{LANGUAGES[language].digits}",
        "supporters": catalogue(language)["supporters"],
    }
    return Markup(json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704


def script_snippet(campaign: Campaign, language: str) -> str:
    """Return the line of HTML that puts the button on a page by a script."""
    address = escape(visible(campaign.address))
    return (
        f'<script src="{address}embed.js" data-language="{language}" referrerpolicy="no-referrer" async>'
        "</script>"
    )


def frame_snippet(campaign: Campaign, language: str) -> str:
    """Return the line of HTML that does so without a script."""
    address = escape(visible(campaign.address))
    title = escape(" ".join(campaign.title[language].split()))
    return (
        f'<iframe src="{address}{language}/embed/" title="{title}" width="100%" height="{FRAME_HEIGHT}" '
        f'loading="lazy" referrerpolicy="no-referrer" sandbox="{SANDBOX}"></iframe>'
    )
