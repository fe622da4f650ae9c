"""The files of a compiled effect: a JSON document, for an overlay one opaque PNG, and what it looks like."""

import io
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from PIL import Image

from hueandcry.campaigns import Variant
from hueandcry.effects import CompiledEffect, canonical_json, compile_effect
from hueandcry.pictures import apply_effect, overlay_png
from hueandcry.pictures.portrait import draw_portrait
from hueandcry.pictures.work import Pixels

PREVIEW_PX = 360
THUMB_PX = 96
QUALITY = 80


@dataclass(frozen=True)
class VariantFiles:
    """Where a variant's files stand in the bundle, and what they hold.

    Args:
        document: the compiled effect.
        effect_path: the JSON document's file.
        overlay_path: the overlay's file, if it has one.
        preview_path: the drawn face before and, right of it, with the effect; both square.
        thumb: the drawn face with the effect, small, as a ``data:`` address.
        files: path → bytes, all of them.
    """

    document: dict[str, object]
    effect_path: str
    overlay_path: str | None
    preview_path: str
    thumb: str
    files: dict[str, bytes]


def variant_files(variant: Variant) -> VariantFiles:
    """Compile a variant and return its files, named by their content."""
    effect = compile_effect(variant.effect)
    files: dict[str, bytes] = {}
    document: dict[str, object] = {"effect": effect.document, "sha256": effect.sha256}
    overlay_path = None
    if effect.overlay is not None:
        png = overlay_png(effect.overlay)
        overlay_path = hashed("effects", variant.name, png, "png")
        files[overlay_path] = png
        document["overlay_file"] = overlay_path.rsplit("/", 1)[-1]
    json = canonical_json(document)
    effect_path = hashed("effects", variant.name, json, "json")
    painted = painted_face(variant, effect, PREVIEW_PX)
    preview = webp(np.hstack([draw_portrait(PREVIEW_PX), painted]))
    preview_path = hashed("previews", variant.name, preview, "webp")
    thumb = webp(np.asarray(Image.fromarray(painted).resize((THUMB_PX, THUMB_PX), Image.Resampling.LANCZOS)))
    return VariantFiles(
        document=effect.document,
        effect_path=effect_path,
        overlay_path=overlay_path,
        preview_path=preview_path,
        thumb="data:image/webp;base64," + b64encode(thumb).decode(),
        files=files | {effect_path: json, preview_path: preview},
    )


def hashed(folder: str, name: str, content: bytes, ending: str) -> str:
    """Return a path that changes with its content, so that it may be cached for ever."""
    return f"{folder}/{name}.{sha256(content).hexdigest()[:12]}.{ending}"


def painted_face(variant: Variant, full: CompiledEffect, size_px: int) -> Pixels:
    """Return the drawn face with the effect."""
    effect = full if full.size_px == size_px else compile_effect(variant.effect, size_px)
    return apply_effect(draw_portrait(size_px), effect)


def webp(pixels: Pixels) -> bytes:
    """Encode a picture of the page."""
    sink = io.BytesIO()
    Image.fromarray(pixels).save(sink, "WEBP", quality=QUALITY, method=6)
    return sink.getvalue()
