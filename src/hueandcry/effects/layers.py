"""The layer language: what an organiser may write under `[[variant.layer]]`, one class per kind."""

from dataclasses import dataclass, fields
from typing import ClassVar, Literal

from hueandcry.effects.artwork import Artwork, take_artwork
from hueandcry.effects.badge import Face, take_face
from hueandcry.effects.colours import Colour, parse_colour
from hueandcry.effects.fills import FILL_KEYS, FLAG_KEYS, Fill, take_fill, take_flag
from hueandcry.effects.flags import Flag
from hueandcry.effects.keys import Described, between, degrees, key, one_of, taken, unit
from hueandcry.effects.ribbon import CORNERS, Corner
from hueandcry.effects.text.fonts import FontFile, take_font
from hueandcry.effects.text.wording import read_wording
from hueandcry.errors import InputError

Shape = Literal["arc", "band"]
PLACES: dict[Shape, tuple[str, ...]] = {"arc": ("top", "bottom"), "band": ("top", "middle", "bottom")}


class Layer:
    """One part of an effect. Colour layers change the photo; overlay layers are laid on top of it."""

    kind: ClassVar[str]
    is_overlay: ClassVar[bool] = False

    def as_table(self) -> dict[str, object]:
        """Return the layer as it is written in campaign.toml."""
        table: dict[str, object] = {"kind": self.kind}
        for declared in fields(self):  # type: ignore[arg-type]
            value = getattr(self, declared.name)
            if isinstance(value, Described):
                table |= value.as_table()
            elif value is not None:
                table[declared.name] = value
        return table


@dataclass(frozen=True)
class Solid(Layer):
    """One plain colour and no photo at all: it shows no face and still shows a view."""

    kind = "solid"
    colour: Colour = key(parse_colour)


@dataclass(frozen=True)
class Tint(Layer):
    """A blend toward a colour that keeps most of the luminance contrast, so that the face stays readable."""

    kind = "tint"
    colour: Colour = key(parse_colour)
    strength: float = key(unit, default=0.8)


@dataclass(frozen=True)
class Duotone(Layer):
    """A straight gradient from one colour in the shadows to another in the lights."""

    kind = "duotone"
    dark: Colour = key(parse_colour)
    light: Colour = key(parse_colour)
    strength: float = key(unit, default=1.0)


@dataclass(frozen=True)
class Greyscale(Layer):
    """Mourning: the colours taken out."""

    kind = "greyscale"
    strength: float = key(unit, default=1.0)


@dataclass(frozen=True)
class FlagLayer(Layer):
    """A flag laid over the whole picture, at any angle."""

    kind = "flag"
    is_overlay = True
    flag: Flag = taken(take_flag, *FLAG_KEYS)
    opacity: float = key(unit, default=0.5)
    angle: float = key(degrees, default=0.0)


@dataclass(frozen=True)
class Frame(Layer):
    """The organiser's own artwork, a square PNG or SVG with a transparent middle."""

    kind = "frame"
    is_overlay = True
    image: Artwork = taken(take_artwork, "image")
    opacity: float = key(unit, default=1.0)


@dataclass(frozen=True)
class Ring(Layer):
    """A ring just inside the circle that networks crop to; its width is a share of the picture's side."""

    kind = "ring"
    is_overlay = True
    fill: Fill = taken(take_fill, *FILL_KEYS)
    width: float = key(between(0.02, 0.25), default=0.08)
    opacity: float = key(unit, default=1.0)


@dataclass(frozen=True)
class Ribbon(Layer):
    """A diagonal band across a corner, inside the circle; its size is a share of the picture's side."""

    kind = "ribbon"
    is_overlay = True
    fill: Fill = taken(take_fill, *FILL_KEYS)
    corner: Corner = key(one_of(*CORNERS), default="bottom-right")
    size: float = key(between(0.04, 0.25), default=0.12)
    opacity: float = key(unit, default=1.0)


@dataclass(frozen=True)
class Badge(Layer):
    """A disc or an image in a corner, wholly inside the circle; its size is a share of the picture's side."""

    kind = "badge"
    is_overlay = True
    face: Face = taken(take_face, "image", *FILL_KEYS)
    corner: Corner = key(one_of(*CORNERS), default="bottom-right")
    size: float = key(between(0.1, 0.5), default=0.3)
    opacity: float = key(unit, default=1.0)


@dataclass(frozen=True)
class Text(Layer):
    """One line of text, along the circle or on a straight band; its size is the letters' height."""

    kind = "text"
    is_overlay = True
    text: str = key(read_wording)
    shape: Shape = key(one_of(*PLACES), default="arc")
    place: str = key(one_of("top", "middle", "bottom"), default="bottom")
    colour: Colour = key(parse_colour, default=Colour("#ffffff"))
    background: Colour | None = key(parse_colour, default=None)
    font: FontFile | str | None = taken(take_font, "font", default=None)
    size: float = key(between(0.03, 0.3), default=0.09)
    opacity: float = key(unit, default=1.0)

    def __post_init__(self) -> None:
        """Refuse a place that the shape does not have."""
        if self.place not in PLACES[self.shape]:
            raise InputError(f"place: an {self.shape} lies at {' or '.join(PLACES[self.shape])}.")


KINDS: dict[str, type[Layer]] = {
    cls.kind: cls for cls in (Solid, Tint, Duotone, Greyscale, FlagLayer, Frame, Ring, Ribbon, Badge, Text)
}


@dataclass(frozen=True)
class Effect:
    """What a campaign does to a picture: colour layers, then overlay layers, in order."""

    layers: tuple[Layer, ...]

    @property
    def needs_photo(self) -> bool:
        """Whether the photo shows at all; False for a plain coloured square."""
        return not any(isinstance(layer, Solid) for layer in self.layers)
