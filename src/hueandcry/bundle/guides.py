"""How to set a picture on each network: steps, the size that is cut for it, and how sure both are."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from hueandcry.bundle.texts import Guide, guides, long_date, text
from hueandcry.pictures.sizes import Network, networks


@dataclass(frozen=True)
class DatedGuide:
    """A network's guide.

    Args:
        network: its size and name.
        guide: the steps.
        standing: when it was written down or tried, as a sentence.
    """

    network: Network
    guide: Guide
    standing: str


@cache
def facts() -> dict[str, dict[str, date]]:
    """Return, for each network that has a guide, when it was written down and, if ever, tried on a phone."""
    file = resources.files("hueandcry.bundle").joinpath("guides.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def dated_guides(language: str) -> list[DatedGuide]:
    """Return every network's guide, Facebook's first."""
    sizes = {network.name: network for network in networks()}
    return [
        DatedGuide(sizes[name], guides(language)[name], standing(known, language))
        for name, known in facts().items()
    ]


def standing(known: dict[str, date], language: str) -> str:
    """Return how sure a guide is."""
    if "tried" in known:
        return text(language, "guide_tried").format(date=long_date(known["tried"], language))
    return text(language, "guide_noted").format(date=long_date(known["noted"], language))
