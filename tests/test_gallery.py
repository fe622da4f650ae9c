"""The effects gallery in the docs is what the code makes today."""

import io

import numpy as np
import pytest
from PIL import Image

from hueandcry.effects.layers import KINDS
from tools import write_gallery


def test_the_page_is_the_one_the_code_writes() -> None:
    assert write_gallery.PAGE.read_text(encoding="utf-8") == write_gallery.page(), (
        "python tools/write_gallery.py"
    )


def test_every_kind_has_a_picture() -> None:
    shown = {str(layer["kind"]) for example in write_gallery.EXAMPLES for layer in example.layers}
    # A frame is the organiser's own artwork: there is nothing of ours to show.
    assert shown == set(KINDS) - {"frame"}


@pytest.mark.parametrize("example", write_gallery.EXAMPLES, ids=lambda example: example.name)
def test_every_picture_is_the_one_the_code_paints(example: write_gallery.Example) -> None:
    painted = write_gallery.picture(example).jpeg()
    kept = (write_gallery.PICTURES / f"{example.name}.jpg").read_bytes()
    ours, theirs = (np.asarray(Image.open(io.BytesIO(each))).astype(int) for each in (painted, kept))
    assert np.abs(ours - theirs).mean() < 1.5
