"""`hue paint` with one photo: the library's picture to the byte, wherever it comes from and goes."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hueandcry import Crop, paint
from tests.cli.running import Hue, files_in, is_one_sentence
from tests.making import SECRET_WORDS, face, save
from tests.stories import full_campaign, put_down


def pixels(content: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(Image.open(io.BytesIO(content)))


def test_one_file_becomes_the_librarys_picture_without_any_metadata(
    hue: Hue, photo: Path, tmp_path: Path
) -> None:
    before = photo.read_bytes()
    outcome = hue("paint", photo, "--effect", "grey", "-o", tmp_path / "new" / "out.jpg")
    assert (outcome.code, outcome.out, outcome.err) == (0, b"", "")
    made = (tmp_path / "new" / "out.jpg").read_bytes()
    assert made == paint(before, "grey").jpeg()
    assert [word for word in SECRET_WORDS if word.encode() in before and word.encode() in made] == []
    assert photo.read_bytes() == before


def test_without_a_place_the_picture_lies_beside_its_photo(hue: Hue, photo: Path) -> None:
    before = photo.read_bytes()
    assert hue("paint", photo, "--size", "64").code == 0
    assert files_in(photo.parent) == {
        "photo.jpg": before,
        "photo-turned.jpg": paint(before, "red", size_px=64).jpeg(),
    }


def test_stdin_becomes_stdout_byte_for_byte(hue: Hue, photo_bytes: bytes, tmp_path: Path) -> None:
    outcome = hue("paint", "-", "--size", "96", "--quality", "70", given=photo_bytes, at=tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == paint(photo_bytes, "red", size_px=96).jpeg(70)
    assert list(tmp_path.iterdir()) == []


def test_stdin_that_is_no_photo_is_a_sentence_and_no_picture(hue: Hue) -> None:
    outcome = hue("paint", "-", given=b"no photo")
    assert (outcome.code, outcome.out) == (1, b"")
    assert is_one_sentence(outcome.err)


def test_a_crop_of_the_upright_photo_as_png(hue: Hue, photo: Path, tmp_path: Path) -> None:
    options = ("--crop", "20,150,200", "--format", "png", "--size", "128")
    assert hue("paint", photo, *options, "-o", tmp_path / "out.picture").code == 0
    made = (tmp_path / "out.picture").read_bytes()
    assert made.startswith(b"\x89PNG")
    expected = paint(photo, "red", size_px=128, crop=Crop(20, 150, 200)).pixels
    assert np.array_equal(pixels(made), expected)


def test_a_circle_is_opaque_within_and_transparent_without(hue: Hue, photo: Path, tmp_path: Path) -> None:
    command = ("paint", photo, "--format", "png", "--circle", "--size", "64", "-o", tmp_path / "out.png")
    assert hue(*command).code == 0
    made = pixels((tmp_path / "out.png").read_bytes())
    down, across = np.mgrid[:64, :64] - 31.5
    radius = np.hypot(down, across)
    assert made.shape == (64, 64, 4)
    assert set(made[..., 3][radius < 31]) == {255}
    assert set(made[..., 3][radius > 33]) == {0}
    assert len(set(made[..., 3].ravel())) > 8
    assert np.array_equal(made[..., :3], paint(photo, "red", size_px=64).pixels)


def test_a_transparent_photo_is_laid_on_the_colour_that_was_asked_for(
    hue: Hue, photo: Path, tmp_path: Path
) -> None:
    clear = photo.with_name("clear.png")
    clear.write_bytes(save(Image.new("RGBA", (80, 80), (0, 0, 0, 0)), "PNG"))
    options = ("--effect", "grey", "--background", "#808080", "--size", "32")
    assert hue("paint", clear, *options, "-o", tmp_path / "out.png").code == 0
    assert set(pixels((tmp_path / "out.png").read_bytes()).ravel()) == {128}


def test_the_centre_is_kept_when_it_is_asked_for(hue: Hue, tmp_path: Path) -> None:
    wide = Image.new("RGB", (300, 100), "white")
    wide.paste(face(100, 100), (0, 0))
    (tmp_path / "wide.png").write_bytes(save(wide, "PNG"))
    for crop in ("auto", "centre"):
        command = ("paint", "wide.png", "--size", "48", "--crop", crop, "-o", f"{crop}.png")
        assert hue(*command, at=tmp_path).code == 0
        made = pixels((tmp_path / f"{crop}.png").read_bytes())
        expected = paint(
            tmp_path / "wide.png", "red", size_px=48, crop="auto" if crop == "auto" else "centre"
        )
        assert np.array_equal(made, expected.pixels)
    assert (tmp_path / "auto.png").read_bytes() != (tmp_path / "centre.png").read_bytes()


def test_a_lone_photo_in_a_worker_is_the_same_picture(hue: Hue, photo: Path, tmp_path: Path) -> None:
    for name, options in (("here.jpg", ()), ("there.jpg", ("--jobs", "1"))):
        assert hue("paint", photo, "--size", "64", *options, "-o", tmp_path / name).code == 0
    assert (tmp_path / "here.jpg").read_bytes() == (tmp_path / "there.jpg").read_bytes()


def test_an_ending_that_cannot_be_written_is_never_given_to_a_jpeg(
    hue: Hue, photo: Path, tmp_path: Path
) -> None:
    outcome = hue("paint", photo, "--size", "64", "-o", tmp_path / "out.webp")
    assert outcome.code == 2
    assert not (tmp_path / "out.webp").exists()


def test_a_campaigns_variant_is_used(hue: Hue, photo: Path, tmp_path: Path) -> None:
    file = put_down(full_campaign(), tmp_path / "campaign")
    options = ("--campaign", file, "--variant", "square", "--size", "64")
    assert hue("paint", photo, *options, "-o", tmp_path / "out.jpg").code == 0
    square = full_campaign().variant("square").effect
    assert (tmp_path / "out.jpg").read_bytes() == paint(photo, square, size_px=64).jpeg()


def test_a_photo_that_is_not_there_is_named(hue: Hue, tmp_path: Path) -> None:
    outcome = hue("paint", "missing.jpg", at=tmp_path)
    assert outcome.code == 1
    assert is_one_sentence(outcome.err)
    assert "missing.jpg" in outcome.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--effect", "green"), "'green'"),
        (("--crop", "300,0,300"), "300,0,300"),
        (("--size", "15"), "15"),
        (("--size", "400", "--pack"), "400 pixels is too small"),
        (("--crop", "300,0,300", "--jobs", "1"), "300,0,300"),
        (("--circle",), "--circle"),
        (("--background", "crimson"), "crimson"),
        (("--report", "photos/photo.jpg"), "report"),
        (("--effect", "red", "--campaign", "campaign.toml"), "--campaign"),
        (("-o", "photos/photo.jpg"), "the photo itself"),
        (("-o", "photos/link.jpg"), "the photo itself"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_writes_nothing(
    hue: Hue, photo: Path, options: tuple[str, ...], words: str
) -> None:
    (photo.parent / "link.jpg").symlink_to(photo)
    before = files_in(photo.parent.parent)
    outcome = hue("paint", "photos/photo.jpg", *options, at=photo.parent.parent)
    assert (outcome.code, outcome.out) == (2, b"")
    assert is_one_sentence(outcome.err)
    assert words in outcome.err
    assert files_in(photo.parent.parent) == before


def test_an_option_that_is_not_known_is_named(hue: Hue, photo: Path) -> None:
    outcome = hue("paint", photo, "--brightness", "2")
    assert outcome.code == 2
    assert "--brightness" in outcome.err
    assert list(photo.parent.iterdir()) == [photo]
