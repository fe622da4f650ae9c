"""The few error types of the house: each says what happened, what to do next, and who must act.

One type per decision. `InputError`: what was given is no good; give something else. `UsageError`: the
command or call itself is wrong. `BusyError`: all was right; try again later.
"""


class HueError(Exception):
    """A failure that a person can act on.

    Args:
        message: one sentence saying what is wrong, naming the offending thing.
        hint: one sentence saying what to do next; may be empty.
        code: a stable word for programs, such as ``"photo_cut_off"``.
    """

    exit_code = 1
    http_status = 500

    def __init__(self, message: str, hint: str = "", *, code: str = "failed") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code

    def __str__(self) -> str:
        """Return message and hint as they are shown to people."""
        return f"{self.message} {self.hint}".strip()

    def as_json(self) -> dict[str, dict[str, str]]:
        """Return the one JSON shape that errors have."""
        return {"error": {"code": self.code, "message": self.message, "hint": self.hint}}


class InputError(HueError):
    """A photo, campaign or request that cannot be used as it is. Decision: fix it or send another."""

    exit_code = 1
    http_status = 400


class UsageError(HueError):
    """A wrong option, name or call. Decision: call again, corrected."""

    exit_code = 2
    http_status = 400


class BusyError(HueError):
    """The service cannot take this now. Decision: try again after a moment; nothing was lost."""

    exit_code = 1
    http_status = 503
