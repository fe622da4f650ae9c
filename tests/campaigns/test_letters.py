"""Letters that no font here has: preflight says so before a poster lacks them."""

from dataclasses import replace

import pytest

from hueandcry.campaigns import letters
from hueandcry.campaigns.letters import missing_letters
from hueandcry.errors import InputError
from tests.effects.fonts import as_bytes, box_font, dejavu
from tests.stories import red_campaign


@pytest.fixture(autouse=True)
def one_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the machine one font: Latin, Cyrillic and Arabic."""
    monkeypatch.setattr(letters, "find_typefaces", lambda _: dejavu())


def test_a_campaign_whose_letters_are_all_there_is_told_nothing() -> None:
    arabic = replace(red_campaign(), title={"en": "Red, أحمر! 🟥"}, hashtags={"en": ("#حلب_1",)})
    assert list(missing_letters(arabic)) == []


def test_a_letter_that_is_missing_is_named_with_its_language() -> None:
    [finding] = missing_letters(replace(red_campaign(), title={"en": "Red 紅"}))
    assert finding.level == "warning"
    assert "紅 (U+7D05" in finding.sentence
    assert "pictures in en" in finding.sentence


def test_many_missing_letters_are_not_all_named() -> None:
    [finding] = missing_letters(replace(red_campaign(), title={"en": "紅色的頭像行動開始"}))
    assert finding.sentence.count("U+") == 5
    assert " …" in finding.sentence


def test_a_machine_without_fonts_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: object) -> None:
        raise InputError("none")

    monkeypatch.setattr(letters, "find_typefaces", nothing)
    assert len(list(missing_letters(red_campaign()))) == 1


def test_a_font_that_the_campaign_brought_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "find_typefaces", lambda _: [])
    campaign = replace(red_campaign(), title={"en": "A"}, hashtags={}, assets={"a.ttf": as_bytes(box_font())})
    assert list(missing_letters(campaign)) == []
