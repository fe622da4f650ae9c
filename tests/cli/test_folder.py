"""`hue paint` with folders: every good photo is made, every bad one is named, nothing is ever lost."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from hueandcry import paint
from hueandcry.cli.record import RECORD
from tests.cli.running import Hue, Outcome, files_in, is_one_sentence
from tests.making import face, save

SIZE = ("--size", "48")


@dataclass(frozen=True)
class Painted:
    """A folder of photos that was painted once.

    Args:
        album: the photos.
        out: the pictures.
        outcome: what the command said.
        report: what it reported.
    """

    album: Path
    out: Path
    outcome: Outcome
    report: list[dict[str, str]]


def pictures_in(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder except what the command keeps for itself."""
    return {name: content for name, content in files_in(folder).items() if not name.endswith(RECORD)}


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory, photo_bytes: bytes) -> Path:
    """Give a folder as people have them: two photos of one name, a broken one, litter, a folder within."""
    folder = tmp_path_factory.mktemp("album")
    for name in ("good.jpg", "same.jpg", "صورة.jpg", "no ending", "inner/good.jpg", "inner/more/deep.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(photo_bytes)
    (folder / "same.png").write_bytes(save(face(300, 400), "PNG"))
    (folder / "broken.jpg").write_bytes(b"no photo")
    (folder / ".hidden.jpg").write_bytes(photo_bytes)
    (folder / "Thumbs.db").write_bytes(b"litter")
    return folder


@pytest.fixture(scope="module")
def painted(hue: Hue, album: Path, tmp_path_factory: pytest.TempPathFactory) -> Painted:
    """Paint the folder and those within, with a report."""
    place = tmp_path_factory.mktemp("painted")
    options = ("--recursive", "--effect", "red-duotone", *SIZE, "--report", place / "report.json")
    outcome = hue("paint", album, *options, "-o", place / "out")
    report = json.loads((place / "report.json").read_bytes())
    return Painted(album, place / "out", outcome, report["pictures"])


def test_one_bad_photo_among_good_ones_ends_with_one_and_one_sentence(painted: Painted) -> None:
    assert painted.outcome.code == 1
    assert painted.outcome.said == "7 of 8 pictures made.\n"
    assert is_one_sentence(painted.outcome.err)
    assert "broken.jpg" in painted.outcome.err


def test_every_good_photo_is_made_under_its_name_and_in_its_folder(painted: Painted) -> None:
    sources = {
        "good.jpg": "good.jpg",
        "same.jpg.jpg": "same.jpg",
        "same.png.jpg": "same.png",
        "صورة.jpg": "صورة.jpg",
        "no ending.jpg": "no ending",
        "inner/good.jpg": "inner/good.jpg",
        "inner/more/deep.jpg": "inner/more/deep.jpg",
    }
    assert pictures_in(painted.out) == {
        made: paint(painted.album / source, "red-duotone", size_px=48).jpeg()
        for made, source in sources.items()
    }


def test_the_report_says_what_became_of_each_photo(painted: Painted) -> None:
    made = {each["photo"]: each["picture"] for each in painted.report if each["status"] == "done"}
    assert len(made) == 7
    assert made[str(painted.album / "inner" / "good.jpg")] == str(painted.out / "inner" / "good.jpg")
    [failed] = [each for each in painted.report if each["status"] != "done"]
    assert failed["status"] == "failed"
    assert failed["photo"] == str(painted.album / "broken.jpg")
    assert failed["code"] == "photo_unknown_format"
    assert failed["message"] in painted.outcome.err


def test_what_another_has_put_there_is_not_overwritten_and_that_is_said(
    hue: Hue, painted: Painted, tmp_path: Path
) -> None:
    for name, content in pictures_in(painted.out).items():
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_bytes(content)
    before = files_in(tmp_path / "out")
    outcome = hue("paint", painted.album, "--recursive", *SIZE, "-o", tmp_path / "out")
    assert (outcome.code, outcome.said) == (1, "0 of 8 pictures made.\n")
    assert outcome.err.count("--overwrite") == 7
    assert files_in(tmp_path / "out") == before


def test_overwriting_is_done_when_it_is_asked_for(hue: Hue, photo: Path, tmp_path: Path) -> None:
    second = shutil.copy(photo, tmp_path / "second.jpg")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "photo.jpg").write_bytes(b"old")
    (tmp_path / "out" / "other.jpg").write_bytes(b"other")
    assert hue("paint", photo.parent, second, *SIZE, "--overwrite", "-o", tmp_path / "out").code == 0
    assert pictures_in(tmp_path / "out") == {
        "photo.jpg": paint(photo, "red", size_px=48).jpeg(),
        "second.jpg": paint(photo, "red", size_px=48).jpeg(),
        "other.jpg": b"other",
    }


