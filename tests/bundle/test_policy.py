"""The pages' Content-Security-Policy: their own files and, where joins are counted elsewhere, the tally."""

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest

from hueandcry.bundle import build_bundle
from tests.bundle.published import BASE, Published
from tests.stories import red_campaign

OWN = {"'none'", "'self'"}


def test_a_page_may_load_its_own_files_and_nothing_else(published: Published) -> None:
    for page in published.pages.values():
        loads = {name: set(sources) for name, sources in page.policy.items() if name != "connect-src"}
        # Pictures that the page made itself are its own too.
        loads.setdefault("img-src", set()).discard("blob:")
        assert loads["default-src"] == {"'none'"}
        assert [name for name, sources in loads.items() if sources - OWN] == []


def test_a_page_may_send_to_its_own_host_and_the_tally_only(published: Published) -> None:
    tally = published.campaign.tally
    for language in published.campaign.languages:
        assert published.page(language).policy["connect-src"] == ["'self'", *([f"{tally}/"] if tally else [])]


def test_a_page_that_counts_nowhere_names_no_tally() -> None:
    page = Published(red_campaign(), build_bundle(red_campaign(), tally="none")).page("en")
    assert page.policy["connect-src"] == ["'self'"]
    assert page.settings["tally"] is None


def test_forms_and_bases_are_shut(published: Published) -> None:
    for page in published.pages.values():
        assert page.policy["form-action"] == page.policy["base-uri"] == ["'none'"]


def test_the_policy_stands_before_anything_is_loaded(published: Published) -> None:
    for page in published.pages.values():
        tags = [tag for tag, _ in page.elements]
        first = min(tags.index(tag) for tag in ("link", "script", "title") if tag in tags)
        policy = next(at for at, (_, attributes) in enumerate(page.elements) if "http-equiv" in attributes)
        assert policy < first


def test_no_script_or_style_stands_in_a_page(published: Published) -> None:
    for page in published.pages.values():
        inline = [script for script in page.all("script") if "src" not in script]
        assert [script for script in inline if script.get("type") != "application/json"] == []
        assert page.all("style") == []
        assert [tag for tag, attributes in page.elements if "style" in attributes] == []
        assert [name for _, each in page.elements for name in each if name.startswith("on")] == []


@pytest.mark.parametrize(
    "tally", ["", "https://tally.example", "http://127.0.0.1:8000", "https://far.example/counting"]
)
def test_the_policy_lets_the_page_reach_its_counter(tally: str) -> None:
    campaign = replace(red_campaign(), tally=tally)
    page = Published(campaign, build_bundle(campaign)).page("en")
    join = urljoin(urljoin(BASE + "en/index.html", page.settings["tally"]), "join")
    assert join == (f"{tally}/c/red/join" if tally else BASE + "join")
    assert any(lets_in(source, join) for source in page.policy["connect-src"])


def lets_in(source: str, address: str) -> bool:
    """Whether a source expression matches an address.

    Source: Content Security Policy Level 3, 6.7.2.7 and 6.7.2.12: a path that does not end in a slash
    matches itself only.
    """
    allowed, asked = urlsplit(BASE if source == "'self'" else source), urlsplit(address)
    if (allowed.scheme, allowed.netloc) != (asked.scheme, asked.netloc):
        return False
    if source == "'self'" or allowed.path in ("", "/"):
        return True
    return asked.path.startswith(allowed.path) if allowed.path.endswith("/") else asked.path == allowed.path
