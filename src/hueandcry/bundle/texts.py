"""The interface's texts per language, each a small TOML file in `locales/`."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import cast

Catalogue = dict[str, str | dict[str, str]]

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "كانون\u00a0الثاني/يناير شباط/فبراير آذار/مارس نيسان/أبريل أيار/مايو حزيران/يونيو "
    "تموز/يوليو آب/أغسطس أيلول/سبتمبر تشرين\u00a0الأول/أكتوبر تشرين\u00a0الثاني/نوفمبر "
    "كانون\u00a0الأول/ديسمبر",
}

# What the studio says while it works; the rest of the catalogue is written into the page.
STUDIO_KEYS = (
    "choose_photo",
    "choose_another",
    "opening",
    "saving",
    "saved",
    "joined",
    "not_counted",
    "bad_photo",
    "too_large",
    "no_effect",
    "copied",
    "forgotten",
    "supporters",
)


@cache
def catalogue(language: str) -> Catalogue:
    """Return every text of a language."""
    file = resources.files("hueandcry.bundle").joinpath("locales", f"{language}.toml")
    return cast("Catalogue", tomllib.loads(file.read_text(encoding="utf-8")))


def long_date(day: date, language: str) -> str:
    """Return a date as people write it, without a locale database."""
    month = MONTHS[language].split(" ")[day.month - 1]
    return f"{day.day} {month} {day.year}"


def studio_texts(language: str) -> Catalogue:
    """Return what the studio needs of the catalogue."""
    return {key: catalogue(language)[key] for key in STUDIO_KEYS}
