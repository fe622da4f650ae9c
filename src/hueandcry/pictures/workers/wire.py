"""What both ends of a worker's connection agree on."""

from hueandcry.errors import BusyError, HueError, InputError, UsageError

MOST_EFFECTS = 8
"""So many effects are kept by a worker; when one more comes, both sides forget them all."""

ERRORS: dict[str, type[HueError]] = {each.__name__: each for each in (InputError, UsageError, BusyError)}


def died(how: str) -> InputError:
    """Return the error for a photo under which the worker died.

    Args:
        how: the signal or exception by its name.
    """
    return InputError(
        f"This photo made its decoder stop ({how}).",
        "Open it in a photo program and save it again.",
        code="photo_killed",
    )


def too_slow(seconds: float) -> InputError:
    """Return the error for a photo that was not done in time."""
    return InputError(
        f"This photo takes longer than {seconds:g} seconds to work on.",
        "Try a smaller copy of it.",
        code="photo_too_slow",
    )


def rebuild(said: dict[str, str]) -> HueError:
    """Return an error that a worker has described."""
    kind = ERRORS.get(said["type"], HueError)
    return kind(said["message"], said["hint"], code=said["code"])
