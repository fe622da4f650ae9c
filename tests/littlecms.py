"""LittleCMS at full precision: a witness for colours, called directly as Pillow's way to it has 8 bits."""

import ctypes
import ctypes.util
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import PIL
import pytest

Floats = npt.NDArray[np.float64]

RELATIVE_COLORIMETRIC = 1
NO_SHORT_CUTS = 0x0100 | 0x0040  # cmsFLAGS_NOOPTIMIZE, cmsFLAGS_NOCACHE
# Source: lcms2.h, the TYPE_…_DBL formats: a float mark, the colour space, the number of channels.
GREY, RGB, CMYK, LAB = (
    (1 << 22) | (space << 16) | (count << 3) for space, count in ((3, 1), (4, 3), (6, 4), (10, 3))
)
SPACES = {b"GRAY": GREY, b"RGB ": RGB, b"CMYK": CMYK}


class Chromaticity(ctypes.Structure):
    """x, y and luminance of a white point or primary: cmsCIExyY."""

    _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double), ("Y", ctypes.c_double))


@cache
def library() -> ctypes.CDLL:
    """Return LittleCMS as Pillow's wheel brings it, or the system's."""
    beside = Path(PIL.__file__).parent
    places = [*beside.parent.glob("pillow.libs/liblcms2*"), *beside.glob(".dylibs/liblcms2*")]
    found = str(places[0]) if places else ctypes.util.find_library("lcms2")
    if found is None:
        pytest.skip("no LittleCMS here; install liblcms2-2")
    lcms = ctypes.CDLL(found)
    makers = (
        "OpenProfileFromMem",
        "Create_sRGBProfile",
        "CreateLab4Profile",
        "CreateTransform",
        "BuildGamma",
    )
    for name in (*makers, "CreateRGBProfile", "CreateGrayProfile"):
        getattr(lcms, f"cms{name}").restype = ctypes.c_void_p
    return lcms


def embedded(icc_profile: bytes) -> int:
    """Return an embedded profile, 0 if LittleCMS cannot read it."""
    return library().cmsOpenProfileFromMem(icc_profile, len(icc_profile)) or 0


def of_primaries(white: tuple[float, float], primaries: tuple[float, ...], gamma: float) -> int:
    """Return the profile of a screen.

    Args:
        white: its white point, x and y.
        primaries: x and y of red, green and blue.
        gamma: what its levels are raised to.
    """
    curve = library().cmsBuildGamma(None, ctypes.c_double(gamma))
    three = (Chromaticity * 3)(
        *(Chromaticity(x, y, 1) for x, y in zip(primaries[::2], primaries[1::2], strict=True))
    )
    curves = (ctypes.c_void_p * 3)(curve, curve, curve)
    made: int = library().cmsCreateRGBProfile(ctypes.byref(Chromaticity(*white, 1)), three, curves)
    return made


def space_of(profile: int) -> int:
    """Return the format of a profile's colours: `GREY`, `RGB`, `CMYK`; 0 for any other."""
    signature = library().cmsGetColorSpace(ctypes.c_void_p(profile)) & 0xFFFFFFFF
    return SPACES.get(signature.to_bytes(4, "big"), 0)


def convert(colours: Floats, profile: int, kind: int, target: int, target_kind: int) -> Floats:
    """Return colours of one profile in another, in double precision throughout.

    Args:
        colours: shape (height, width, channels); 0…1, ink 0…100.
        profile: theirs.
        kind: their format.
        target: the other profile.
        target_kind: its format, of three channels.
    """
    handles = (ctypes.c_void_p(profile), kind, ctypes.c_void_p(target), target_kind)
    transform = library().cmsCreateTransform(*handles, RELATIVE_COLORIMETRIC, NO_SHORT_CUTS)
    assert transform, "LittleCMS makes no transform of these profiles"
    flat = np.ascontiguousarray(colours, np.float64)
    out = np.empty((*flat.shape[:2], 3), np.float64)
    count = flat.shape[0] * flat.shape[1]
    library().cmsDoTransform(
        ctypes.c_void_p(transform),
        flat.ctypes.data_as(ctypes.c_void_p),
        out.ctypes.data_as(ctypes.c_void_p),
        count,
    )
    library().cmsDeleteTransform(ctypes.c_void_p(transform))
    return out


def to_srgb(colours: Floats, profile: int) -> Floats:
    """Return colours of a profile in sRGB, 0…1, what lies outside it clipped."""
    srgb = library().cmsCreate_sRGBProfile()
    return np.clip(convert(colours, profile, space_of(profile), srgb, RGB), 0, 1)


def to_lab(srgb: Floats) -> Floats:
    """Return sRGB colours, 0…1, in CIE L*a*b* (D50)."""
    lab = library().cmsCreateLab4Profile(None)
    return convert(srgb, library().cmsCreate_sRGBProfile(), RGB, lab, LAB)
