"""The files of a compiled effect: a JSON document and, for an overlay, one opaque PNG."""

import io
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from PIL import Image

from hueandcry.campaigns import Variant
from hueandcry.effects import CompiledEffect, Overlay, canonical_json, compile_effect
from hueandcry.pictures import Picture, apply_effect
from hueandcry.pictures.portrait import draw_portrait

PREVIEW_PX = 480
PREVIEW_QUALITY = 82


@dataclass(frozen=True)
class VariantFiles:
    """Where a variant's files stand in the bundle, and what they hold.

    Args:
        effect_path: the JSON document.
        preview_path: the drawn face with the effect.
        files: path → bytes, all of them.
    """

    effect_path: str
    preview_path: str
    files: dict[str, bytes]


def variant_files(variant: Variant) -> VariantFiles:
    """Compile a variant and return its files, named by their content."""
    effect = compile_effect(variant.effect)
    files: dict[str, bytes] = {}
    document: dict[str, object] = {"effect": effect.document, "sha256": effect.sha256}
    if effect.overlay is not None:
        png = overlay_png(effect.overlay)
        path = hashed("effects", variant.name, png, "png")
        files[path] = png
        document["overlay_file"] = path.rsplit("/", 1)[-1]
    json = canonical_json(document)
    effect_path = hashed("effects", variant.name, json, "json")
    preview = preview_jpeg(variant, effect)
    preview_path = hashed("previews", variant.name, preview, "jpg")
    return VariantFiles(effect_path, preview_path, files | {effect_path: json, preview_path: preview})


def hashed(folder: str, name: str, content: bytes, ending: str) -> str:
    """Return a path that changes with its content, so that it may be cached for ever."""
    return f"{folder}/{name}.{sha256(content).hexdigest()[:12]}.{ending}"


def overlay_png(overlay: Overlay) -> bytes:
    """Return the overlay as one opaque RGB picture: premultiplied colour above, alpha (as grey) below.

    Opaque, because a browser that decodes transparent pixels may round them on the way; these come
    out of every canvas as they went in.
    """
    alpha = np.repeat(overlay[..., 3:], 3, axis=-1)
    sheet = np.concatenate([overlay[..., :3], alpha], axis=0)
    sink = io.BytesIO()
    Image.fromarray(sheet).save(sink, "PNG", optimize=True)
    return sink.getvalue()


def preview_jpeg(variant: Variant, full: CompiledEffect) -> bytes:
    """Return the drawn face with the effect."""
    effect = full if full.size_px == PREVIEW_PX else compile_effect(variant.effect, PREVIEW_PX)
    return Picture(apply_effect(draw_portrait(PREVIEW_PX), effect)).jpeg(PREVIEW_QUALITY)
