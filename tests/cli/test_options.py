"""`hue paint`'s options: what each word means, and the sentence for a word that means nothing."""

from pathlib import Path

import pytest

from hueandcry import Crop, InputError, UsageError, named_effect
from hueandcry.cli.options import chosen_effect, chosen_finish, parse_background, parse_crop
from hueandcry.pictures import CropChoice
from hueandcry.pictures.workers import Finish
from tests.stories import full_campaign, put_down


@pytest.mark.parametrize(
    ("text", "crop"),
    [
        ("auto", "auto"),
        ("centre", "centre"),
        ("center", "centre"),
        ("120,40,800", Crop(120, 40, 800)),
        (" 1, 2, 3", Crop(1, 2, 3)),
    ],
)
def test_a_crop_is_found_or_the_centre_or_a_square(text: str, crop: CropChoice) -> None:
    assert parse_crop(text) == crop


@pytest.mark.parametrize("text", ["", "left", "1,2", "1,2,3,4", "1.5,2,3", "nan,0,1", "1,2,"])
def test_any_other_crop_is_named_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"--crop .*120,40,800"):
        parse_crop(text)


@pytest.mark.parametrize(
    ("name", "out", "kind"),
    [
        ("", None, "jpeg"),
        ("", "out.jpg", "jpeg"),
        ("", "folder", "jpeg"),
        ("", "OUT.PNG", "png"),
        ("png", "folder", "png"),
        ("jpeg", "out.png", "jpeg"),
    ],
)
def test_the_format_is_what_was_said_or_what_the_place_ends_in(name: str, out: str | None, kind: str) -> None:
    place = Path(out) if out else None
    assert chosen_finish(name, place, 90, is_circle=False, is_pack=False).kind == kind


def test_a_format_that_cannot_be_written_is_named() -> None:
    with pytest.raises(UsageError, match="--format gif"):
        chosen_finish("gif", None, 90, is_circle=False, is_pack=False)


def test_a_circle_and_a_pack_are_what_they_say() -> None:
    circle = chosen_finish("png", None, 90, is_circle=True, is_pack=False)
    assert circle == Finish("png", 90, is_circle=True)
    assert chosen_finish("", None, 70, is_circle=False, is_pack=True) == Finish("pack", 70)


@pytest.mark.parametrize(
    ("name", "out", "is_circle", "is_pack", "words"),
    [
        ("", None, True, False, "--circle"),
        ("jpeg", "out.png", True, False, "--circle"),
        ("png", None, False, True, "--pack"),
        ("", "out.png", False, True, "--pack"),
        ("", None, True, True, "--pack"),
    ],
)
def test_what_does_not_go_together_is_a_wrong_call(
    name: str, out: str | None, *, is_circle: bool, is_pack: bool, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        chosen_finish(name, Path(out) if out else None, 90, is_circle=is_circle, is_pack=is_pack)


def test_a_background_is_a_colour() -> None:
    assert parse_background("#c8102e") == (200, 16, 46)
    with pytest.raises(UsageError, match="--background crimson"):
        parse_background("crimson")


def test_red_is_the_effect_if_none_is_said() -> None:
    assert chosen_effect("", None, "") == named_effect("red")


@pytest.mark.parametrize(("variant", "number"), [("", 0), ("everything", 0), ("square", 1)])
def test_a_campaigns_variant_is_the_named_one_or_the_first(tmp_path: Path, variant: str, number: int) -> None:
    file = put_down(full_campaign(), tmp_path / "campaign")
    assert chosen_effect("", file, variant) == full_campaign().variants[number].effect


def test_a_variant_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    file = put_down(full_campaign(), tmp_path / "campaign")
    with pytest.raises(InputError, match=r"'green'.*everything, square"):
        chosen_effect("", file, "green")


def test_a_variant_without_its_campaign_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="--variant needs --campaign"):
        chosen_effect("", None, "square")


@pytest.mark.parametrize("name", ["green", "flag:ZZ", "flag:", "Red"])
def test_an_effect_that_is_not_there_is_a_wrong_call(name: str) -> None:
    with pytest.raises(UsageError, match=f"'{name.removeprefix('flag:')}'"):
        chosen_effect(name, None, "")
