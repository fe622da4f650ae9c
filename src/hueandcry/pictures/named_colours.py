"""Colours that a file names by numbers and not by a profile: PNG's cICP, gAMA and cHRM, AVIF's nclx."""

import struct

import numpy as np

from hueandcry.pictures.shaper import Curve, Shaper, srgb_light

D65 = (0.3127, 0.3290)
BT_709 = (0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
PRIMARIES = {
    1: BT_709,
    9: (0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    12: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
}
"""Red, green and blue, x and y. Source: ITU-T H.273, table 2."""

LEVELS = np.arange(256) / 255
LINEAR, PQ, HLG = 8, 16, 18
GAMMAS = {4: 2.2, 5: 2.8, LINEAR: 1.0}
"""Source: ITU-T H.273, table 3; what is not here is close to sRGB's own curve."""

SRGB_GAMMA = 45455
"""What gAMA says when it means sRGB: 1/2.2. Source: PNG 3rd edition, 11.3.2.2."""

PAPER_WHITE = 203.0
"""What is shown as white, in cd/m². Source: ITU-R BT.2408-7, 2.2."""

XYZ_TO_SRGB = np.linalg.inv(
    np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
)
"""Source: IEC 61966-2-1 (D65)."""


def png_shaper(said: dict[bytes, bytes]) -> Shaper | None:
    """Return how a PNG without a profile becomes sRGB, None if it is.

    Args:
        said: its chunks by kind.

    Source: PNG 3rd edition, 4.3: cICP before sRGB before gAMA and cHRM.
    """
    if len(said.get(b"cICP", b"")) == 4:
        return number_shaper(said[b"cICP"][0], said[b"cICP"][1])
    if b"sRGB" in said or len(said.get(b"gAMA", b"")) != 4:
        return None
    (gamma,) = struct.unpack(">I", said[b"gAMA"])
    places = said.get(b"cHRM", b"")
    if gamma == 0 or (gamma == SRGB_GAMMA and not places):
        return None
    white, primaries = D65, BT_709
    if len(places) == 32:
        numbers = [number / 100_000 for number in struct.unpack(">8I", places)]
        white, primaries = (numbers[0], numbers[1]), tuple(numbers[2:])
    curve = srgb_light(LEVELS) if gamma == SRGB_GAMMA else LEVELS ** (100_000 / gamma)
    return make_shaper(curve, primaries, white)


def nclx_shaper(photo: bytes) -> Shaper | None:
    """Return how an AVIF or HEIC without a profile becomes sRGB, None if it is; its first colour box counts.

    Source: ISO/IEC 14496-12, 12.1.5.
    """
    at = photo.find(b"colrnclx", 0, 1 << 16) + 8
    if at < 8 or at + 4 > len(photo):
        return None
    primaries, transfer = struct.unpack_from(">HH", photo, at)
    return number_shaper(primaries, transfer)


def number_shaper(primaries: int, transfer: int) -> Shaper | None:
    """Return the way from colours named by H.273's numbers, None if they are sRGB or unknown."""
    if transfer in (PQ, HLG):
        curve = shown(pq_light(LEVELS) if transfer == PQ else hlg_light(LEVELS))
    elif transfer in GAMMAS:
        curve = LEVELS ** GAMMAS[transfer]
    elif primaries in PRIMARIES and primaries != 1:
        curve = srgb_light(LEVELS)
    else:
        return None
    return make_shaper(curve, PRIMARIES.get(primaries, BT_709), D65)


def make_shaper(curve: Curve, primaries: tuple[float, ...], white: tuple[float, float]) -> Shaper | None:
    """Return the shaper of one curve and primaries, None if these span no colours.

    Source: SMPTE RP 177 (primaries and white → XYZ).
    """
    try:
        corners = np.array([xyz(*primaries[at : at + 2]) for at in (0, 2, 4)]).T
        to_xyz = corners * np.linalg.solve(corners, xyz(*white))
    except (np.linalg.LinAlgError, ZeroDivisionError):
        return None
    matrix = XYZ_TO_SRGB @ to_xyz
    # The file's white is shown as white: a plain adaptation, enough for whites near daylight.
    return Shaper.of([curve] * 3, matrix / matrix.sum(axis=1, keepdims=True))


def xyz(x: float, y: float) -> Curve:
    """Return the colour of a chromaticity with Y = 1."""
    return np.array([x / y, 1.0, (1 - x - y) / y])


def pq_light(levels: Curve) -> Curve:
    """Return light in cd/m² of a PQ signal 0…1. Source: SMPTE ST 2084, 5.2."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    root = levels ** (1 / m2)
    return np.asarray(10_000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1))


def hlg_light(levels: Curve) -> Curve:
    """Return light in cd/m² of an HLG signal 0…1 on a screen of 1000. Source: ITU-R BT.2100-2, table 5."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(levels <= 0.5, levels**2 / 3, (np.exp((levels - c) / a) + b) / 12)
    return np.asarray(1000 * scene**1.2)


def shown(light: Curve) -> Curve:
    """Return light that is brighter than paper as what a plain screen can show, the brightest as white.

    Source: E. Reinhard et al., "Photographic tone reproduction for digital images", SIGGRAPH 2002, eq. 4.
    """
    scaled = light / PAPER_WHITE
    return np.asarray(scaled * (1 + scaled / scaled.max() ** 2) / (1 + scaled))
