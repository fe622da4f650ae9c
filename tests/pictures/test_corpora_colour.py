"""Real files of every colour space and depth, each within ΔE2000 0.5 of LittleCMS in floating point."""

import io
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageOps

from hueandcry import paint
from tests import littlecms
from tests.colour_difference import delta_e_2000
from tests.pictures.test_pipeline import PLAIN

Floats = npt.NDArray[np.float64]
NEAR = 0.5
"""Mean ΔE2000: half of what anyone can see. Source: the project's own goal."""

D65 = (0.3127, 0.3290)
BT_709 = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
BT_2020 = (0.708, 0.292, 0.170, 0.797, 0.131, 0.046)
# Colours that a file names by number instead of by a profile. Source: ITU-T H.273, tables 2 and 3.
PRIMARIES, GAMMAS = {1: BT_709, 9: BT_2020}, {4: 2.2, 8: 1.0}
# Light as bright as the sun (H.273 transfer 16, PQ): how to show it in sRGB is a matter of taste, of which
# there is no standard. All that is asked of these is that dark stays dark and light light.
HIGH_RANGE = {"colors_hdr_p3.avif", "colors_wcg_hdr_rec2020.avif", "seine_hdr_rec2020.avif"}
SRGB_GAMMA = 45455
"""What a PNG's gAMA says when it means sRGB's own curve: 1/2.2. Source: PNG 3rd edition, 11.3.2.2."""

