"""Hue & Cry: the profile-picture button for anyone."""

from hueandcry.api import paint
from hueandcry.campaigns import Campaign
from hueandcry.effects import CompiledEffect, Effect, compile_effect, named_effect
from hueandcry.errors import BusyError, HueError, InputError, UsageError
from hueandcry.pictures import Crop, Limits, Picture

__version__ = "0.1.0"

__all__ = [
    "BusyError",
    "Campaign",
    "CompiledEffect",
    "Crop",
    "Effect",
    "HueError",
    "InputError",
    "Limits",
    "Picture",
    "UsageError",
    "compile_effect",
    "named_effect",
    "paint",
]
