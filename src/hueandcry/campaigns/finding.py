"""What preflight has to say: one finding at a time."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing to know.

    Args:
        level: ``figure`` was measured and is good; ``note`` may stay as it is; ``warning`` will disappoint
            supporters.
        sentence: what it is and what to do.
        measure: what was measured, for programs; empty if nothing was.
        figure: the measured value, or None.
    """

    level: Literal["figure", "note", "warning"]
    sentence: str
    measure: str = ""
    figure: float | None = None
