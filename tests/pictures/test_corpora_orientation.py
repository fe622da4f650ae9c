"""Real files of every orientation, each against an upright picture that our code had no part in."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageCms

from hueandcry import Crop, paint
from tests.pictures.test_pipeline import PLAIN

Levels = npt.NDArray[np.int_]
SIZE_PX = 64
SAME = 8.0
"""Levels of mean difference that compression, a palette or a drawn figure explain; 45 and more is another
orientation wherever the content has a top and a left."""

# How stored pixels are turned upright. Source: CIPA DC-008 (Exif 2.32), tag 274, "0th row, 0th column".
UPRIGHT: dict[int, Callable[[Levels], Levels]] = {
    1: lambda stored: stored,
    2: np.fliplr,  # row 0 is the top, column 0 the right
    3: lambda stored: np.rot90(stored, 2),  # the bottom, the right
    4: np.flipud,  # the bottom, the left
    5: lambda stored: stored.swapaxes(0, 1),  # the left, the top
    6: lambda stored: np.rot90(stored, -1),  # the right, the top
    7: lambda stored: np.rot90(stored, 2).swapaxes(0, 1),  # the right, the bottom
    8: np.rot90,  # the left, the bottom
}


@dataclass(frozen=True)
class Expected:
    """Where the upright picture is, and how to turn what is stored there.

    Args:
        file: the reference, below the corpora.
        turn: key of `UPRIGHT`.
        has_a_top: whether any other orientation would look plainly different.
    """

    file: str
    turn: int
    has_a_top: bool = True


AVIF = "orientation/python-pillow+Pillow/Tests__images__avif__"
PILLOW = "orientation/python-pillow+Pillow/Tests__images__"
LIBAVIF = "orientation/AOMediaCodec+libavif/tests__data__"
IMGPROXY = "orientation/imgproxy+imgproxy/testdata__orientation-"
RECURSER = "orientation/recurser+exif-orientation-examples/"
HOPPER = "formats/python-pillow+Pillow/Tests__images__hopper.gif"

EXPECTED: dict[str, Expected] = {
    # The same scene, photographed eight ways; the first is upright as stored.
    **{f"{RECURSER}Landscape_{way}.jpg": Expected(f"{RECURSER}Landscape_1.jpg", 1) for way in range(1, 9)},
    **{f"{RECURSER}Portrait_{way}.jpg": Expected(f"{RECURSER}Portrait_1.jpg", 1) for way in range(1, 9)},
    # Stored turned, so that the tag brings all of them back to the portrait.
    **{f"{PILLOW}hopper_orientation_{way}.jpg": Expected(HOPPER, 1) for way in range(2, 9)},
    **{f"{PILLOW}hopper_orientation_{way}.webp": Expected(HOPPER, 1) for way in range(2, 9)},
    # All stored alike, so that the tag turns each away from the one without a tag; number 1 says 3 inside.
    **{
        f"{IMGPROXY}{name}.png": Expected(f"{IMGPROXY}0.png", tag, has_a_top=False)
        for name, tag in ((0, 1), (1, 3), (2, 2), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8))
    },
    # One scene under every irot (quarter turns anticlockwise) and imir (0 upside down, 1 left to right).
    **{
        f"{AVIF}rot{rotation}mir{mirror}.avif": Expected(f"{AVIF}rot0mir0.avif", 4)
        for rotation in range(4)
        for mirror in range(2)
    },
    # One irot of a quarter turn anticlockwise, whether or not the alpha picture repeats it.
    f"{LIBAVIF}abc_color_irot_alpha_irot.avif": Expected(
        f"{LIBAVIF}abc_color_irot_alpha_irot.avif", 8, False
    ),
    f"{LIBAVIF}abc_color_irot_alpha_NOirot.avif": Expected(
        f"{LIBAVIF}abc_color_irot_alpha_irot.avif", 8, False
    ),
    # The tag was set on a photo that stands upright without it.
    f"{LIBAVIF}paris_exif_orientation_5.jpg": Expected(
        "exif-gps/AOMediaCodec+libavif/tests__data__paris_exif_xmp_icc.jpg", 5
    ),
    # ImageMagick's raw profile in a PNG text; the star is nearly the same upside down.
    f"{PILLOW}exif_imagemagick_orientation.png": Expected(
        f"{PILLOW}exif_imagemagick_orientation.png", 3, has_a_top=False
    ),
    # tiff:Orientation 3 in XMP, as an attribute and as exiftool writes it.
    f"{PILLOW}xmp_tags_orientation.png": Expected(f"{PILLOW}xmp_tags_orientation.png", 3, has_a_top=False),
    f"{AVIF}xmp_tags_orientation.avif": Expected(f"{PILLOW}xmp_tags_orientation.png", 3, has_a_top=False),
    f"{PILLOW}xmp_tags_orientation_exiftool.png": Expected(
        f"{PILLOW}xmp_tags_orientation_exiftool.png", 3, has_a_top=False
    ),
    # Two red pixels side by side that are really one above the other.
    f"{PILLOW}orientation_rectangle.jpg": Expected(f"{PILLOW}orientation_rectangle.jpg", 8, has_a_top=False),
}


def stored_pixels(file: Path) -> Levels:
    """Return the file's pixels as Pillow finds them stored, in sRGB on white; shape (height, width, 3)."""
    with Image.open(file) as image:
        rgba, profile = image.convert("RGBA"), image.info.get("icc_profile")
    flat = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    if profile:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ImageCms.profileToProfile(flat, own, ImageCms.createProfile("sRGB"), inPlace=True)
    return np.asarray(flat).astype(np.int_)