def test_folders_within_are_left_out_unless_asked_for(hue: Hue, album: Path, tmp_path: Path) -> None:
    outcome = hue("paint", album, *SIZE, "--format", "png", "-o", tmp_path / "out")
    assert outcome.said == "5 of 6 pictures made.\n"
    made = {"good.png", "same.jpg.png", "same.png.png", "صورة.png", "no ending.png"}
    assert set(pictures_in(tmp_path / "out")) == made


def test_pictures_inside_the_album_are_not_painted_again(hue: Hue, photo: Path) -> None:
    command = ("paint", photo.parent, "--recursive", *SIZE, "-o", photo.parent / "out", "--overwrite")
    assert [hue(*command).code for _ in range(2)] == [0, 0]
    assert set(pictures_in(photo.parent)) == {"photo.jpg", "out/photo.jpg"}


@pytest.mark.parametrize("inputs", [(".",), ("photo.jpg", "second.jpg")])
def test_no_photo_is_ever_replaced_by_its_picture(hue: Hue, photo: Path, inputs: tuple[str, ...]) -> None:
    shutil.copy(photo, photo.with_name("second.jpg"))
    before = files_in(photo.parent)
    outcome = hue("paint", *inputs, *SIZE, "-o", ".", "--overwrite", at=photo.parent)
    assert outcome.code in (1, 2)
    assert files_in(photo.parent) == before


def test_a_photo_is_not_replaced_by_the_picture_of_another(hue: Hue, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "inner" / "deep.jpg"
    for copy in (out, photo.parent / "inner" / "deep.jpg"):
        copy.parent.mkdir(parents=True)
        shutil.copy(photo, copy)
    hue("paint", photo.parent, out, "--recursive", *SIZE, "-o", tmp_path / "out", "--overwrite")
    assert out.read_bytes() == photo.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((".",), "-o"),
        ((".", "-o", "photo.jpg"), "photo.jpg is a file"),
    ],
)
def test_a_wrong_call_with_a_folder_is_one_sentence_and_writes_nothing(
    hue: Hue, photo: Path, arguments: tuple[str, ...], words: str
) -> None:
    shutil.copy(photo, photo.with_name("second.jpg"))
    before = files_in(photo.parent)
    outcome = hue("paint", *arguments, at=photo.parent)
    assert outcome.code == 2
    assert is_one_sentence(outcome.err)
    assert words in outcome.err
    assert files_in(photo.parent) == before


def test_a_crop_that_fits_some_photos_only_fails_for_the_others_alone(
    hue: Hue, photo: Path, tmp_path: Path
) -> None:
    (photo.parent / "a-small.png").write_bytes(save(face(200, 200), "PNG"))
    outcome = hue("paint", photo.parent, *SIZE, "--crop", "0,0,300", "-o", tmp_path / "out")
    assert outcome.code != 0
    assert "a-small.png" in outcome.err
    assert set(pictures_in(tmp_path / "out")) == {"photo.jpg"}
