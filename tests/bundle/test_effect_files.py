"""Effect files: what the browser gets is the compiled effect, number for number and pixel for pixel."""

import io
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from hueandcry.campaigns import Variant
from hueandcry.effects import CompiledEffect, canonical_json, compile_effect
from hueandcry.pictures import Picture, apply_effect
from hueandcry.pictures.portrait import draw_portrait
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


def test_a_preview_is_the_drawn_face_with_the_effect(published: Published) -> None:
    for variant in published.campaign.variants:
        [path] = (path for path in published.bundle if path.startswith(f"previews/{variant.name}."))
        picture = Picture(apply_effect(draw_portrait(480), compiled_once(variant.effect, 480)))
        assert opened(published.bundle[path]).size == (480, 480)
        assert np.array_equal(
            np.asarray(opened(published.bundle[path])), np.asarray(opened(picture.jpeg(82)))
        )
