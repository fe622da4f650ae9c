"""The drawn face before and after a campaign's first effect; nobody's portrait."""

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from hueandcry.effects import Effect, compile_effect
from hueandcry.pictures import apply_effect
from hueandcry.pictures.portrait import draw_portrait

FACE_PX = 720
"""Large enough for a poster, small enough to be drawn in a quarter of a second."""


@dataclass(frozen=True, eq=False)
class Faces:
    """The face as it is drawn and as the effect turns it; both squares of `FACE_PX`."""

    before: Image.Image
    after: Image.Image


@lru_cache(maxsize=4)
def draw_faces(effect: Effect) -> Faces:
    """Draw the face before and after an effect, once for all languages and formats.

    Raises:
        InputError: if the effect cannot be compiled.
    """
    face = draw_portrait(FACE_PX)
    return Faces(Image.fromarray(face), Image.fromarray(apply_effect(face, compile_effect(effect, FACE_PX))))
