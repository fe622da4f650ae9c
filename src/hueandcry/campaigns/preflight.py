"""Preflight: what an organiser should know before publishing, a sentence each."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Literal

from PIL import Image

from hueandcry.campaigns.model import Campaign
from hueandcry.effects import MASTER_PX, compile_effect

HEAVY_BYTES = 200_000


@dataclass(frozen=True)
class Finding:
    """One thing to know.

    Args:
        level: ``note`` may stay as it is; ``warning`` will disappoint supporters.
        sentence: what it is and what to do.
    """

    level: Literal["note", "warning"]
    sentence: str


def preflight(campaign: Campaign, today: date) -> list[Finding]:
    """Look a valid campaign over and return what is worth knowing, the weightiest first.

    Raises:
        InputError: if an effect cannot be compiled, such as a frame that is no square.
    """
    for variant in campaign.variants:
        compile_effect(variant.effect)
    findings = [
        *check_texts(campaign),
        *check_dates(campaign, today),
        *check_artwork(campaign),
        *check_solids(campaign),
    ]
    return sorted(findings, key=lambda finding: finding.level != "warning")


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
    """Look at the files that frames bring."""
    findings = []
    for name, content in campaign.assets.items():
        with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
            width = image.width
        if width < MASTER_PX:
            findings.append(
                Finding(
                    "warning",
                    f"{name} is {width} px wide and will look soft; best are {MASTER_PX}×{MASTER_PX}.",
                )
            )
        if len(content) > HEAVY_BYTES:
            findings.append(
                Finding(
                    "note",
                    f"{name} weighs {len(content) // 1000} KB; on a slow phone it comes after the page.",
                )
            )
    return findings


def check_solids(campaign: Campaign) -> list[Finding]:
    """Say what a plain square means."""
    names = [each.name for each in campaign.variants if not each.effect.needs_photo]
    return [Finding("note", f"Variant {name!r} shows no photo at all; the page says so.") for name in names]
