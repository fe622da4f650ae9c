"""What each network takes: a table of facts, each dated, and marked where it is hearsay."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Network:
    """A network's avatar.

    Args:
        name: as in file names, such as ``mastodon``.
        title: as people write it.
        size_px: the side of the square.
        noted: the day the figures were written down.
        max_bytes: the most a file may weigh; None if no cap is known.
        is_second_hand: whether only guides say so.
        note: what else is to be known; may be empty.
    """

    name: str
    title: str
    size_px: int
    noted: dt.date
    max_bytes: int | None = None
    is_second_hand: bool = False
    note: str = ""

    @property
    def file_name(self) -> str:
        """Its picture's name in a pack."""
        return f"{self.name}-{self.size_px}.jpg"


@cache
def networks() -> tuple[Network, ...]:
    """Return every network of the table, in its order."""
    text = resources.files("hueandcry.pictures").joinpath("networks.toml").read_text(encoding="utf-8")
    return tuple(Network(name=name, **facts) for name, facts in tomllib.loads(text).items())
