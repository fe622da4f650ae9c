"""The QR code: it leads to the official address, also when another reader than ours takes it."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from hueandcry.bundle.kit import qr_files
from hueandcry.bundle.kit.qr import modules_of
from hueandcry.effects.rasterise import rasterise
from tests.bundle.kit.stories import ADDRESS, sourced_campaign

cv2 = pytest.importorskip("cv2")

ADDRESSES = [
    ADDRESS,
    "https://حملة.example/c/أحمر/",
    "https://very-long.example/" + "path/" * 40,
]


def files(address: str) -> dict[str, bytes]:
    """Return the files by their ending."""
    found = qr_files(replace(sourced_campaign(), address=address))
    return {path.rsplit(".", 1)[-1]: content for path, content in found.items()}


def decoded(picture: np.ndarray) -> str:
    text, *_ = cv2.QRCodeDetector().detectAndDecode(picture)
    return str(text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_png_leads_to_the_address(address: str) -> None:
    with Image.open(io.BytesIO(files(address)["png"])) as image:
        assert min(image.size) >= 400
        assert decoded(np.asarray(image.convert("RGB"))) == address


def test_the_svg_leads_to_the_address() -> None:
    drawn = rasterise(files(ADDRESS)["svg"].decode(), 600)
    assert drawn[..., 3].min() == 1
    assert decoded((drawn[..., :3] * 255).astype(np.uint8)) == ADDRESS


def test_the_quiet_zone_is_four_modules_wide() -> None:
    side = len(modules_of(ADDRESS))
    with Image.open(io.BytesIO(files(ADDRESS)["png"])) as image:
        unit = image.width // (side + 8)
        grey = np.asarray(image.convert("L"))
    rows = np.flatnonzero((grey < 128).any(axis=1))
    assert (rows.min(), grey.shape[0] - 1 - rows.max()) == (4 * unit, 4 * unit)


def test_without_an_official_address_there_is_no_code() -> None:
    assert qr_files(replace(sourced_campaign(), address="")) == {}


def test_the_same_address_gives_the_same_files_at_paths_that_name_their_content() -> None:
    assert qr_files(sourced_campaign()) == qr_files(sourced_campaign())
    assert [path.split(".")[0] for path in qr_files(sourced_campaign())] == ["share/qr", "share/qr"]
