"""Golden pictures: each effect on the drawn face, as somebody looked at it and found it good.

A missing golden fails. After a change that is meant, `python tools/write_goldens.py` writes them anew;
look at every one before committing.
"""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hueandcry.effects import compile_effect, parse_effect
from hueandcry.pictures import apply_effect
from hueandcry.pictures.portrait import draw_portrait
from tests.making import GOLDEN_EFFECTS, GOLDEN_PX, frame_png

GOLDENS = Path(__file__).parent.parent / "goldens"


@pytest.mark.parametrize("name", GOLDEN_EFFECTS)
def test_the_effect_looks_as_it_did(name: str) -> None:
    effect = compile_effect(parse_effect(GOLDEN_EFFECTS[name], {"frame.png": frame_png(400)}), GOLDEN_PX)
    picture = apply_effect(draw_portrait(GOLDEN_PX), effect)
    with Image.open(GOLDENS / f"{name}.png") as golden:
        assert golden.mode == "RGB"
        assert golden.size == (GOLDEN_PX, GOLDEN_PX)
        difference = float(np.abs(np.asarray(golden).astype(int) - picture).mean())
    assert difference < 0.5, f"{name} differs by {difference:.2f} of 255 on average"