def middle_square(pixels: Levels) -> Levels:
    """Return the largest square in the middle, at `SIZE_PX`."""
    height, width = pixels.shape[:2]
    side = min(height, width)
    left, top = (width - side) // 2, (height - side) // 2
    image = Image.fromarray(pixels.astype(np.uint8)).crop((left, top, left + side, top + side))
    return np.asarray(image.resize((SIZE_PX, SIZE_PX), Image.Resampling.LANCZOS)).astype(np.int_)


def difference(one: Levels, other: Levels) -> float:
    """Return the mean absolute difference in levels."""
    return float(np.abs(one - other).mean())


def test_every_file_of_the_corpus_has_its_expectation(corpora: Path) -> None:
    files = {path.relative_to(corpora).as_posix() for path in (corpora / "orientation").rglob("*.*")}
    assert files - {"orientation/NOTICE.md"} == set(EXPECTED)
    assert len(EXPECTED) == 54


@pytest.mark.parametrize("name", EXPECTED)
def test_the_picture_stands_upright(corpora: Path, name: str) -> None:
    expected = EXPECTED[name]
    stored = middle_square(stored_pixels(corpora / expected.file))
    picture = paint((corpora / name).read_bytes(), PLAIN, size_px=SIZE_PX, crop="centre").pixels.astype(
        np.int_
    )
    found = {way: difference(picture, turn(stored)) for way, turn in UPRIGHT.items()}
    right = found.pop(expected.turn)
    assert right < SAME, f"{name} is {right:.1f} levels from its upright picture; turned otherwise: {found}"
    if expected.has_a_top:
        assert min(found.values()) > 4 * right, f"{name}: {right:.1f} levels, turned otherwise {found}"
    assert right <= min(found.values()) + 0.5


def test_two_pixels_side_by_side_that_are_really_one_above_the_other(corpora: Path) -> None:
    photo = (corpora / f"{PILLOW}orientation_rectangle.jpg").read_bytes()
    lower = paint(photo, PLAIN, size_px=16, crop=Crop(0, 1, 1)).pixels
    assert np.abs(lower.astype(int) - [254, 0, 0]).max() <= 2


def test_the_tall_picture_of_a_wide_file_is_cropped_along_its_height(corpora: Path) -> None:
    photo = (corpora / f"{IMGPROXY}6.png").read_bytes()
    top = paint(photo, PLAIN, size_px=SIZE_PX, crop=Crop(0, 0, 100)).pixels.astype(np.int_)
    turned = np.rot90(stored_pixels(corpora / f"{IMGPROXY}0.png"), -1)
    assert difference(top, middle_square(turned[:100])) < 1
    assert difference(top, middle_square(turned[100:])) > 5
