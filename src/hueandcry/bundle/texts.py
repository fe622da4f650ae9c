"""The interface's texts: a folder per language in `locales/`, in small TOML files."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import TypedDict, cast

Catalogue = dict[str, str | dict[str, str]]

# The pages' texts; what is left in a language's folder are dates and the networks' guides.
CATALOGUE_FILES = ("page.toml", "kit.toml")


# What the studio says while it works; the rest of the catalogue is written into the page.
STUDIO_KEYS = (
    *("choose_photo", "choose_another", "loading", "opening", "saving", "sending", "saved", "shared"),
    *("press_hold", "joined", "not_counted", "bad_photo", "too_large", "no_effect", "no_server", "form_busy"),
    *("copy", "copied", "recovered", "heic", "canvas_blocked", "canvas_noisy", "parked_gone"),
    *("original_kept", "change_picture", "reminder_made", "page_kept", "cannot_keep"),
    *("ended", "changed", "see_current", "forgotten", "supporters"),
)


class Dates(TypedDict):
    """How a language writes a day: a pattern of day, month and year, and the months in it."""

    pattern: str
    months: list[str]


class Guide(TypedDict):
    """How to set a picture on a network: steps in order, and what to know afterwards (may be empty)."""

    steps: list[str]
    after: str


def read_locale(language: str, name: str) -> dict[str, object]:
    """Return one file of a language's folder."""
    file = resources.files("hueandcry.bundle").joinpath("locales", language, name)
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def catalogue(language: str) -> Catalogue:
    """Return every text of a language's pages."""
    every = {key: text for name in CATALOGUE_FILES for key, text in read_locale(language, name).items()}
    return cast("Catalogue", every)


def text(language: str, key: str) -> str:
    """Return one text that is no plural."""
    return cast("str", catalogue(language)[key])


@cache
def guides(language: str) -> dict[str, Guide]:
    """Return the guide of each network, in the order to show."""
    return cast("dict[str, Guide]", read_locale(language, "guides.toml"))


@cache
def dates(language: str) -> Dates:
    """Return how a language writes a day."""
    return cast("Dates", read_locale(language, "dates.toml"))


def long_date(day: date, language: str) -> str:
    """Return a date as people write it, without a locale database."""
    written = dates(language)
    return written["pattern"].format(day=day.day, month=written["months"][day.month - 1], year=day.year)


def studio_texts(language: str) -> Catalogue:
    """Return what the studio needs of the catalogue."""
    return {key: catalogue(language)[key] for key in STUDIO_KEYS}
