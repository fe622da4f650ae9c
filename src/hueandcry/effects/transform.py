"""Colour layers as affine maps of RGB, their composition, and the integers they are stored as."""

from dataclasses import dataclass
from functools import cached_property, singledispatch

import numpy as np
import numpy.typing as npt

from hueandcry.effects.colours import LUMINANCE, rgb
from hueandcry.effects.layers import Duotone, Greyscale, Layer, Solid, Tint
from hueandcry.errors import InputError

ONE = 1 << 16
"""The number 1 in the 16.16 fixed point in which matrices are stored."""

MID_GREY = 128
TINT_CONTRAST = 0.75

Affine = npt.NDArray[np.float64]
"""Shape (3, 4): a 3×3 matrix and, in the last column, the offset, on RGB 0…255."""

IDENTITY: Affine = np.hstack([np.eye(3), np.zeros((3, 1))])


@dataclass(frozen=True, eq=False)
class ColourTransform:
    """``tables[c][clamp((matrix · (r, g, b, 1) + half) >> 16)]``, all in integers.

    Args:
        matrix: shape (3, 4), int32 in 16.16.
        tables: shape (3, 256), uint8, one per output channel.
    """

    matrix: npt.NDArray[np.int32]
    tables: npt.NDArray[np.uint8]

    @cached_property
    def is_luminance_only(self) -> bool:
        """Whether the picture depends on nothing but each pixel's luminance."""
        return bool((self.matrix == luminance_matrix()).all())

    @cached_property
    def has_plain_tables(self) -> bool:
        """Whether the tables give every level back as it is."""
        return bool((self.tables == np.arange(256)).all())

    @cached_property
    def changes_nothing(self) -> bool:
        """Whether every colour stays as it is: the effect is an overlay alone."""
        return self.has_plain_tables and bool((self.matrix == identity_matrix()).all())


@singledispatch
def affine(layer: Layer) -> Affine:
    """Return what a colour layer does, as a map of RGB 0…255; shape (3, 4)."""
    raise InputError(f"A {layer.kind} layer is no colour layer.", code="bad_effect")


@affine.register
def _(layer: Solid) -> Affine:
    return np.hstack([np.zeros((3, 3)), rgb(layer.colour)[:, None]])


@affine.register
def _(layer: Tint) -> Affine:
    """Blend toward the colour, lightened and darkened with the photo.

    Mid grey becomes the colour itself and `TINT_CONTRAST` of the luminance contrast stays, so a light
    wall turns red and not pink while the face keeps its shape: docs/decisions/0003.
    """
    toward = np.tile(TINT_CONTRAST * LUMINANCE, (3, 1))
    offset = rgb(layer.colour) - TINT_CONTRAST * MID_GREY
    return blend(np.hstack([toward, offset[:, None]]), layer.strength)


@affine.register
def _(layer: Duotone) -> Affine:
    """Map luminance 0 to the dark colour and 255 to the light one, linear between (in encoded sRGB)."""
    dark, light = rgb(layer.dark), rgb(layer.light)
    toward = np.hstack([np.outer((light - dark) / 255, LUMINANCE), dark[:, None]])
    return blend(toward, layer.strength)


@affine.register
def _(layer: Greyscale) -> Affine:
    return blend(np.hstack([np.tile(LUMINANCE, (3, 1)), np.zeros((3, 1))]), layer.strength)


def blend(toward: Affine, strength: float) -> Affine:
    """Return the map that goes `strength` of the way from the photo to `toward`."""
    return (1 - strength) * IDENTITY + strength * toward


def compose(layers: list[Layer]) -> Affine:
    """Return the one map that equals the colour layers in order, without clamping between them."""
    whole = IDENTITY
    for layer in layers:
        step = affine(layer)
        whole = step @ np.vstack([whole, [0, 0, 0, 1]])
    return whole


def to_integers(whole: Affine) -> ColourTransform:
    """Store a map as integers: 16.16 matrix, identity tables; or luminance matrix and gradient tables.

    A map that depends on luminance alone (duotone, greyscale, solid) is stored as the luminance in
    all three rows with the gradient in the tables, so that whoever applies it may compute one row.
    """
    gains, rest = split_luminance(whole)
    if rest < 1e-9:
        levels = gains[:, None] * np.arange(256) + whole[:, 3:]
        return ColourTransform(luminance_matrix(), np.clip(np.floor(levels + 0.5), 0, 255).astype(np.uint8))
    matrix = np.floor(whole * ONE + 0.5).astype(np.int32)
    return ColourTransform(matrix, np.tile(np.arange(256, dtype=np.uint8), (3, 1)))


def split_luminance(whole: Affine) -> tuple[npt.NDArray[np.float64], float]:
    """Return each row's gain on luminance and the largest coefficient that is left beside it."""
    rows = whole[:, :3]
    gains = rows @ LUMINANCE / (LUMINANCE @ LUMINANCE)
    return gains, float(np.abs(rows - np.outer(gains, LUMINANCE)).max())


def identity_matrix() -> npt.NDArray[np.int32]:
    """Return the 16.16 matrix that changes nothing."""
    return (IDENTITY * ONE).astype(np.int32)


def luminance_matrix() -> npt.NDArray[np.int32]:
    """Return the 16.16 matrix whose rows are all the luminance; its weights sum to exactly 1."""
    row = np.floor(np.append(LUMINANCE, 0) * ONE + 0.5)
    return np.tile(row, (3, 1)).astype(np.int32)
