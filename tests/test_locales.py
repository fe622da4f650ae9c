"""Locales: every language says everything that English says, in its own plural forms."""

import re
import tomllib
from datetime import date
from importlib import resources
from typing import Any

import pytest

from hueandcry.bundle.guides import dated_guides, facts
from hueandcry.bundle.texts import CATALOGUE_FILES, STUDIO_KEYS, catalogue, dates, guides, long_date
from hueandcry.campaigns import LANGUAGES
from hueandcry.pictures.sizes import networks
from tests.conftest import ROOT

# Source: Unicode CLDR, Language Plural Rules, cardinals.
PLURALS = {
    "en": {"one", "other"},
    "fr": {"one", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "es": {"one", "many", "other"},
    "tr": {"one", "other"},
    "uk": {"one", "few", "many", "other"},
}
# Languages in which `one` is the number one and no other, so that a form may say it in words.
ONE_IS_ONE = {"en", "ar", "es", "tr"}
HIDDEN_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
OTHER_DIGITS = re.compile(r"[٠-٩۰-۹]")
# Words that are the same in two languages.
SAME = {"zoom", "source", "unreviewed"}
MAY_BE_EMPTY = {"unreviewed"}

FOLDERS = {
    folder.name: folder
    for folder in resources.files("hueandcry.bundle").joinpath("locales").iterdir()
    if folder.is_dir()
}

languages = pytest.mark.parametrize("tag", list(LANGUAGES))


def read(tag: str, name: str) -> dict[str, Any]:
    return tomllib.loads(FOLDERS[tag].joinpath(name).read_text(encoding="utf-8"))


def plain_texts(tag: str) -> dict[str, str]:
    return {key: text for key, text in catalogue(tag).items() if isinstance(text, str)}


def plural_texts(tag: str) -> dict[str, dict[str, str]]:
    return {key: forms for key, forms in catalogue(tag).items() if isinstance(forms, dict)}


def guide_texts(tag: str) -> list[str]:
    return [text for guide in guides(tag).values() for text in (*guide["steps"], guide["after"])]


def every_text(tag: str) -> list[str]:
    forms = [text for each in plural_texts(tag).values() for text in each.values()]
    return [*plain_texts(tag).values(), *forms, *guide_texts(tag), *dates(tag)["months"]]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def test_every_language_has_a_folder_and_every_folder_a_language() -> None:
    assert set(LANGUAGES) == set(FOLDERS) == set(PLURALS)


@languages
def test_a_folder_has_the_same_files_as_english(tag: str) -> None:
    names = {file.name for file in FOLDERS[tag].iterdir()}
    assert names == {*CATALOGUE_FILES, "guides.toml", "dates.toml"}


@languages
def test_a_language_has_the_same_keys_as_english_in_the_same_files(tag: str) -> None:
    for name in CATALOGUE_FILES:
        assert list(read(tag, name)) == list(read("en", name))
    assert set(plural_texts(tag)) == {"supporters"}


def test_no_key_stands_in_two_files() -> None:
    keys = [key for name in CATALOGUE_FILES for key in read("en", name)]
    assert len(keys) == len(set(keys)) > 100


@languages
def test_no_text_is_empty_or_has_loose_ends(tag: str) -> None:
    texts = plain_texts(tag)
    assert {key for key, text in texts.items() if not text} <= MAY_BE_EMPTY
    assert [text for text in every_text(tag) if text != text.strip()] == []
    assert all(step for guide in guides(tag).values() for step in guide["steps"])


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
    wordless = {"zero", "two"} | ({"one"} if tag in ONE_IS_ONE else set())
    for forms in plural_texts(tag).values():
        assert [name for name, form in forms.items() if placeholders(form) - {"n"}] == []
        assert [name for name in forms if name not in wordless and "{n}" not in forms[name]] == []


@languages
def test_no_text_is_left_in_english(tag: str) -> None:
    english = plain_texts("en")
    same = {key for key, text in plain_texts(tag).items() if text == english[key]}
    assert tag == "en" or same <= SAME
    assert tag == "en" or not set(filter(None, guide_texts(tag))) & set(guide_texts("en"))


@languages
def test_no_text_brings_html_hidden_marks_or_other_digits(tag: str) -> None:
    texts = every_text(tag)
    assert [text for text in texts if re.search(r"<\w|&\w+;", text)] == []
    assert [text for text in texts if set(text) & set(HIDDEN_MARKS)] == []
    assert LANGUAGES[tag].digits == "latn"
    assert [text for text in texts if OTHER_DIGITS.search(text)] == []


@languages
def test_a_translation_that_nobody_reviewed_says_so_on_the_page_and_in_its_files(tag: str) -> None:
    is_reviewed = not plain_texts(tag)["unreviewed"]
    assert is_reviewed == (tag == "en")
    for name in (*CATALOGUE_FILES, "guides.toml"):
        comment = FOLDERS[tag].joinpath(name).read_text(encoding="utf-8").splitlines()[0]
        assert comment.startswith("# ")
        assert len(comment) > 20


def test_the_readme_names_the_languages_that_nobody_reviewed() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [sentence] = re.findall(r"No native speaker has reviewed the ([^.]*?) yet", readme.replace("\n", " "))
    assert sentence == "Arabic, French, Spanish, Turkish and Ukrainian"


def test_what_the_studio_says_is_in_the_catalogue() -> None:
    assert set(STUDIO_KEYS) <= set(catalogue("en"))


def test_every_text_is_used_somewhere() -> None:
    bundle = ROOT / "src" / "hueandcry"
    files = [*bundle.rglob("*.html"), *bundle.rglob("*.py"), *bundle.rglob("*.js")]
    sources = "\n".join(file.read_text(encoding="utf-8") for file in files)
    unused = [key for key in catalogue("en") if not re.search(rf"\b{key}\b", sources)]
    assert unused == []


@languages
def test_every_guide_is_there_with_steps_a_date_and_a_size(tag: str) -> None:
    shown = dated_guides(tag)
    assert [each.network.name for each in shown] == list(facts()) == list(guides(tag))
    assert shown[0].network.name == "facebook"
    assert {each.network.name for each in shown} <= {network.name for network in networks()}
    for each in shown:
        assert len(each.guide["steps"]) >= 2
        assert str(facts()[each.network.name]["noted"].year) in each.standing
        assert len(each.guide["steps"]) == len(guides("en")[each.network.name]["steps"])


@languages
def test_facebooks_guide_names_the_way_back_and_the_album(tag: str) -> None:
    facebook = guides(tag)["facebook"]
    assert len(facebook["steps"]) == 4
    assert facebook["after"]


@languages
def test_every_month_has_its_own_name_and_day_and_year_stand_in_digits(tag: str) -> None:
    days = [long_date(date(2016, month, 29), tag) for month in range(1, 13)]
    assert len(set(days)) == len(set(dates(tag)["months"])) == 12
    assert [day for day in days if not re.fullmatch(r"29 .*2016.*", day)] == []
