"""How a layer's keys are declared and read: one line per key, so that each mistake can be named."""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any, Protocol, runtime_checkable

from hueandcry.errors import InputError

Given = dict[str, object]
"""The keys of a layer as written."""

Assets = Mapping[str, bytes]
"""The bytes of the files beside the campaign, by name."""

Reader = Callable[[object], object]
"""Checks one key's value, or raises InputError saying what is wrong with it."""

Taker = Callable[[Given, Assets, str], object]
"""Takes the keys that describe one thing together out of what was given; the place is for messages."""


@runtime_checkable
class Described(Protocol):
    """A value that several keys, or a file's name, describe."""

    def as_table(self) -> dict[str, object]:
        """Return the keys as they are written in campaign.toml."""


def key(reader: Reader, **default: Any) -> Any:  # noqa: ANN401 - dataclasses.field is typed so
    """Declare a layer's key: how to read it and, if it may be left out, its default."""
    return field(metadata={"read": reader}, **default)


def taken(taker: Taker, *names: str, **default: Any) -> Any:  # noqa: ANN401 - dataclasses.field is typed so
    """Declare a value that the keys of these names describe together."""
    return field(metadata={"take": taker, "names": names}, **default)


def between(low: float, high: float) -> Reader:
    """Return a reader of numbers from `low` to `high`."""

    def read_number(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise InputError(f"{value!r} is not a number between {low:g} and {high:g}.")
        return float(value)

    return read_number


def one_of(*words: str) -> Reader:
    """Return a reader of one of a few words."""

    def read_word(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise InputError(f"{value!r} is not one of {', '.join(words)}.")
        return value

    return read_word


unit = between(0, 1)


def degrees(value: object) -> float:
    """Read an angle between -360 and 360 degrees."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -360 <= value <= 360:
        raise InputError(f"{value!r} is not an angle between -360 and 360 degrees.")
    return float(value)