PAIRS = [  # L*a*b* twice, and their difference, out of Sharma's table 1
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((36.4612, 47.858, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_the_measure_is_the_published_one(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    assert delta_e_2000(np.array(one), np.array(other)) == pytest.approx(expected, abs=5e-5)


def test_the_witness_knows_the_colours_of_srgb() -> None:
    lab = littlecms.to_lab(np.array([[[1.0, 1, 1], [1, 0, 0], [0, 0, 0]]]))[0]
    assert lab == pytest.approx(np.array([[100, 0, 0], [54.29, 80.81, 69.89], [0, 0, 0]]), abs=0.02)


@dataclass(frozen=True)
class Stored:
    """What a file holds, decoded as deep as it goes.

    Args:
        colours: shape (height, width, 1, 3 or 4); 0…1, ink 0…100.
        alpha: shape (height, width, 1), 0…1.
        profile: of its colours, as LittleCMS holds it; 0 for sRGB or grey of sRGB's curve.
        kind: by what means it says what its colours are.
    """

    colours: Floats
    alpha: Floats
    profile: int
    kind: str


def read_stored(photo: bytes) -> Stored:
    """Decode a file without any of our code."""
    with open_image(photo) as image:
        icc_profile, mode = image.info.get("icc_profile", b""), image.mode
        rgba = read_deep(photo, image)
        ink = np.asarray(image) / 2.55 if mode == "CMYK" else None
    kind, profile = find_profile(photo, icc_profile)
    if ink is not None:
        return Stored(ink, rgba[..., 3:], profile, "ink")
    if profile and littlecms.space_of(profile) == littlecms.GREY:
        return Stored(rgba[..., :1], rgba[..., 3:], profile, kind)
    return Stored(rgba[..., :3], rgba[..., 3:], profile, kind)


def open_image(photo: bytes) -> Image.Image:
    """Open with Pillow and stand upright, HEIC with the part that Pillow lacks."""
    if photo[4:8] != b"ftyp" or photo[8:12] == b"avif":
        return ImageOps.exif_transpose(Image.open(io.BytesIO(photo)))
    heif = pytest.importorskip("pi_heif", reason="no HEIC here; install hueandcry[heif]")
    opened: Image.Image = heif.HeifImageFile(io.BytesIO(photo))
    return opened


def read_deep(photo: bytes, image: Image.Image) -> Floats:
    """Return red, green, blue and alpha, 0…1, with all the bits that the file has."""
    if photo.startswith(b"\x89PNG") and photo[24] == 16:
        return read_deep_png(photo)
    if image.mode.startswith("I"):  # HEIC of more than 8 bits
        grey = np.asarray(image)[..., None] / 65535
        return np.concatenate([grey, grey, grey, np.ones_like(grey)], axis=-1)
    return np.asarray(image.convert("RGBA")) / 255


def read_deep_png(photo: bytes) -> Floats:
    """Return a 16-bit PNG, which Pillow would cut down to 8; of an animation the still picture."""
    cv2 = pytest.importorskip("cv2", reason="no OpenCV here to read 16-bit PNG; install hueandcry[vision]")
    levels = cv2.imdecode(np.frombuffer(without_animation(photo), np.uint8), cv2.IMREAD_UNCHANGED)
    deep = np.atleast_3d(levels) / 65535
    colours = np.repeat(deep, 3, axis=2) if deep.shape[2] == 1 else deep[..., 2::-1]
    alpha = deep[..., 3:] if deep.shape[2] == 4 else np.ones((*deep.shape[:2], 1))
    if (at := photo.find(b"tRNS") + 4) > 4 and deep.shape[2] == 1:
        alpha = np.where(deep == int.from_bytes(photo[at : at + 2], "big") / 65535, 0.0, 1.0)
    return np.concatenate([colours, alpha], axis=-1)


def without_animation(photo: bytes) -> bytes:
    """Return a PNG without the chunk that announces frames."""
    at = photo.find(b"acTL") - 4
    return photo if at < 0 else photo[:at] + photo[at + 20 :]


def find_profile(photo: bytes, icc_profile: bytes) -> tuple[str, int]:
    """Return what counts and its profile: the embedded one, else colours by number, else a PNG's gamma."""
    if icc_profile:
        return "profile", littlecms.embedded(icc_profile)
    for name, form in ((b"colrnclx", ">HH"), (b"cICP", ">BB")):
        if numbers := read_after(photo, name, form):
            return by_number(*numbers)
    gamma = read_after(photo, b"gAMA", ">I")
    if not gamma or gamma[0] == SRGB_GAMMA or b"sRGB" in photo[:200]:
        return "plain", 0
    places = [number / 1e5 for number in read_after(photo, b"cHRM", ">8I")] or [*D65, *BT_709]
    white, primaries = (places[0], places[1]), tuple(places[2:])
    return "gamma", littlecms.of_primaries(white, primaries, 1e5 / gamma[0])


def read_after(photo: bytes, name: bytes, form: str) -> tuple[int, ...]:
    """Return the numbers that follow a name, none if the name is not there."""
    at = photo.find(name)
    return struct.unpack_from(form, photo, at + len(name)) if at >= 0 else ()


def by_number(primaries: int, transfer: int) -> tuple[str, int]:
    """Return the profile of colours named by number; sRGB for a curve that is nearly its own."""
    if transfer not in GAMMAS:
        return "plain", 0
    return "number", littlecms.of_primaries(D65, PRIMARIES[primaries], GAMMAS[transfer])


def expected_picture(stored: Stored, size_px: int) -> Floats:
    """Return the middle square in sRGB, 0…1, on white; shape (size, size, 3)."""
    srgb = (
        plain_srgb(stored.colours)
        if not stored.profile
        else littlecms.to_srgb(stored.colours, stored.profile)
    )
    flat = srgb * stored.alpha + (1 - stored.alpha)
    height, width = flat.shape[:2]
    side = min(height, width)
    left, top = (width - side) // 2, (height - side) // 2
    square = flat[top : top + side, left : left + side]
    return (
        square
        if side == size_px
        else np.stack([enlarge(plane, size_px) for plane in np.moveaxis(square, -1, 0)], -1)
    )


def plain_srgb(colours: Floats) -> Floats:
    """Return colours without a profile as sRGB; ink by the rule of thumb that viewers use."""
    if colours.shape[2] == 4:
        return (1 - colours[..., :3] / 100) * (1 - colours[..., 3:] / 100)
    return colours


def enlarge(plane: Floats, size_px: int) -> Floats:
    """Resize one plane as the engine does, but in floating point."""
    image = Image.fromarray(plane.astype(np.float32))
    return np.clip(np.asarray(image.resize((size_px, size_px), Image.Resampling.LANCZOS), np.float64), 0, 1)


@dataclass(frozen=True)
class Measured:
    """How near a painted file is to its reference.

    Args:
        kind: by what means the file says what its colours are.
        mean: ΔE2000.
        enlarged: whether it had to be, so that 8-bit resizing counts too.
    """

    kind: str
    mean: float
    enlarged: bool


@pytest.fixture(scope="module")
def measured(corpora: Path) -> dict[str, Measured]:
    """Measure every file of the corpus."""
    files = [path for path in (corpora / "colour").rglob("*") if path.is_file() and path.name != "NOTICE.md"]
    assert len(files) == 85
    return {path.name.removeprefix("tests__"): measure(path.read_bytes()) for path in sorted(files)}


def measure(photo: bytes) -> Measured:
    """Paint a file at its own size, or at 16 px if it is smaller, and compare."""
    stored = read_stored(photo)
    side = min(stored.colours.shape[:2])
    size_px = max(16, side)
    expected = littlecms.to_lab(expected_picture(stored, size_px))
    found = littlecms.to_lab(paint(photo, PLAIN, size_px=size_px, crop="centre").pixels / 255)
    return Measured(stored.kind, float(delta_e_2000(expected, found).mean()), enlarged=side < size_px)


def too_far(measured: dict[str, Measured], kind: str) -> dict[str, float]:
    """Return the files of a kind that are not near enough, and how far they are."""
    chosen = {name: each for name, each in measured.items() if each.kind == kind and not is_high_range(name)}
    assert chosen, f"no file of kind {kind}"
    return {name: round(e.mean, 2) for name, e in chosen.items() if e.mean > (1 if e.enlarged else NEAR)}


def is_high_range(name: str) -> bool:
    """Whether there is no right answer in sRGB."""
    return name.rsplit("__", maxsplit=1)[-1] in HIGH_RANGE


def test_embedded_profiles_are_honoured(measured: dict[str, Measured]) -> None:
    assert too_far(measured, "profile") == {}


def test_ink_becomes_light_by_its_profile_or_by_the_rule_of_thumb(measured: dict[str, Measured]) -> None:
    assert too_far(measured, "ink") == {}


def test_what_says_nothing_of_its_colours_is_srgb_to_the_last_bit(measured: dict[str, Measured]) -> None:
    assert too_far(measured, "plain") == {}


def test_a_png_that_gives_only_its_gamma_is_shown_by_it(measured: dict[str, Measured]) -> None:
    """As PNG 3rd edition, 4.3 and 13.13, and the browsers have it."""
    assert too_far(measured, "gamma") == {}


def test_a_file_that_names_its_colours_by_number_is_shown_in_them(measured: dict[str, Measured]) -> None:
    assert too_far(measured, "number") == {}


def test_in_high_range_photos_what_was_much_darker_never_becomes_brighter(corpora: Path) -> None:
    files = [path for path in (corpora / "colour").rglob("*.avif") if is_high_range(path.name)]
    assert len(files) == len(HIGH_RANGE)
    for path in files:
        found = paint(path.read_bytes(), PLAIN, size_px=192, crop="centre").pixels.mean(axis=-1)
        assert np.ptp(found) > 100, f"{path.name} has lost its darks or lights"
        with Image.open(path) as image:
            stored = np.asarray(ImageOps.fit(image.convert("RGB"), (192, 192))).mean(axis=-1)
        was, became = (each.reshape(12, 16, 12, 16).mean(axis=(1, 3)).ravel() for each in (stored, found))
        much_darker = was[:, None] < was - 40
        turned = (became[:, None] > became + 10) & much_darker
        assert turned.sum() <= 0.02 * much_darker.sum(), f"{path.name}: {turned.sum()} of {much_darker.sum()}"
