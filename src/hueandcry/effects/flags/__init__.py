"""Flags: drawn from facts where they are geometry, taken from an installed open set where they bear emblems.

A square is seldom a flag's own proportion. The field (bands, crosses, cantons, triangles, anything with
corners) is stretched to it, so that every part keeps its share of the width and of the height; only the arms
of a cross stay equally thick, by their share of the height. Charges (discs, crescents, stars and what moves
with them) keep their shape, and their centre goes where the field goes. One in the very middle is as high as
on the flag, which is what a crop would show; any other keeps its share of the flag's area, so that it still
fits its canton, triangle or side. An emblem flag fills the square as its set drew it, cropped evenly.
"""

from hueandcry.effects.flags.bands import parse_flag_bands
from hueandcry.effects.flags.draw import draw_flag, flag_svg
from hueandcry.effects.flags.find import find_flag
from hueandcry.effects.flags.flag import Flag
from hueandcry.effects.flags.table import flag_table

__all__ = ["Flag", "draw_flag", "find_flag", "flag_svg", "flag_table", "parse_flag_bands"]
