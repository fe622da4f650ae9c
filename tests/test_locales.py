"""Locales: every language says everything that English says, in its own plural forms."""

import re
import tomllib
from datetime import date
from importlib import resources
from typing import Any

import pytest

from hueandcry.bundle.texts import STUDIO_KEYS, catalogue, long_date
from hueandcry.campaigns import LANGUAGES

# Source: Unicode CLDR, Language Plural Rules, cardinals.
PLURALS = {
    "en": {"one", "other"},
    "fr": {"one", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
# The categories that stand for a single number, so that a form may say it in words.
SAYS_ITS_NUMBER = {"zero", "one", "two"}

FILES = {
    file.name.removesuffix(".toml"): file
    for file in resources.files("hueandcry.bundle").joinpath("locales").iterdir()
    if file.name.endswith(".toml")
}

languages = pytest.mark.parametrize("tag", list(LANGUAGES))


def read(tag: str) -> dict[str, Any]:
    return tomllib.loads(FILES[tag].read_text(encoding="utf-8"))


def plain_texts(tag: str) -> dict[str, str]:
    return {key: text for key, text in read(tag).items() if isinstance(text, str)}


def plural_texts(tag: str) -> dict[str, dict[str, str]]:
    return {key: forms for key, forms in read(tag).items() if isinstance(forms, dict)}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def test_every_language_has_a_file_and_every_file_a_language() -> None:
    assert set(LANGUAGES) == set(FILES) == set(PLURALS)


@languages
def test_the_catalogue_is_the_file(tag: str) -> None:
    assert catalogue(tag) == read(tag)


@languages
def test_a_language_has_the_same_keys_as_english(tag: str) -> None:
    assert set(plain_texts(tag)) == set(plain_texts("en"))
    assert set(plural_texts(tag)) == set(plural_texts("en")) == {"supporters"}


@languages
def test_no_text_is_empty_or_has_loose_ends(tag: str) -> None:
    every = [
        *plain_texts(tag).values(),
        *(text for each in plural_texts(tag).values() for text in each.values()),
    ]
    assert len(every) > 40
    assert [text for text in every if not text or text != text.strip()] == []


@languages
def test_a_text_has_the_same_placeholders_as_in_english(tag: str) -> None:
    here, english = plain_texts(tag), plain_texts("en")
    assert [key for key in english if placeholders(here[key]) != placeholders(english[key])] == []


@languages
def test_every_brace_belongs_to_a_placeholder(tag: str) -> None:
    rest = {key: re.sub(r"\{\w+\}", "", text) for key, text in plain_texts(tag).items()}
    assert [key for key, text in rest.items() if "{" in text or "}" in text] == []


@languages
def test_every_plural_category_of_the_language_has_its_form(tag: str) -> None:
    for forms in plural_texts(tag).values():
        # Every language may say "none yet" in its own words.
        assert set(forms) == PLURALS[tag] | {"zero"}


@languages
def test_a_form_for_many_numbers_says_which(tag: str) -> None:
    for forms in plural_texts(tag).values():
        assert [name for name, form in forms.items() if placeholders(form) - {"n"}] == []
        assert [name for name in forms if name not in SAYS_ITS_NUMBER and "{n}" not in forms[name]] == []


@languages
def test_no_text_is_left_in_english(tag: str) -> None:
    english = plain_texts("en")
    same = {key for key, text in plain_texts(tag).items() if text == english[key]}
    assert tag == "en" or same <= {"zoom"}


@languages
def test_no_text_brings_html(tag: str) -> None:
    assert [key for key, text in plain_texts(tag).items() if re.search(r"<\w|&\w+;", text)] == []


def test_what_the_studio_says_is_in_the_catalogue() -> None:
    assert set(STUDIO_KEYS) <= set(catalogue("en"))


@languages
def test_every_month_has_its_own_name(tag: str) -> None:
    days = [long_date(date(2016, month, 29), tag) for month in range(1, 13)]
    assert len({day.removeprefix("29 ").removesuffix(" 2016") for day in days}) == 12
    assert [day for day in days if not re.fullmatch(r"29 \S+ 2016|29 \S+\s\S+ 2016", day)] == []
