"""The counting rule, published beside the number."""

from dataclasses import dataclass
from datetime import datetime

RULE = (
    "supporters = browsers that saved or shared at least once; pictures = saves; visits = page opens; "
    "pictures and visits are approximate; nobody knows who really changed a picture"
)


@dataclass(frozen=True)
class Totals:
    """A campaign's public numbers."""

    supporters: int = 0
    pictures: int = 0
    visits: int = 0


def count_document(totals: Totals, now: datetime) -> dict[str, object]:
    """Return what `count.json` says."""
    return {
        "supporters": totals.supporters,
        "pictures": totals.pictures,
        "visits": totals.visits,
        "as_of": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "rule": RULE,
    }
