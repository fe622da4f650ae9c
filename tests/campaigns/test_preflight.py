"""Preflight: what an organiser should know before publishing."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import numpy as np
import pytest
from PIL import Image

from hueandcry import InputError
from hueandcry.campaigns import Campaign, Finding, Variant, preflight
from hueandcry.campaigns.preflight import check_overlays
from hueandcry.effects import compile_effect, parse_effect
from hueandcry.pictures import overlay_png
from tests import stories
from tests.making import frame_png, save
from tests.stories import TODAY, complete, full_campaign


def red_campaign() -> Campaign:
    return complete(stories.red_campaign())


def square_campaign() -> Campaign:
    return complete(stories.square_campaign())


def framed_campaign(frame: bytes | None = None) -> Campaign:
    return complete(stories.framed_campaign(frame))


def sentences(campaign: Campaign, level: str) -> list[str]:
    return [each.sentence for each in preflight(campaign, TODAY) if each.level == level]


def worth_knowing(campaign: Campaign) -> list[Finding]:
    """Return all but the figures that are good."""
    return [each for each in preflight(campaign, TODAY) if each.level != "figure"]


def heavy_frame(seed: int = 1) -> bytes:
    noise = np.random.default_rng(seed).integers(0, 256, (1080, 1080, 4), np.uint8)
    noise[300:700, 300:700, 3] = 0
    return save(Image.fromarray(noise), "PNG")


def test_a_campaign_that_lacks_nothing_has_no_findings() -> None:
    assert worth_knowing(red_campaign()) == []


def test_a_good_frame_has_no_findings() -> None:
    assert worth_knowing(framed_campaign()) == []


def test_no_sourced_sentence_is_a_warning() -> None:
    [warning] = sentences(replace(red_campaign(), why=None), "warning")
    assert "There is no sentence with a source for the first screen" in warning


def test_no_address_is_a_note_with_what_will_be_missing() -> None:
    [note] = sentences(replace(red_campaign(), address=""), "note")
    assert "There is no address" in note
    assert "no QR code and link previews may show no picture" in note


def test_no_hashtag_at_all_is_a_warning() -> None:
    [warning] = sentences(replace(red_campaign(), hashtags={}), "warning")
    assert "no hashtag" in warning


def test_a_language_without_a_story_is_named() -> None:
    [warning] = sentences(replace(red_campaign(), story={}), "warning")
    assert "no story in en" in warning


def test_a_language_without_hashtags_is_named_with_the_one_it_borrows_from() -> None:
    notes = sentences(full_campaign(), "note")
    assert any("no hashtags in fr" in note and "ar's" in note for note in notes)


def test_a_call_without_a_caller_is_a_warning() -> None:
    [warning] = sentences(replace(red_campaign(), contact_name=""), "warning")
    assert "No contact" in warning


def test_a_campaign_that_is_over_is_a_warning_with_its_last_day() -> None:
    over = replace(red_campaign(), starts=None, ends=TODAY - timedelta(days=1))
    assert sentences(over, "warning") == ["The campaign ended on 2016-04-30."]


def test_the_last_day_itself_is_not_over() -> None:
    assert worth_knowing(replace(red_campaign(), ends=TODAY)) == []


def test_a_campaign_still_to_come_is_a_note_with_its_first_day() -> None:
    early = replace(red_campaign(), starts=TODAY + timedelta(days=1))
    [note] = sentences(early, "note")
    assert "starts on 2016-05-02" in note


def test_a_small_frame_is_a_warning_with_its_width() -> None:
    [warning] = sentences(framed_campaign(frame_png(600)), "warning")
    assert "frame.png is 600 px wide" in warning


def test_a_heavy_overlay_is_a_note_with_its_weight_and_when_it_loads() -> None:
    campaign = framed_campaign(heavy_frame())
    overlay = compile_effect(campaign.variants[0].effect).overlay
    assert overlay is not None
    [note] = sentences(campaign, "note")
    assert f"'frame' has an overlay that weighs {len(overlay_png(overlay)) // 1000} KB" in note
    assert "loads after the page is usable" in note


def test_every_heavy_overlay_has_its_note_and_no_light_one() -> None:
    notes = sentences(with_noise(framed_campaign(), "heavy", "heavier"), "note")
    assert [note.split("'")[1] for note in notes] == ["heavy", "heavier"]


def with_noise(campaign: Campaign, *names: str) -> Campaign:
    """Return the campaign with more variants, each a frame of noise."""
    assets = {f"{name}.png": heavy_frame(seed) for seed, name in enumerate(names)}
    effects = [parse_effect([{"kind": "frame", "image": image}], assets) for image in assets]
    more = tuple(Variant(name, effect) for name, effect in zip(names, effects, strict=True))
    return replace(campaign, variants=(*campaign.variants, *more), assets={**campaign.assets, **assets})


@pytest.mark.parametrize(("weight", "count"), [(100_000, 0), (100_001, 1)])
def test_an_overlay_is_heavy_above_a_hundred_kilobytes(
    monkeypatch: pytest.MonkeyPatch, weight: int, count: int
) -> None:
    monkeypatch.setattr(
        import_module("hueandcry.campaigns.preflight"), "overlay_png", lambda _: bytes(weight)
    )
    assert len(sentences(framed_campaign(), "note")) == count


def test_an_effect_without_an_overlay_has_none_to_weigh() -> None:
    assert check_overlays({"red": None}) == []


def test_a_plain_square_is_a_note_with_the_variants_name() -> None:
    [note] = sentences(square_campaign(), "note")
    assert "'square' shows no photo" in note


def test_warnings_come_before_notes() -> None:
    campaign = replace(
        square_campaign(), address="", why=None, contact_name="", starts=TODAY + timedelta(days=1)
    )
    levels = [finding.level for finding in preflight(campaign, TODAY)]
    assert levels == ["warning", "warning", "note", "note", "note"] + 6 * ["figure"]


def test_every_finding_is_a_sentence() -> None:
    findings: list[Finding] = preflight(
        replace(
            with_noise(full_campaign(), "heavy"),
            address="",
            why=None,
            contact_name="",
            story={},
            hashtags={},
            ends=TODAY - timedelta(days=9),
        ),
        TODAY,
    )
    assert len([each for each in findings if each.level != "figure"]) >= 9
    assert [each for each in findings if not each.sentence.endswith(".")] == []


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (b"no picture", "frame.png cannot be read"),
        (save(Image.new("RGBA", (1080, 900)), "PNG"), "frame.png is 1080×900 pixels"),
        (save(Image.new("RGB", (1080, 1080)), "PNG"), "frame.png has no transparent part"),
    ],
    ids=["no picture", "no square", "opaque"],
)
def test_a_frame_that_cannot_be_used_is_refused_by_name(frame: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        preflight(framed_campaign(frame), TODAY)
