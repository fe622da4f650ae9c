"""What a flag is here: a code and shapes on a grid, or a code and somebody's cleaned drawing."""

from dataclasses import dataclass

from hueandcry.effects.flags.field import Bands
from hueandcry.effects.flags.shape import Shape


@dataclass(frozen=True)
class Flag:
    """A flag.

    Args:
        shapes: what it is made of, from back to front; the first covers everything.
        grid: its height and width in the units of its shapes.
        code: its ISO 3166-1 alpha-2 code, or empty if an organiser listed the bands.
        drawing: instead of shapes, the cleaned SVG of an installed set; it fills any box that it is given.
    """

    shapes: tuple[Shape, ...] = ()
    grid: tuple[float, float] = (1, 1)
    code: str = ""
    drawing: str = ""

    def as_table(self) -> dict[str, object]:
        """Return the keys as they are written in campaign.toml."""
        if self.code:
            return {"code": self.code}
        [bands] = self.shapes
        assert isinstance(bands, Bands)  # noqa: S101 - only a list of bands goes without a code
        return bands.as_table()
