"""All of the kit's files that are no pictures of one language: QR code, pages, scripts and their style."""

from functools import cache
from importlib import resources

from hueandcry.bundle.effect_files import VariantFiles, hashed
from hueandcry.bundle.kit.embed import embed_script, frame_script, render_embed
from hueandcry.bundle.kit.kit import Kit
from hueandcry.bundle.kit.press import render_press
from hueandcry.bundle.kit.qr import qr_files
from hueandcry.campaigns import Campaign


def kit_pages(
    campaign: Campaign, kits: dict[str, Kit], variants: list[VariantFiles], studio_folder: str
) -> dict[str, bytes]:
    """Return the press and embed pages of every language with all that they need, path → bytes.

    Args:
        campaign: the campaign.
        kits: each language's kit; their files are among those returned.
        variants: the files of its variants, in order.
        studio_folder: where the studio's style sheet stands in the bundle.
    """
    sheet, frame, codes = style_sheet(), frame_script(), qr_files(campaign)
    sheet_path, frame_path = hashed("share", "kit", sheet, "css"), hashed("share", "frame", frame, "js")
    files = {"embed.js": embed_script(), sheet_path: sheet, frame_path: frame, **codes}
    styles = (f"{studio_folder}/style.css", sheet_path)
    for language, kit in kits.items():
        files |= kit.files
        files[f"{language}/press/index.html"] = render_press(campaign, language, kit, tuple(codes), styles)
        files[f"{language}/embed/index.html"] = render_embed(
            campaign, language, variants[0].preview_path, styles, frame_path
        )
    return files


@cache
def style_sheet() -> bytes:
    """Return what the two pages need beside the studio's style sheet."""
    return resources.files("hueandcry.bundle.kit").joinpath("kit.css").read_bytes()
