"""Effects that need no campaign: `red`, `red-duotone`, `red-square`, `grey`, `flag:FR`."""

from collections.abc import Mapping

from hueandcry.effects.flags import find_flag
from hueandcry.effects.layers import Effect
from hueandcry.effects.parse import parse_effect
from hueandcry.errors import InputError, UsageError

RED = "#c8102e"

NAMED: Mapping[str, Mapping[str, object]] = {
    "red": {"kind": "tint", "colour": RED},
    "red-duotone": {"kind": "duotone", "dark": "#3d0009", "light": "#ffd9de"},
    "red-square": {"kind": "solid", "colour": RED},
    "grey": {"kind": "greyscale"},
}


def effect_tables(name: str) -> list[dict[str, object]]:
    """Return a named effect's layers as they would be written in campaign.toml.

    Raises:
        UsageError: if there is no such name.
    """
    if name in NAMED:
        return [dict(NAMED[name])]
    if name.startswith("flag:"):
        try:
            return [{"kind": "flag", "code": find_flag(name.removeprefix("flag:")).code}]
        except InputError as error:
            raise UsageError(error.message, error.hint, code=error.code) from error
    raise UsageError(
        f"There is no effect called {name!r}.",
        f"Use {', '.join(NAMED)} or flag:CODE, for example flag:FR.",
        code="unknown_effect",
    )


def named_effect(name: str) -> Effect:
    """Return a named effect, such as ``red`` or ``flag:FR``.

    Raises:
        UsageError: if there is no such name.
    """
    return parse_effect(effect_tables(name))
