"""Weight: a demo's first page comes within 60 KB, its first effect and its first picture included."""

import gzip
import json

import pytest

from hueandcry.campaigns.demo import NAMES
from tests.bundle.published import Published, build_once

MOST_BYTES = 60_000


@pytest.mark.parametrize("name", NAMES)
def test_the_first_page_and_its_effect_weigh_little(name: str, shelf: dict[str, Published]) -> None:
    published = build_once(name, shelf)
    for language in published.campaign.languages:
        weights = {path: weight(published.bundle[path]) for path in first_load(published, language)}
        assert sum(weights.values()) <= MOST_BYTES, weights


def weight(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=9, mtime=0))


def first_load(published: Published, language: str) -> set[str]:
    """Return every file that a supporter's browser fetches until the first picture is turned."""
    path = f"{language}/index.html"
    page = published.pages[path]
    named = [each.get("href") or each["src"] for tag in ("link", "img") for each in page.all(tag)]
    effect = published.file_at(path, page.settings["variants"][0]["effect"])
    assert effect is not None
    loaded = {path, effect, *published.of_kind(".js")}
    loaded |= {file for file in (published.file_at(path, address) for address in named) if file}
    overlay = json.loads(published.bundle[effect]).get("overlay_file")
    return loaded | ({f"effects/{overlay}"} if overlay else set())
