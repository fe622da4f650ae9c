"""Preflight's figures: what a variant does to a face and its text, small, in the circle, to every eye."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from hueandcry.campaigns.colour_vision import SIMULATIONS, Rgb, contrast, distance, lab, simulate
from hueandcry.campaigns.finding import Finding
from hueandcry.campaigns.model import Variant
from hueandcry.effects import Effect, compile_effect
from hueandcry.effects.colours import rgb
from hueandcry.effects.layers import Text
from hueandcry.pictures import Picture
from hueandcry.pictures.portrait import FACE, draw_portrait

LOOK_PX = 240
SMALL_PX = 32
"""The smallest that networks show a picture, beside a comment."""

PLAIN_TO_SEE = 10.0
FACE_CONTRAST = 0.35
FACE_COVERED = 0.6
TEXT_CONTRAST = 3.0
"""WCAG 2.2, success criterion 1.4.3, for large text."""

READABLE_PX = 7.0
"""The height from which capital letters are read: about what a 10 px font has."""

READABLE_AT_PX = 128
"""Where letters should be readable: a profile picture as profile pages show it on a phone."""

Mask = npt.NDArray[np.float64]


def check_looks(variant: Variant) -> Iterator[Finding]:
    """Yield a variant's figures, each with a sentence; a warning where supporters will be disappointed."""
    yield check_seen(variant)
    yield check_seen_by_all(variant)
    if variant.effect.needs_photo:
        yield check_face_readable(variant)
        yield check_face_covered(variant)
    for layer in variant.effect.layers:
        if isinstance(layer, Text):
            yield check_letters(variant, layer)
            yield check_in_circle(variant, layer)
            yield check_text_contrast(variant, layer)


def check_seen(variant: Variant) -> Finding:
    """Is the effect seen at all when the picture is small?"""
    change = float(distance(small(variant.effect), small(None)).mean())
    return figure(
        variant,
        "seen_at_32_px",
        change,
        is_good=change >= PLAIN_TO_SEE,
        good=f"at 32 px the effect is plain to see (ΔE {change:.0f}).",
        bad=f"at 32 px the effect is hardly seen (ΔE {change:.0f}, 10 is plain); make it stronger.",
    )


def check_seen_by_all(variant: Variant) -> Finding:
    """Is it seen by people who do not see all colours?"""
    seen = {
        kind: float(distance(simulate(small(variant.effect), kind), simulate(small(None), kind)).mean())
        for kind in SIMULATIONS
    }
    worst = min(seen, key=lambda kind: seen[kind])
    return figure(
        variant,
        "seen_by_colour_blind",
        seen[worst],
        is_good=seen[worst] >= PLAIN_TO_SEE / 2,
        good=f"colour-blind people see it too (ΔE {seen[worst]:.0f} with {worst}, the worst case).",
        bad=f"people with {worst} hardly see it (ΔE {seen[worst]:.0f}, 5 is enough); change its lightness.",
    )


def check_face_readable(variant: Variant) -> Finding:
    """How much of the face's light and shade is left at 32 px?

    The slope of the painted lightness over the plain one: a flag's own stripes are no contrast of the face.
    """
    face = face_mask(SMALL_PX) > 0.5
    plain, painted = (lab(small(each))[..., 0][face] for each in (None, variant.effect))
    kept = abs(float(np.cov(plain, painted)[0, 1] / plain.var(ddof=1)))
    return figure(
        variant,
        "face_contrast_kept",
        kept,
        is_good=kept >= FACE_CONTRAST,
        good=f"at 32 px a face keeps {kept:.0%} of its contrast.",
        bad=f"at 32 px a face keeps only {kept:.0%} of its contrast; friends may not know it.",
    )


def check_face_covered(variant: Variant) -> Finding:
    """How much of the face lies under the overlay?"""
    overlay = compile_effect(variant.effect, LOOK_PX).overlay
    face = face_mask(LOOK_PX)
    covered = 0.0 if overlay is None else float((overlay[..., 3] / 255 * face).sum() / face.sum())
    return figure(
        variant,
        "face_covered",
        covered,
        is_good=covered <= FACE_COVERED,
        good=f"{covered:.0%} of the face is covered.",
        bad=f"{covered:.0%} of the face is covered; lower the opacity or leave the middle free.",
    )


