"""The page's one strong colour, taken from the campaign's effect and made fit to carry white text."""

import re

import numpy as np

from hueandcry.campaigns.colour_vision import contrast
from hueandcry.effects.colours import Colour, rgb
from hueandcry.effects.flags import Flag, flag_svg
from hueandcry.effects.layers import Effect, Layer
from hueandcry.effects.named import RED

MIN_CONTRAST = 4.5
MIN_VIVIDNESS = 40
WHITE = np.ones(3)
COLOUR = re.compile(r"#[0-9a-f]{6}\b")


def accent_of(effect: Effect) -> str:
    """Return the accent colour as ``#rrggbb``; white on it has a contrast of at least 4.5."""
    found = [colour for layer in effect.layers for colour in colours_of(layer)]
    vivid = max(found, key=fitness, default=Colour(RED))
    if vividness(vivid) < MIN_VIVIDNESS:
        vivid = Colour(RED)
    channels = rgb(vivid)
    while contrast(channels / 255, WHITE) < MIN_CONTRAST:
        channels = np.floor(channels * 0.95)
    return "#" + "".join(f"{int(channel):02x}" for channel in channels)


def fitness(colour: Colour) -> tuple[bool, float]:
    """Return what colours are chosen by: no need to be darkened (it spoils yellow), then vividness."""
    is_fit = vividness(colour) >= MIN_VIVIDNESS and contrast(rgb(colour) / 255, WHITE) >= MIN_CONTRAST
    return is_fit, vividness(colour)


def vividness(colour: Colour) -> float:
    """Return how far a colour is from grey, 0…255."""
    return float(np.ptp(rgb(colour)))


def colours_of(layer: Layer) -> list[Colour]:
    """Return the colours that are named in a layer, or drawn in its flag."""
    flags = [value for value in vars(layer).values() if isinstance(value, Flag)]
    named = [str(value) for value in layer.as_table().values()]
    return [Colour(each) for text in (*named, *map(flag_svg, flags)) for each in COLOUR.findall(text)]
