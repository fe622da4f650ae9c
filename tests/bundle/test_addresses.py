"""Addresses: what pages, modules and effects name is in the bundle, and nothing comes from elsewhere."""

import json
import re
from urllib.parse import urlsplit

from hueandcry.campaigns import Campaign
from tests.bundle.published import Published

IMPORTS = re.compile(
    rb"""(?:\bfrom|\bimport\(?)\s*["']([^"']+)["']|new URL\(\s*["']([^"']+)["']\s*,\s*import\.meta"""
)


def test_every_relative_address_in_every_page_leads_to_a_file(published: Published) -> None:
    led = {
        (path, address): published.file_at(path, address)
        for path, page in published.pages.items()
        for address in page.addresses
    }
    assert len(led) > 4 * len(published.pages)
    assert [key for key, file in led.items() if file is not None and file not in published.bundle] == []


def test_no_address_leaves_the_bundle_but_the_campaigns_own_links(published: Published) -> None:
    leaving = [
        address
        for path, page in published.pages.items()
        for address in page.addresses
        if published.file_at(path, address) is None
    ]
    assert [
        address for address in leaving if urlsplit(address).hostname not in hosts(published.campaign)
    ] == []


def test_nothing_from_another_host_is_loaded_by_a_page(published: Published) -> None:
    loaded = [
        (path, attributes.get("src") or attributes["href"])
        for path, page in published.pages.items()
        for tag, attributes in page.elements
        if tag != "a" and ("src" in attributes or "href" in attributes)
    ]
    assert len(loaded) >= 3 * len(published.pages)
    assert [each for each in loaded if published.file_at(*each) is None] == []


def test_links_to_other_hosts_say_nothing_of_where_they_came_from(published: Published) -> None:
    leaving = [
        link
        for path, page in published.pages.items()
        for link in page.all("a")
        if published.file_at(path, link["href"]) is None
    ]
    assert [link["href"] for link in leaving if "noreferrer" not in link.get("rel", "")] == []


def test_every_page_tells_the_browser_to_send_no_referrer(published: Published) -> None:
    for page in published.pages.values():
        assert {"name": "referrer", "content": "no-referrer"} in page.all("meta")


def test_no_page_script_or_style_names_another_host(published: Published) -> None:
    code = published.of_kind(".html", ".js", ".css")
    named = {
        (path, found.decode())
        for path, content in code.items()
        for found in re.findall(rb"""https?://([^/\s;"'<>&)\]]+)""", content)
    }
    assert {(path, host) for path, host in named if host not in hosts(published.campaign)} == set()


def hosts(campaign: Campaign) -> set[str]:
    """Return the hosts that the campaign itself links to or counts at."""
    own = [campaign.tally, campaign.contact_url, *(action.url for action in campaign.actions)]
    stories = " ".join(campaign.story.values())
    addresses = own + re.findall(r"https?://[^\s)]+", stories)
    return {host for host in (urlsplit(address).hostname for address in addresses) if host}


def test_styles_load_nothing(published: Published) -> None:
    [style] = published.of_kind(".css").values()
    assert b"@import" not in style
    assert [
        url for url in re.findall(rb"url\(([^)]*)\)", style) if not url.strip(b"\"'").startswith(b"data:")
    ] == []


def test_every_module_that_a_module_names_stands_beside_it(published: Published) -> None:
    modules = published.of_kind(".js")
    named = [
        (path, (first or second).decode())
        for path, content in modules.items()
        for first, second in IMPORTS.findall(content)
    ]
    assert len(named) >= len(modules) - 2  # all but the two that pages name themselves
    assert [each for each in named if published.file_at(*each) not in modules] == []


def test_the_studio_finds_every_effect_and_every_overlay(published: Published) -> None:
    for language in published.campaign.languages:
        for variant in published.page(language).settings["variants"]:
            effect = published.file_at(f"{language}/index.html", variant["effect"])
            assert effect is not None
            overlay = json.loads(published.bundle[effect]).get("overlay_file")
            assert overlay is None or published.file_at(effect, overlay) in published.bundle


def test_a_link_inside_a_page_leads_to_an_element(published: Published) -> None:
    for page in published.pages.values():
        inside = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
        assert [name for name in inside if name not in page.ids] == []


def test_no_id_stands_twice_in_a_page(published: Published) -> None:
    for page in published.pages.values():
        assert len(page.ids) == len(set(page.ids))


def test_the_studio_finds_every_element_that_it_asks_for(published: Published) -> None:
    [studio] = (content for path, content in published.bundle.items() if path.endswith("/studio.js"))
    asked = set(re.findall(r'\bat\("([a-z-]+)"\)', studio.decode()))
    assert len(asked) > 10
    for language in published.campaign.languages:
        assert asked - set(published.page(language).ids) == set()
