"""Packs: every network's size, within its cap, under a stable name, the same bytes every time."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from hueandcry import InputError, Picture, UsageError, paint
from hueandcry.pictures.pack import LOWEST_QUALITY, fit, pack, pack_zip
from hueandcry.pictures.sizes import Network, networks
from tests.making import face, jpeg

DAY = dt.date(2026, 1, 1)


@pytest.fixture(scope="module")
def picture() -> Picture:
    """Give a turned face at the master's size."""
    return paint(jpeg(face(1200, 1200)), "red")


@pytest.fixture(scope="module")
def noise() -> Picture:
    """Give the picture that compresses worst of all."""
    return Picture(np.random.default_rng(3).integers(0, 256, (1080, 1080, 3), np.uint8))


def test_every_network_has_its_size_and_stays_under_its_cap(noise: Picture) -> None:
    files = pack(noise, 100)
    assert len(files) == len(networks())
    for network in networks():
        content = files[f"{network.name}-{network.size_px}.jpg"]
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.size) == ("JPEG", (network.size_px, network.size_px))
        assert len(content) <= (network.max_bytes or 10**9)
    assert len(files["gitlab-400.jpg"]) < len(files["matrix-400.jpg"]), "no cap was ever in the way"


def test_the_table_knows_what_it_says_of_itself() -> None:
    known = {network.name: network for network in networks()}
    assert (known["bluesky"].size_px, known["bluesky"].max_bytes) == (1000, 1_000_000)
    assert known["facebook"].file_name == "facebook-720.jpg"
    assert {name for name, each in known.items() if each.is_second_hand} == {
        "instagram",
        "telegram",
        "youtube",
    }
    assert all(each.noted.year >= 2026 and 16 <= each.size_px <= 1080 for each in networks())


def test_the_quality_is_the_highest_that_fits(noise: Picture) -> None:
    small = noise.resized(200)
    cap = len(small.jpeg(77))
    network = Network("test", "Test", 200, DAY, max_bytes=cap)
    assert fit(small, 95, network) == small.jpeg(77)
    assert fit(small, 60, network) == small.jpeg(60)
    assert fit(small, 95, replace(network, max_bytes=None)) == small.jpeg(95)


def test_a_cap_that_cannot_be_met_is_an_error_that_names_the_network(noise: Picture) -> None:
    small = noise.resized(200)
    network = Network("tight", "Tight", 200, DAY, max_bytes=len(small.jpeg(LOWEST_QUALITY)) - 1)
    with pytest.raises(InputError, match="Tight's") as told:
        pack(noise, 90, [network])
    assert told.value.code == "pack_over_cap"


def test_a_picture_is_never_enlarged(picture: Picture) -> None:
    with pytest.raises(UsageError, match="1000 pixels is too small"):
        pack(picture.resized(1000))


def test_the_zip_is_the_pack_and_the_same_every_time(picture: Picture) -> None:
    content = pack_zip(picture, 80)
    assert content == pack_zip(picture, 80)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    readme = files.pop("README.txt").decode()
    assert files == pack(picture, 80)
    assert all(name in readme for name in files)
    assert readme.count("second-hand") == 3


def test_nothing_of_the_photo_but_pixels_is_in_a_pack(picture: Picture) -> None:
    for content in pack(picture).values():
        image = Image.open(io.BytesIO(content))
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_small_picture_of_a_pack_is_the_large_one_made_smaller(picture: Picture) -> None:
    made = np.asarray(Image.open(io.BytesIO(pack(picture)["mastodon-400.jpg"]))).astype(float)
    large = Image.fromarray(picture.pixels).resize((400, 400), Image.Resampling.LANCZOS)
    assert np.abs(made - np.asarray(large)).mean() < 2
