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
        digits: the Unicode numbering system of its numbers. Arabic is written here with the digits of
            this file (``latn``): they are read from Morocco to Iraq, the Arabic-Indic ones (``arab``) only
            east of Libya, and the sizes, dates and hashtags beside them have these anyway.
    """

    tag: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    digits: Literal["latn", "arab"] = "latn"


LANGUAGES: dict[str, Language] = {
    each.tag: each
    for each in (
        Language("en", "English"),
        Language("ar", "العربية", "rtl"),
        Language("fr", "Français"),
        Language("es", "Español"),
        Language("tr", "Türkçe"),
        Language("uk", "Українська"),
    )
}
