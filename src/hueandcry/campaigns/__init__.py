"""Campaigns: the model, `campaign.toml` in and out, preflight. Pure: knows no database and no web."""

from hueandcry.campaigns.document import FILE_NAME, dump_campaign, load_campaign, parse_campaign
from hueandcry.campaigns.finding import Finding
from hueandcry.campaigns.languages import LANGUAGES, Language
from hueandcry.campaigns.model import Action, Campaign, Correction, Partner, Variant, Why
from hueandcry.campaigns.new import Idea, new_campaign
from hueandcry.campaigns.preflight import preflight
from hueandcry.campaigns.story import render_story

__all__ = [
    "FILE_NAME",
    "LANGUAGES",
    "Action",
    "Campaign",
    "Correction",
    "Finding",
    "Idea",
    "Language",
    "Partner",
    "Variant",
    "Why",
    "dump_campaign",
    "load_campaign",
    "new_campaign",
    "parse_campaign",
    "preflight",
    "render_story",
]
