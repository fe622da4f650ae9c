"""Photo bytes → picture bytes. Pure: knows no web, no database, no network."""

from hueandcry.pictures.apply import apply_effect
from hueandcry.pictures.overlay_file import overlay_png
from hueandcry.pictures.picture import Picture
from hueandcry.pictures.pipeline import STEPS, run
from hueandcry.pictures.work import Crop, CropChoice, Limits

__all__ = ["STEPS", "Crop", "CropChoice", "Limits", "Picture", "apply_effect", "overlay_png", "run"]
