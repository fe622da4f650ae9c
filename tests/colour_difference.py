"""How far apart two colours look: ΔE2000.

Source: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula: implementation notes,
supplementary test data, and mathematical observations", Color Research & Application 30(1), 2005; the
numbers in brackets are its equations.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
FAR = 25.0**7


def delta_e_2000(one: Floats, other: Floats) -> Floats:
    """Return ΔE2000 of colours in CIE L*a*b*; shape (…, 3) each, the result (…)."""
    lightness, chroma, hue = polar(one, other)
    other_lightness, other_chroma, other_hue = polar(other, one)
    d_hue = hue_difference(hue, other_hue, chroma * other_chroma)
    d_lightness, d_chroma = other_lightness - lightness, other_chroma - chroma  # (8), (9)
    d_across = 2 * np.sqrt(chroma * other_chroma) * np.sin(np.radians(d_hue / 2))  # (11)
    mean_chroma = (chroma + other_chroma) / 2
    mean_hue = middle_hue(hue, other_hue, chroma * other_chroma)
    off_middle = ((lightness + other_lightness) / 2 - 50) ** 2
    for_lightness = 1 + 0.015 * off_middle / np.sqrt(20 + off_middle)  # (18)
    for_chroma = 1 + 0.045 * mean_chroma  # (19)
    for_hue = 1 + 0.015 * mean_chroma * hue_weight(mean_hue)  # (20)
    parts = (d_lightness / for_lightness, d_chroma / for_chroma, d_across / for_hue)
    turned = turn(mean_hue, mean_chroma) * parts[1] * parts[2]
    difference: Floats = np.sqrt(np.maximum(sum(part**2 for part in parts) + turned, 0))  # (22)
    return difference


def polar(lab: Floats, other: Floats) -> tuple[Floats, Floats, Floats]:
    """Return lightness, chroma and hue in degrees, a* stretched near grey: (2) to (7)."""
    mean = (np.hypot(lab[..., 1], lab[..., 2]) + np.hypot(other[..., 1], other[..., 2])) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + FAR)))
    red = lab[..., 1] * stretch
    return lab[..., 0], np.hypot(red, lab[..., 2]), np.degrees(np.arctan2(lab[..., 2], red)) % 360


def hue_difference(hue: Floats, other: Floats, chroma_product: Floats) -> Floats:
    """Return the way from one hue to the other the short way round; 0 where one is grey: (10)."""
    around: Floats = np.where(chroma_product == 0, 0, (other - hue + 180) % 360 - 180)
    return around


def middle_hue(hue: Floats, other: Floats, chroma_product: Floats) -> Floats:
    """Return the hue between two, the short way round: (14)."""
    total = hue + other
    far = np.abs(hue - other) > 180
    between = np.where(far, np.where(total < 360, total + 360, total - 360), total) / 2
    middle: Floats = np.where(chroma_product == 0, total, between)
    return middle


def hue_weight(hue: Floats) -> Floats:
    """Return how much a difference in hue counts at a hue: (15)."""
    at = np.radians(hue)
    weight: Floats = (
        1
        - 0.17 * np.cos(at - np.radians(30))
        + 0.24 * np.cos(2 * at)
        + 0.32 * np.cos(3 * at + np.radians(6))
        - 0.20 * np.cos(4 * at - np.radians(63))
    )
    return weight


def turn(hue: Floats, chroma: Floats) -> Floats:
    """Return the rotation that blue needs: (16), (17), (21)."""
    angle = 60 * np.exp(-(((hue - 275) / 25) ** 2))
    rotation: Floats = -np.sin(np.radians(angle)) * 2 * np.sqrt(chroma**7 / (chroma**7 + FAR))
    return rotation
