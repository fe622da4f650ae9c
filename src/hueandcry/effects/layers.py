"""The layer language: what an organiser may write under `[[variant.layer]]`, checked key by key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, ClassVar

from hueandcry.effects.artwork import Artwork
from hueandcry.effects.colours import Colour, parse_colour
from hueandcry.effects.flags import Flag, parse_flag_bands
from hueandcry.errors import InputError

Reader = Callable[[object], object]


def unit(value: object) -> float:
    """Read a share between 0 and 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InputError(f"{value!r} is not a number between 0 and 1.")
    return float(value)


def degrees(value: object) -> float:
    """Read an angle between -360 and 360 degrees."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -360 <= value <= 360:
        raise InputError(f"{value!r} is not an angle between -360 and 360 degrees.")
    return float(value)


def key(reader: Reader, **default: Any) -> Any:  # noqa: ANN401 - dataclasses.field is typed so
    """Declare a layer's key: how to read it and, if it may be left out, its default."""
    return field(metadata={"read": reader}, **default)


class Layer:
    """One part of an effect. Colour layers change the photo; overlay layers are laid on top of it."""

    kind: ClassVar[str]
    is_overlay: ClassVar[bool] = False

    def as_table(self) -> dict[str, object]:
        """Return the layer as it is written in campaign.toml."""
        table: dict[str, object] = {"kind": self.kind}
        for declared in fields(self):  # type: ignore[arg-type]
            value = getattr(self, declared.name)
            table |= value.as_table() if isinstance(value, Flag | Artwork) else {declared.name: value}
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
    flag: Flag = key(lambda value: value)
    opacity: float = key(unit, default=0.5)
    angle: float = key(degrees, default=0.0)


@dataclass(frozen=True)
class Frame(Layer):
    """The organiser's own artwork, a square PNG with a transparent middle."""

    kind = "frame"
    is_overlay = True
    image: Artwork = key(lambda value: value)
    opacity: float = key(unit, default=1.0)


KINDS: dict[str, type[Layer]] = {cls.kind: cls for cls in (Solid, Tint, Duotone, Greyscale, FlagLayer, Frame)}


@dataclass(frozen=True)
class Effect:
    """What a campaign does to a picture: colour layers, then overlay layers, in order."""

    layers: tuple[Layer, ...]

    @property
    def needs_photo(self) -> bool:
        """Whether the photo shows at all; False for a plain coloured square."""
        return not any(isinstance(layer, Solid) for layer in self.layers)


def parse_effect(tables: Sequence[Mapping[str, object]], assets: Mapping[str, bytes] | None = None) -> Effect:
    """Check the layers as written and return the effect.

    Args:
        tables: one mapping per layer, each with a `kind` and that kind's keys.
        assets: the bytes of the image files that layers may name.

    Raises:
        InputError: naming the layer and the key that is wrong.
    """
    if not tables:
        raise InputError("The effect has no layer.", f"Add one of: {', '.join(KINDS)}.", code="bad_effect")
    effect = Effect(tuple(parse_layer(n, table, assets or {}) for n, table in enumerate(tables, start=1)))
    refuse_unordered(effect.layers)
    return effect


def parse_layer(number: int, table: Mapping[str, object], assets: Mapping[str, bytes]) -> Layer:
    """Return one checked layer; `number` counts from 1 and is for the message."""
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise InputError(
            f"Layer {number} has the unknown kind {kind!r}.",
            f"Use one of: {', '.join(KINDS)}.",
            code="bad_effect",
        )
    given = {name: value for name, value in table.items() if name != "kind"}
    place = f"Layer {number} ({kind})"
    if kind == "flag":
        given["flag"] = parse_flag_bands(given, place)
    if kind == "frame":
        given["image"] = find_artwork(given.get("image"), assets, place)
    return build(KINDS[kind], given, place)


def build(cls: type[Layer], given: Mapping[str, object], place: str) -> Layer:
    """Read every declared key of a layer class from what was given."""
    declared: dict[str, Field[Any]] = {each.name: each for each in fields(cls)}  # type: ignore[arg-type]
    for name in given:
        if name not in declared:
            raise InputError(
                f"{place} does not know the key {name!r}.",
                f"Its keys are: {', '.join(declared)}.",
                code="bad_effect",
            )
    values = {}
    for name, spec in declared.items():
        if name in given:
            values[name] = read(spec, given[name], place)
        elif spec.default is MISSING:
            raise InputError(f"{place} needs the key {name!r}.", code="bad_effect")
    return cls(**values)


def read(spec: Field[Any], value: object, place: str) -> object:
    """Read one key, adding the place to whatever is wrong with it."""
    try:
        return spec.metadata["read"](value)
    except InputError as error:
        raise InputError(f"{place}, {spec.name}: {error.message}", error.hint, code="bad_effect") from error


def find_artwork(name: object, assets: Mapping[str, bytes], place: str) -> Artwork:
    """Return the artwork that a frame names."""
    if not isinstance(name, str) or name not in assets:
        raise InputError(
            f"{place}, image: there is no file {name!r} beside the campaign.",
            "Put the PNG there or correct its name.",
            code="bad_effect",
        )
    return Artwork(name, assets[name])


def refuse_unordered(layers: Sequence[Layer]) -> None:
    """Refuse stacks that cannot compile to one colour transform and one overlay, naming the layer."""
    overlay = None
    for number, layer in enumerate(layers, start=1):
        if layer.is_overlay:
            overlay = layer
        elif overlay is not None:
            raise InputError(
                f"Layer {number} ({layer.kind}) stands above the {overlay.kind}.",
                "Colour layers come first, overlays after them; swap the two.",
                code="bad_effect",
            )
        elif isinstance(layer, Solid) and number > 1:
            raise InputError(
                f"Layer {number} (solid) hides the layers below it.",
                "Let the solid colour be the first layer.",
                code="bad_effect",
            )
