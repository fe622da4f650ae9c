"""How colours look: perceptual distance, contrast, and what colour-blind people see. Pure arithmetic."""

import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.float64]
"""Shape (…, 3), encoded sRGB, 0…1."""

TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
"""Linear sRGB → XYZ (D65). Source: IEC 61966-2-1."""

SIMULATIONS: dict[str, Rgb] = {
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""Matrices on linear sRGB at full severity. Source: G. Machado, M. Oliveira, L. Fernandes, "A
physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15(6), 2009."""


def linear(encoded: Rgb) -> Rgb:
    """Take sRGB's gamma away."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def encoded(light: Rgb) -> Rgb:
    """Put sRGB's gamma on."""
    clipped = np.clip(light, 0, 1)
    return np.where(clipped <= 0.0031308, clipped * 12.92, 1.055 * clipped ** (1 / 2.4) - 0.055)


def simulate(colours: Rgb, kind: str) -> Rgb:
    """Return the colours as somebody with a colour vision deficiency sees them.

    Args:
        colours: encoded sRGB.
        kind: a key of `SIMULATIONS`.
    """
    return encoded(linear(colours) @ SIMULATIONS[kind].T)


def lab(colours: Rgb) -> Rgb:
    """Return CIE L*a*b* (D65), shape (…, 3). Source: CIE 15:2004, section 8.2.1."""
    xyz = linear(colours) @ TO_XYZ.T / TO_XYZ.sum(axis=1)
    root = np.where(xyz > 216 / 24389, np.cbrt(xyz), (xyz * 24389 / 27 + 16) / 116)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def distance(one: Rgb, other: Rgb) -> Rgb:
    """Return ΔE*ab (CIE 1976), shape (…): about 2 is just seen, 10 is plain, 100 is black beside white."""
    lengths: Rgb = np.sqrt(np.square(lab(one) - lab(other)).sum(axis=-1))
    return lengths


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((float(linear(each) @ TO_XYZ[1]) for each in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