def check_letters(variant: Variant, layer: Text) -> Finding:
    """From which size of the picture can the text be read?"""
    from_px = READABLE_PX / layer.size
    at_small = layer.size * SMALL_PX
    upward = f"{quoted(layer)} can be read from {from_px:.0f} px upward"
    readable = f"{upward}; at 32 px its letters are {at_small:.1f} px high"
    return figure(
        variant,
        "text_readable_from_px",
        from_px,
        is_good=from_px <= READABLE_AT_PX,
        good=f"{readable}.",
        bad=f"{readable}. Make it larger or shorter.",
    )


def check_in_circle(variant: Variant, layer: Text) -> Finding:
    """Does the circle that networks crop to cut the text?"""
    alpha = overlay_of(Effect((layer,)))[..., 3]
    outside = float((alpha * (1 - circle_mask(LOOK_PX))).sum() / alpha.sum())
    return figure(
        variant,
        "text_outside_circle",
        outside,
        is_good=outside < 0.01,
        good=f"{quoted(layer)} lies within the circle ({outside:.0%} outside).",
        bad=f"{outside:.0%} of {quoted(layer)} is cut off by the circle; make it smaller or use an arc.",
    )


def check_text_contrast(variant: Variant, layer: Text) -> Finding:
    """Does the text stand out from what is behind it, to every eye?"""
    letters, behind = rgb(layer.colour) / 255, colour_behind(variant.effect, layer)
    ratios = {"full colour vision": contrast(letters, behind)} | {
        kind: contrast(simulate(letters, kind), simulate(behind, kind)) for kind in SIMULATIONS
    }
    worst = min(ratios, key=lambda kind: ratios[kind])
    return figure(
        variant,
        "text_contrast",
        ratios[worst],
        is_good=ratios[worst] >= TEXT_CONTRAST,
        good=f"{quoted(layer)} stands out ({ratios[worst]:.1f}:1 with {worst}, the worst case).",
        bad=f"{quoted(layer)} hardly stands out ({ratios[worst]:.1f}:1 with {worst}, 3:1 is needed); "
        "give it a background or another colour.",
    )


def figure(variant: Variant, measure: str, value: float, *, is_good: bool, good: str, bad: str) -> Finding:
    """Return a measured finding: a plain figure if it is good, else a warning."""
    sentence = f"Variant {variant.name!r}: {good if is_good else bad}"
    return Finding("figure" if is_good else "warning", sentence, measure, round(value, 3))


def quoted(layer: Text) -> str:
    """Return the text in quotation marks."""
    return f"“{layer.text}”"


def small(effect: Effect | None) -> Rgb:
    """Return the drawn face with an effect as it looks at 32 px; encoded sRGB, 0…1."""
    compiled = None if effect is None else compile_effect(effect, LOOK_PX)
    return Picture(draw_portrait(LOOK_PX), compiled).resized(SMALL_PX).pixels / 255


def overlay_of(effect: Effect) -> Rgb:
    """Return the compiled overlay, 0…1."""
    overlay = compile_effect(effect, LOOK_PX).overlay
    return np.zeros((LOOK_PX, LOOK_PX, 4)) if overlay is None else overlay / 255


def colour_behind(effect: Effect, layer: Text) -> Rgb:
    """Return the mean colour that stands behind a text on the drawn face, or its own background."""
    if layer.background is not None:
        return rgb(layer.background) / 255
    below = Effect(effect.layers[: effect.layers.index(layer)])
    ground = draw_portrait(LOOK_PX)
    shown = Picture(ground, compile_effect(below, LOOK_PX) if below.layers else None).pixels / 255
    alpha = overlay_of(Effect((layer,)))[..., 3:]
    mean: Rgb = (shown * alpha).sum(axis=(0, 1)) / alpha.sum()
    return mean


def circle_mask(size_px: int) -> Mask:
    """Return 1 inside the circle that fits the square, 0 outside."""
    return ellipse_mask((0, 0, 100, 100), size_px)


def face_mask(size_px: int) -> Mask:
    """Return 1 where the drawn portrait has its face, else 0."""
    return ellipse_mask(FACE, size_px)


def ellipse_mask(box: tuple[float, float, float, float], size_px: int) -> Mask:
    """Return 1 inside an ellipse given by its box in hundredths of the side, else 0."""
    left, top, right, bottom = box
    at = (np.arange(size_px) + 0.5) * 100 / size_px
    across = (at[None, :] - (left + right) / 2) / ((right - left) / 2)
    down = (at[:, None] - (top + bottom) / 2) / ((bottom - top) / 2)
    return (across**2 + down**2 <= 1).astype(np.float64)
