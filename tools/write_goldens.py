"""Write the golden pictures anew. Look at every one before you commit it."""

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hueandcry.effects import compile_effect, parse_effect  # noqa: E402
from hueandcry.pictures import apply_effect  # noqa: E402
from hueandcry.pictures.portrait import draw_portrait  # noqa: E402
from tests.making import GOLDEN_EFFECTS, GOLDEN_PX, frame_png  # noqa: E402

for name, tables in GOLDEN_EFFECTS.items():
    effect = compile_effect(parse_effect(tables, {"frame.png": frame_png(400)}), GOLDEN_PX)
    picture = apply_effect(draw_portrait(GOLDEN_PX), effect)
    path = ROOT / "tests" / "goldens" / f"{name}.png"
    Image.fromarray(picture).save(path, optimize=True)
    print(f"wrote {path.relative_to(ROOT)}")
