"""`hue paint --pack`: a zip for each photo, from the command line."""

import io
import zipfile
from pathlib import Path

from hueandcry import paint
from hueandcry.pictures.pack import pack, pack_zip
from hueandcry.pictures.sizes import networks
from tests.cli.running import Hue, is_one_sentence


def test_a_photo_becomes_a_zip_of_its_name_beside_it(hue: Hue, photo: Path) -> None:
    assert hue("paint", photo, "--pack", "--quality", "80").code == 0
    content = (photo.parent / "photo.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != "README.txt"}
    assert files == pack(paint(photo, "red"), 80)
    assert len(files) == len(networks())


def test_a_folder_becomes_a_zip_for_each_photo_and_a_second_run_makes_none(
    hue: Hue, photo: Path, tmp_path: Path
) -> None:
    (photo.parent / "other.jpg").write_bytes(photo.read_bytes())
    command = ("paint", photo.parent, "--pack", "-o", tmp_path / "out")
    assert hue(*command).said == "2 of 2 pictures made.\n"
    expected = pack_zip(paint(photo, "red"))
    assert [(tmp_path / "out" / name).read_bytes() for name in ("photo.zip", "other.zip")] == [expected] * 2
    again = hue(*command)
    assert (again.code, again.said) == (0, "0 of 2 pictures made. 2 were there already.\n")


def test_a_zip_that_is_called_a_picture_is_refused(hue: Hue, photo: Path, tmp_path: Path) -> None:
    outcome = hue("paint", photo, "--pack", "-o", tmp_path / "out.jpg")
    assert outcome.code == 2
    assert is_one_sentence(outcome.err)
    assert ".zip" in outcome.err
    assert not (tmp_path / "out.jpg").exists()
