"""Preflight: what an organiser should know before publishing, a sentence each."""

import io
from collections.abc import Mapping
from datetime import date

from PIL import Image

from hueandcry.campaigns.finding import Finding
from hueandcry.campaigns.legibility import check_looks
from hueandcry.campaigns.letters import missing_letters
from hueandcry.campaigns.model import Campaign
from hueandcry.effects import MASTER_PX, Overlay, compile_effect
from hueandcry.effects.artwork import Artwork
from hueandcry.effects.layers import Badge, Frame
from hueandcry.effects.text.fonts import is_font_file
from hueandcry.pictures import overlay_png

HEAVY_BYTES = 100_000
"""Two seconds on a slow link: 400 kbit/s."""

LEVELS = ("warning", "note", "figure")


def preflight(campaign: Campaign, today: date) -> list[Finding]:
    """Look a valid campaign over and return what is worth knowing, the weightiest first.

    Raises:
        InputError: if an effect cannot be compiled, such as a frame that is no square.
    """
    overlays = {each.name: compile_effect(each.effect).overlay for each in campaign.variants}
    findings = [
        *check_first_screen(campaign),
        *check_texts(campaign),
        *check_dates(campaign, today),
        *check_artwork(campaign),
        *check_overlays(overlays),
        *missing_letters(campaign),
        *check_solids(campaign),
        *(finding for variant in campaign.variants for finding in check_looks(variant)),
    ]
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def check_first_screen(campaign: Campaign) -> list[Finding]:
    """Look for the sentence that says why, and for the address that others are led to."""
    findings = []
    if campaign.why is None:
        findings.append(
            Finding("warning", "There is no sentence with a source for the first screen; write one as [why].")
        )
    if not campaign.address:
        findings.append(
            Finding(
                "note",
                "There is no address; there will be no QR code and link previews may show no picture.",
            )
        )
    return findings


def check_texts(campaign: Campaign) -> list[Finding]:
    """Look for languages that lack a story or hashtags, and for who calls."""
    findings = []
    if not campaign.hashtags:
        findings.append(
            Finding("warning", "There is no hashtag; supporters will have nothing to share with.")
        )
    for tag in campaign.languages:
        if tag not in campaign.story:
            findings.append(Finding("warning", f"There is no story in {tag}; the page will not say why."))
        if campaign.hashtags and tag not in campaign.hashtags:
            findings.append(
                Finding("note", f"There are no hashtags in {tag}; {campaign.default_language}'s are used.")
            )
    if not campaign.contact_name:
        findings.append(
            Finding("warning", "No contact is named; people trust a call when they see whose it is.")
        )
    return findings


def check_dates(campaign: Campaign, today: date) -> list[Finding]:
    """Look at the dates as of today."""
    if campaign.ends and campaign.ends < today:
        return [Finding("warning", f"The campaign ended on {campaign.ends}.")]
    if campaign.starts and campaign.starts > today:
        return [Finding("note", f"The campaign starts on {campaign.starts}, which is still to come.")]
    return []


def check_artwork(campaign: Campaign) -> list[Finding]:
    """Look at the files that layers bring: images that are small, and fonts."""
    findings = []
    for name, needed in widths_needed(campaign).items():
        if name.lower().endswith(".png") and (width := width_of(campaign.assets[name])) < needed:
            findings.append(
                Finding(
                    "warning", f"{name} is {width} px wide and will look soft; best are {needed}×{needed}."
                )
            )
    findings += [
        Finding("note", f"{name} is published with the campaign; its licence must allow that.")
        for name in filter(is_font_file, campaign.assets)
    ]
    return findings


def check_overlays(overlays: Mapping[str, Overlay | None]) -> list[Finding]:
    """Weigh the variants' overlays as supporters load them."""
    weights = {name: len(overlay_png(each)) for name, each in overlays.items() if each is not None}
    return [
        Finding(
            "note",
            f"Variant {name!r} has an overlay that weighs {weight // 1000} KB; "
            "it loads after the page is usable.",
        )
        for name, weight in weights.items()
        if weight > HEAVY_BYTES
    ]


def widths_needed(campaign: Campaign) -> dict[str, int]:
    """Return how many pixels wide each image is drawn at its largest."""
    widths: dict[str, int] = {}
    for layer in (layer for variant in campaign.variants for layer in variant.effect.layers):
        if isinstance(layer, Frame):
            widths[layer.image.name] = MASTER_PX
        elif isinstance(layer, Badge) and isinstance(layer.face, Artwork):
            drawn = round(layer.size * MASTER_PX)
            widths[layer.face.name] = max(widths.get(layer.face.name, 0), drawn)
    return widths


def width_of(content: bytes) -> int:
    """Return a PNG's width in pixels."""
    with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
        return image.width


def check_solids(campaign: Campaign) -> list[Finding]:
    """Say what a plain square means."""
    names = [each.name for each in campaign.variants if not each.effect.needs_photo]
    return [Finding("note", f"Variant {name!r} shows no photo at all; the page says so.") for name in names]
