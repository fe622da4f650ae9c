"""The edition: what a campaign says, wherever it stands; mirrors and open pages compare theirs with it."""

from dataclasses import replace

from hueandcry.bundle.studio_files import folder_hash
from hueandcry.campaigns import FILE_NAME, Campaign, dump_campaign
from hueandcry.effects import canonical_json

EDITION_FILE = "edition.json"


def edition_of(campaign: Campaign) -> str:
    """Return the edition's name: 12 hexadecimal digits, the same at every address and for every counter.

    It hashes campaign.toml and the files that it names: other artwork is another edition.
    """
    anywhere = replace(campaign, tally="", address="", mirrors=())
    return folder_hash({FILE_NAME: dump_campaign(anywhere).encode(), **campaign.assets})


def edition_json(campaign: Campaign) -> bytes:
    """Return what an older page must learn: the edition, the last day, what was put right."""
    return canonical_json(
        {
            "edition": edition_of(campaign),
            "ends": campaign.ends.isoformat() if campaign.ends else None,
            "corrections": [
                {"on": each.on.isoformat(), "text": dict(each.text)} for each in campaign.corrections
            ],
        }
    )
