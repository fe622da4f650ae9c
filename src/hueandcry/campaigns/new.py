"""A new campaign folder from a few words, ready to publish."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hueandcry.campaigns.document import FILE_NAME, dump_campaign, parse_campaign
from hueandcry.campaigns.model import Campaign, Variant
from hueandcry.effects import compile_effect, effect_tables, parse_effect
from hueandcry.errors import InputError, UsageError


@dataclass(frozen=True)
class Idea:
    """What an organiser says to begin with.

    Args:
        slug: the campaign's name in addresses; also the folder's.
        title: for the public, in the first language.
        hashtags: with or without their #.
        language: the first language.
        effect: a named effect such as ``red``; not together with a frame.
        frame: a square PNG with a transparent middle, or None.
        contact_name: who calls; may be empty.
    """

    slug: str
    title: str
    hashtags: tuple[str, ...]
    language: str = "en"
    effect: str = "red"
    frame: Path | None = None
    contact_name: str = ""


def new_campaign(idea: Idea, into: Path, today: date) -> Path:
    """Write the folder and return the path of its campaign.toml.

    Raises:
        UsageError: if the folder exists.
        InputError: if a word, the effect or the frame cannot be used; nothing is written then.
    """
    folder = into / idea.slug
    if folder.exists():
        raise UsageError(f"{folder} exists.", "Choose another name, or remove the folder.", code="exists")
    campaign = from_idea(idea, today)
    # Read back what will be written: every rule of the document holds before there is a folder.
    text = dump_campaign(campaign)
    parse_campaign(text.encode(), lambda name: campaign.assets[name])
    compile_effect(campaign.variants[0].effect)
    try:
        folder.mkdir(parents=True)
        for name, content in campaign.assets.items():
            (folder / name).write_bytes(content)
        (folder / FILE_NAME).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}.", "Choose another place.") from error
    return folder / FILE_NAME


def from_idea(idea: Idea, today: date) -> Campaign:
    """Return the campaign that the idea describes."""
    assets = read_frame(idea.frame)
    tables = [{"kind": "frame", "image": name} for name in assets] or effect_tables(idea.effect)
    name = "frame" if assets else idea.effect.replace(":", "-").lower()
    return Campaign(
        slug=idea.slug,
        languages=(idea.language,),
        title={idea.language: idea.title},
        hashtags={idea.language: tuple("#" + tag.removeprefix("#") for tag in idea.hashtags)},
        starts=today,
        contact_name=idea.contact_name,
        variants=(Variant(name, parse_effect(tables, assets)),),
        assets=assets,
    )


def read_frame(frame: Path | None) -> dict[str, bytes]:
    """Return the frame's bytes under the name it will have."""
    if frame is None:
        return {}
    try:
        return {"frame.png": frame.read_bytes()}
    except OSError as error:
        raise InputError(f"{frame} cannot be read: {error.strerror}.", "Give the path of a PNG.") from error
