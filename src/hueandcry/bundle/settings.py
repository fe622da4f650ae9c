"""What a page allows its browser, and what the studio needs to know."""

import json

from markupsafe import Markup

from hueandcry.bundle.edition import edition_of
from hueandcry.bundle.effect_files import VariantFiles
from hueandcry.bundle.texts import studio_texts
from hueandcry.campaigns import LANGUAGES, Campaign


def tally_base(campaign: Campaign) -> str | None:
    """Return where the page finds its server, seen from a language's folder; None if there is none."""
    if campaign.tally == "none":
        return None
    return f"{campaign.tally}/c/{campaign.slug}/" if campaign.tally else "../"


def content_policy(campaign: Campaign) -> str:
    """Return the page's Content-Security-Policy: its own files, pictures it made itself, the tally."""
    # With the slash a path in the address means all that lies below it.
    tally = f" {campaign.tally}/" if campaign.tally not in ("", "none") else ""
    form = tally.strip() or ("'none'" if campaign.tally == "none" else "'self'")
    return (
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
        f"img-src 'self' blob: data:; connect-src 'self'{tally}; base-uri 'none'; form-action {form}"
    )


def settings_json(
    campaign: Campaign, language: str, variants: list[VariantFiles], studio_folder: str
) -> Markup:
    """Return what the studio needs to know, as JSON that is safe inside a script element."""
    settings = {
        "slug": campaign.slug,
        "language": language,
        "numbers": f"{language}-u-nu-{LANGUAGES[language].digits}",
        "edition": edition_of(campaign),
        "ends": campaign.ends.isoformat() if campaign.ends else None,
        "address": campaign.address,
        "tally": tally_base(campaign),
        "variants": [
            {
                "name": variant.name,
                "effect": files.document,
                "overlay": files.overlay_path and f"../{files.overlay_path}",
                "preview": f"../{files.preview_path}",
            }
            for variant, files in zip(campaign.variants, variants, strict=True)
        ],
        "keep": kept_files(variants, studio_folder),
        "texts": studio_texts(language),
    }
    dense = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    return Markup(dense.replace("<", "\\u003c"))  # noqa: S704


def kept_files(variants: list[VariantFiles], studio_folder: str) -> list[str]:
    """Return all that a page needs when there is no network, seen from a language's folder."""
    studio = [f"{studio_folder}/{name}" for name in ("style.css", "studio.js", "worker.js")]
    previews = [each.preview_path for each in variants]
    overlays = [each.overlay_path for each in variants if each.overlay_path]
    return ["./", *(f"../{path}" for path in (*studio, *previews, *overlays))]
