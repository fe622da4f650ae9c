"""Effect files: what the browser gets is the compiled effect, number for number and pixel for pixel."""

import io
import json
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from hueandcry.campaigns import Variant
from hueandcry.effects import CompiledEffect, canonical_json, compile_effect
from hueandcry.pictures import apply_effect
from hueandcry.pictures.portrait import draw_portrait
from hueandcry.pictures.work import Pixels
from tests.bundle.published import Published

Found = tuple[Variant, CompiledEffect, dict[str, Any]]


def compiled(published: Published) -> Iterator[Found]:
    """Yield each variant, its effect compiled anew, and the document that the bundle holds."""
    for variant in published.campaign.variants:
        [path] = (path for path in published.of_kind(".json") if path.startswith(f"effects/{variant.name}."))
        yield variant, compiled_once(variant.effect), json.loads(published.bundle[path])


compiled_once = cache(compile_effect)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_matrix_and_tables_are_the_compiled_ones(published: Published) -> None:
    for _, effect, document in compiled(published):
        assert document["effect"]["matrix"] == effect.colour.matrix.tolist()
        assert document["effect"]["tables"] == effect.colour.tables.tolist()
        assert document["effect"]["needs_photo"] == effect.needs_photo
        assert document["effect"]["size_px"] == effect.size_px == 1080


def test_the_document_carries_its_own_hash(published: Published) -> None:
    for _, effect, document in compiled(published):
        assert document["sha256"] == effect.sha256
        assert document["effect"] == json.loads(canonical_json(effect.document))


def test_only_an_effect_with_an_overlay_names_a_file_of_it(published: Published) -> None:
    for _, effect, document in compiled(published):
        assert ("overlay_file" in document) == (effect.overlay is not None)


def test_the_overlay_is_one_opaque_picture_twice_as_high_as_wide(published: Published) -> None:
    for name in overlay_files(published):
        image = opened(published.bundle[name])
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (1080, 2160))
        # A transparent colour, a gamma or a profile would let a browser change the numbers.
        assert set(image.info) & {"transparency", "gamma", "icc_profile", "srgb", "chromaticity"} == set()


def overlay_files(published: Published) -> list[str]:
    return [path for path in published.of_kind(".png") if path.startswith("effects/")]


def test_the_overlay_is_rebuilt_exactly_from_its_picture(published: Published) -> None:
    for _, effect, document in compiled(published):
        if effect.overlay is not None:
            sheet = np.asarray(opened(published.bundle["effects/" + document["overlay_file"]]))
            colour, alpha = sheet[:1080], sheet[1080:]
            assert (alpha == alpha[..., :1]).all()
            assert np.array_equal(np.concatenate([colour, alpha[..., :1]], axis=-1), effect.overlay)


def test_some_bundle_has_an_overlay(full: Published) -> None:
    assert len(overlay_files(full)) == 1


def test_a_preview_is_the_drawn_face_before_and_with_the_effect(published: Published) -> None:
    face = draw_portrait(360)
    for variant in published.campaign.variants:
        [path] = (path for path in published.bundle if path.startswith(f"previews/{variant.name}."))
        image = opened(published.bundle[path])
        assert (image.format, image.mode, image.size) == ("WEBP", "RGB", (720, 360))
        pixels = np.asarray(image)
        assert difference(pixels[:, :360], face) < 2
        assert difference(pixels[:, 360:], apply_effect(face, compiled_once(variant.effect, 360))) < 2


def test_a_preview_says_nothing_but_its_pixels(published: Published) -> None:
    for path in published.of_kind(".webp"):
        assert chunks(published.bundle[path]) == [b"VP8 "]


def chunks(webp: bytes) -> list[bytes]:
    """Return the kinds of a WebP's chunks."""
    assert (webp[:4], webp[8:12]) == (b"RIFF", b"WEBP")
    assert int.from_bytes(webp[4:8], "little") == len(webp) - 8
    kinds, at = [], 12
    while at < len(webp):
        kinds.append(webp[at : at + 4])
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return kinds


def test_a_choice_shows_a_small_face_with_the_effect(published: Published) -> None:
    for language in published.campaign.languages:
        thumbs = [each for each in published.page(language).sources if each.startswith("data:image/webp")]
        variants = published.campaign.variants if len(published.campaign.variants) > 1 else ()
        for variant, thumb in zip(variants, thumbs, strict=True):
            kind, _, content = thumb.partition(";base64,")
            image = opened(b64decode(content, validate=True))
            assert (kind, image.format, image.size) == ("data:image/webp", "WEBP", (96, 96))
            painted = apply_effect(draw_portrait(360), compiled_once(variant.effect, 360))
            small = Image.fromarray(painted).resize((96, 96), Image.Resampling.LANCZOS)
            assert difference(np.asarray(image), np.asarray(small)) < 4


def difference(one: Pixels, other: Pixels) -> float:
    """Return the mean absolute difference of two pictures."""
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())
