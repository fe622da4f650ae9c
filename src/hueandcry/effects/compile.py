"""Effect → compiled effect: one colour transform, one overlay, one name that is their content's hash."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, singledispatch

import numpy as np
import numpy.typing as npt

from hueandcry.effects.artwork import draw_frame
from hueandcry.effects.badge import draw_badge
from hueandcry.effects.flags import draw_flag
from hueandcry.effects.layers import Badge, Effect, FlagLayer, Frame, Layer, Ribbon, Ring, Text
from hueandcry.effects.ribbon import draw_ribbon
from hueandcry.effects.ring import draw_ring
from hueandcry.effects.text.draw import draw_text
from hueandcry.effects.transform import ColourTransform, compose, to_integers
from hueandcry.errors import InputError, UsageError

MASTER_PX = 1080
FORMAT_VERSION = 1

Overlay = npt.NDArray[np.uint8]
"""Shape (size, size, 4): sRGB premultiplied by alpha, and alpha; 8 bit."""


@dataclass(frozen=True, eq=False)
class CompiledEffect:
    """All that is needed to apply an effect, in Python or in a browser, to the same integers.

    Args:
        colour: the colour transform.
        overlay: what is laid on top, or None.
        size_px: the side of the pictures that this compiled effect makes.
        needs_photo: False if the photo does not show at all.
    """

    colour: ColourTransform
    overlay: Overlay | None
    size_px: int
    needs_photo: bool

    @cached_property
    def overlay_layers(self) -> tuple[Overlay, Overlay] | None:
        """The overlay's colours, and what it lets through (255 - alpha) for each of them.

        Both of shape (size, size, 3) and contiguous: laying them on is three times as fast so.
        """
        if self.overlay is None:
            return None
        through = np.repeat(255 - self.overlay[..., 3:], 3, axis=-1)
        return np.ascontiguousarray(self.overlay[..., :3]), through

    @property
    def document(self) -> dict[str, object]:
        """The compiled effect as JSON values; the overlay's pixels are named by their SHA-256."""
        overlay = None
        if self.overlay is not None:
            overlay = {"sha256": hashlib.sha256(self.overlay.tobytes()).hexdigest()}
        return {
            "version": FORMAT_VERSION,
            "size_px": self.size_px,
            "needs_photo": self.needs_photo,
            "matrix": self.colour.matrix.tolist(),
            "tables": self.colour.tables.tolist(),
            "overlay": overlay,
        }

    @property
    def sha256(self) -> str:
        """The SHA-256 of the document's canonical JSON, in hexadecimal."""
        return hashlib.sha256(canonical_json(self.document)).hexdigest()


def canonical_json(document: object) -> bytes:
    """Return JSON with sorted keys and no spaces, as UTF-8: equal documents give equal bytes."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def compile_effect(effect: Effect, size_px: int = MASTER_PX) -> CompiledEffect:
    """Compile an effect for pictures of one size.

    Args:
        effect: a checked effect.
        size_px: the side of the square pictures, 16 to 4096.

    Raises:
        UsageError: if the size is out of range.
        InputError: if an artwork, a flag or a font cannot be used, or a text does not fit.
    """
    if not 16 <= size_px <= 4096:
        raise UsageError(f"A picture cannot be {size_px} pixels wide.", "Choose a size from 16 to 4096.")
    colours = [layer for layer in effect.layers if not layer.is_overlay]
    overlays = [layer for layer in effect.layers if layer.is_overlay]
    return CompiledEffect(
        colour=to_integers(compose(colours)),
        overlay=stack([draw(layer, size_px) for layer in overlays]) if overlays else None,
        size_px=size_px,
        needs_photo=effect.needs_photo,
    )


@singledispatch
def draw(layer: Layer, size_px: int) -> npt.NDArray[np.float64]:
    """Return an overlay layer as premultiplied RGBA; shape (size_px, size_px, 4), 0…1."""
    raise InputError(f"A {layer.kind} layer at {size_px} px is no overlay.", code="bad_effect")


@draw.register
def _(layer: FlagLayer, size_px: int) -> npt.NDArray[np.float64]:
    colours = draw_flag(layer.flag, size_px, layer.angle)
    alpha = np.ones((size_px, size_px, 1))
    return np.concatenate([colours, alpha], axis=-1) * layer.opacity


@draw.register
def _(layer: Frame, size_px: int) -> npt.NDArray[np.float64]:
    return draw_frame(layer.image, size_px) * layer.opacity


@draw.register
def _(layer: Ring, size_px: int) -> npt.NDArray[np.float64]:
    return draw_ring(layer.fill, layer.width, size_px) * layer.opacity


@draw.register
def _(layer: Ribbon, size_px: int) -> npt.NDArray[np.float64]:
    return draw_ribbon(layer.fill, layer.corner, layer.size, size_px) * layer.opacity


@draw.register
def _(layer: Badge, size_px: int) -> npt.NDArray[np.float64]:
    return draw_badge(layer.face, layer.corner, layer.size, size_px) * layer.opacity


@draw.register
def _(layer: Text, size_px: int) -> npt.NDArray[np.float64]:
    return draw_text(layer, size_px) * layer.opacity


def stack(drawn: list[npt.NDArray[np.float64]]) -> Overlay:
    """Lay the drawn layers over one another, the last on top, and round once to 8 bit."""
    whole = drawn[0]
    for above in drawn[1:]:
        whole = above + whole * (1 - above[..., 3:])
    return np.floor(np.clip(whole, 0, 1) * 255 + 0.5).astype(np.uint8)
