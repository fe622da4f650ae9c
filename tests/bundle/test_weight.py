"""Weight: a demo's first page comes within 60 KB, its first effect and its first picture included."""

import gzip

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
    first = page.settings["variants"][0]
    named = [*page.fetched, first["preview"], *([first["overlay"]] if first["overlay"] else [])]
    loaded = {published.file_at(path, address) or "" for address in named}
    assert first["effect"]["matrix"], "the effect comes with the page"
    return {path, f"{published.studio}/worker.js", *loaded}
