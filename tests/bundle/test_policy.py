"""The pages' Content-Security-Policy: their own files and, where joins are counted elsewhere, the tally."""

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest

from hueandcry.bundle import build_bundle
from tests.bundle.published import BASE, Published
from tests.stories import KEY, red_campaign

OWN = {"'none'", "'self'"}
# Pictures that a page made itself, or that stand in it, are its own too.
OWN_PICTURES = OWN | {"blob:", "data:"}


def test_a_page_may_load_its_own_files_and_nothing_else(published: Published) -> None:
    for page in published.pages.values():
        loads = {name: set(sources) for name, sources in page.policy.items() if name.endswith("-src")}
        assert loads["default-src"] == {"'none'"}
        assert loads.pop("img-src") <= OWN_PICTURES
        loads.pop("connect-src", None)
        assert [name for name, sources in loads.items() if sources - OWN] == []


def test_a_page_may_send_to_its_own_host_and_the_tally_only(published: Published) -> None:
    tally = published.campaign.tally
    for path, page in published.pages.items():
        sends = page.policy.get("connect-src")
        if path == "index.html" or path.endswith("/press/index.html"):
            assert sends is None, "default-src forbids it"
        else:
            assert sends == ["'self'", *([f"{tally}/"] if tally else [])]


def test_a_page_that_counts_nowhere_names_no_tally_and_sends_no_form() -> None:
    published = Published(red_campaign(), build_bundle(red_campaign(), tally="none", key=KEY))
    page = published.page("en")
    assert page.policy["connect-src"] == ["'self'"]
    assert page.policy["form-action"] == ["'none'"]
    assert page.settings["tally"] is None
    assert page.submitted == []
    assert [button for button in page.all("button") if button.get("type") != "button"] == []
    for each in published.pages.values():
        assert each.policy["form-action"] == ["'none'"]


def test_bases_are_shut_and_forms_but_the_photos(published: Published) -> None:
    tally = published.campaign.tally
    with_form = {f"{tag}/index.html" for tag in published.campaign.languages}
    for path, page in published.pages.items():
        assert page.policy["base-uri"] == ["'none'"]
        allowed = [f"{tally}/" if tally else "'self'"] if path in with_form else ["'none'"]
        assert page.policy["form-action"] == allowed
        assert len(page.all("form")) == len(page.submitted) == (1 if path in with_form else 0)


def test_the_form_sends_what_the_server_needs_and_nothing_more(published: Published) -> None:
    for tag in published.campaign.languages:
        page = published.page(tag)
        [sent] = page.all("form")
        assert (sent["method"], sent["enctype"]) == ("post", "multipart/form-data")
        fields = [(each["type"], each["name"]) for each in page.all("input") if "name" in each]
        variants = published.campaign.variants if len(published.campaign.variants) > 1 else ()
        choices = [("radio", "variant") for _ in variants]
        assert fields == [("hidden", "language"), ("file", "photo"), *choices]
        assert [
            each["name"] for tag in ("textarea", "select") for each in page.all(tag) if "name" in each
        ] == []
        radios = [each for each in page.all("input") if each["type"] == "radio"]
        assert [each["value"] for each in radios] == [each.name for each in variants]
        assert ["checked" in each for each in radios] == [at == 0 for at in range(len(variants))]


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
def test_the_policy_lets_page_and_form_reach_their_server(tally: str) -> None:
    campaign = replace(red_campaign(), tally=tally)
    page = Published(campaign, build_bundle(campaign, key=KEY)).page("en")
    join = urljoin(urljoin(BASE + "en/index.html", page.settings["tally"]), "join")
    assert join == (f"{tally}/c/red/join" if tally else BASE + "join")
    assert any(lets_in(source, join) for source in page.policy["connect-src"])
    [action] = page.submitted
    form = urljoin(BASE + "en/index.html", action)
    assert form == (f"{tally}/c/red/paint" if tally else BASE + "paint")
    assert any(lets_in(source, form) for source in page.policy["form-action"])


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
