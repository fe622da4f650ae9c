"""The languages a campaign page can speak: those whose interface texts are complete."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Language:
    """A language.

    Args:
        tag: BCP 47.
        name: what it calls itself.
        direction: how its text runs.
    """

    tag: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"


LANGUAGES: dict[str, Language] = {
    each.tag: each
    for each in (Language("en", "English"), Language("ar", "العربية", "rtl"), Language("fr", "Français"))
}
