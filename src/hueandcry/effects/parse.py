"""Tables as written → a checked effect, every mistake named with its layer and key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from typing import Any

from hueandcry.effects.keys import Assets, Given
from hueandcry.effects.layers import KINDS, Effect, Layer, Solid
from hueandcry.effects.text.fonts import is_font_file
from hueandcry.errors import InputError

Declared = Field[Any]


def files_named_by(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give the keys of a layer as written that name a file beside the campaign, each with the name."""
    for name in ("image", "font"):
        value = table.get(name)
        if isinstance(value, str) and (name == "image" or is_font_file(value)):
            yield name, value


def parse_effect(tables: Sequence[Mapping[str, object]], assets: Assets | None = None) -> Effect:
    """Check the layers as written and return the effect.

    Args:
        tables: one mapping per layer, each with a `kind` and that kind's keys.
        assets: the bytes of the image and font files that layers may name.

    Raises:
        InputError: naming the layer and the key that is wrong.
    """
    if not tables:
        raise InputError("The effect has no layer.", f"Add one of: {', '.join(KINDS)}.", code="bad_effect")
    effect = Effect(tuple(parse_layer(n, table, assets or {}) for n, table in enumerate(tables, start=1)))
    refuse_unordered(effect.layers)
    return effect


def parse_layer(number: int, table: Mapping[str, object], assets: Assets) -> Layer:
    """Return one checked layer; `number` counts from 1 and is for the message."""
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise InputError(
            f"Layer {number} has the unknown kind {kind!r}.",
            f"Use one of: {', '.join(KINDS)}.",
            code="bad_effect",
        )
    given = {name: value for name, value in table.items() if name != "kind"}
    return build(KINDS[kind], given, assets, f"Layer {number} ({kind})")


def build(cls: type[Layer], given: Given, assets: Assets, place: str) -> Layer:
    """Read every declared key of a layer class from what was given."""
    declared: tuple[Declared, ...] = fields(cls)  # type: ignore[arg-type]
    refuse_unknown(declared, given, place)
    values = {}
    for spec in declared:
        if "take" in spec.metadata:
            values[spec.name] = take(spec, given, assets, place)
        elif spec.name in given:
            values[spec.name] = read(spec, given[spec.name], place)
        elif spec.default is MISSING:
            raise InputError(f"{place} needs the key {spec.name!r}.", code="bad_effect")
    try:
        return cls(**values)
    except InputError as error:
        raise InputError(f"{place}, {error.message}", error.hint, code="bad_effect") from error


def refuse_unknown(declared: tuple[Declared, ...], given: Given, place: str) -> None:
    """Refuse a key that the layer does not have."""
    known = [name for spec in declared for name in spec.metadata.get("names", (spec.name,))]
    for name in given:
        if name not in known:
            raise InputError(
                f"{place} does not know the key {name!r}.",
                f"Its keys are: {', '.join(known)}.",
                code="bad_effect",
            )


def take(spec: Declared, given: Given, assets: Assets, place: str) -> object:
    """Take what several keys describe; they name the place themselves."""
    try:
        return spec.metadata["take"](given, assets, place)
    except InputError as error:
        raise InputError(error.message, error.hint, code="bad_effect") from error


def read(spec: Declared, value: object, place: str) -> object:
    """Read one key, adding the place to whatever is wrong with it."""
    try:
        return spec.metadata["read"](value)
    except InputError as error:
        raise InputError(f"{place}, {spec.name}: {error.message}", error.hint, code="bad_effect") from error


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
