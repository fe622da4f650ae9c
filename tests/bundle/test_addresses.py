"""Addresses: what pages, scripts and settings name is in the bundle, and nothing comes from elsewhere."""

import json
import re
from urllib.parse import urlsplit

from hueandcry.bundle import build_bundle
from hueandcry.campaigns import Campaign
from hueandcry.effects import canonical_json, compile_effect
from tests.bundle.published import Published
from tests.stories import KEY, complete, red_campaign

IMPORTS = re.compile(
    rb"""(?:\bfrom|\bimport\(?)\s*["']([^"']+)["']|new URL\(\s*["']([^"']+)["']\s*,\s*import\.meta"""
)
NAMED_FILES = re.compile(rb"""["'`]((?:[\w./-]*/)?[\w-]+\.(?:js|css|json|png|webp|jpg|svg|html))["'`]""")
PICTURE_IN_PAGE = re.compile(r"data:image/(svg\+xml,%3Csvg|webp;base64,)")


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
        for address in (*page.addresses, *page.submitted)
        if published.file_at(path, address) is None
    ]
    assert [
        address for address in leaving if urlsplit(address).hostname not in hosts(published.campaign)
    ] == []


def test_nothing_from_another_host_is_loaded_by_a_page(published: Published) -> None:
    loaded = [(path, address) for path, page in published.pages.items() for address in page.fetched]
    assert len(loaded) >= 3 * len(published.pages)
    assert [each for each in loaded if published.file_at(*each) not in published.bundle] == []


def test_what_stands_in_a_page_itself_are_small_pictures(published: Published) -> None:
    for path, page in published.pages.items():
        inline = [address for address in page.sources if address.startswith("data:")]
        nothing = ["data:,"] if path.endswith("/embed/index.html") else []
        assert [each for each in inline if not PICTURE_IN_PAGE.match(each)] == nothing
        assert [each for each in inline if len(each) > 6_000] == []
        assert [each for each in (*page.linked, *page.submitted) if each.startswith("data:")] == []


def test_link_previews_find_their_picture_in_the_bundle(published: Published) -> None:
    for tag in published.campaign.languages:
        card = published.bundle[card_of(published, tag)]
        assert card.startswith(b"\xff\xd8")


def card_of(published: Published, language: str) -> str:
    """Return the path of the picture that link previews of a language's page show."""
    metas = published.page(language).all("meta")
    [shown] = [each["content"] for each in metas if each.get("property") == "og:image"]
    official = published.campaign.address
    if official:
        assert shown.startswith(official), "some networks take whole addresses only"
        return shown.removeprefix(official)
    return published.file_at(f"{language}/index.html", shown) or ""


def test_a_page_with_an_official_address_names_itself_there() -> None:
    campaign = complete(red_campaign())
    page = Published(campaign, build_bundle(campaign, key=KEY)).page("en")
    own = "https://official.example/red/en/"
    assert [link["href"] for link in page.all("link") if link["rel"] == "canonical"] == [own]
    assert {"property": "og:url", "content": own} in page.all("meta")


def test_a_page_without_one_names_itself_nowhere(published: Published) -> None:
    if not published.campaign.address:
        for page in published.pages.values():
            assert [link for link in page.all("link") if link["rel"] == "canonical"] == []
            assert [meta for meta in page.all("meta") if meta.get("property") == "og:url"] == []


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
    """Return the hosts that the campaign itself stands at, links to or counts at."""
    own = [campaign.address, campaign.tally, campaign.contact_url, *(each.url for each in campaign.actions)]
    source = [campaign.why.url] if campaign.why else []
    stories = " ".join(campaign.story.values())
    addresses = own + source + re.findall(r"https?://[^\s)]+", stories)
    return {host for host in (urlsplit(address).hostname for address in addresses) if host}


def test_styles_load_nothing(published: Published) -> None:
    styles = published.of_kind(".css")
    names = sorted(path.rpartition("/")[2].split(".")[0] for path in styles)
    assert names == ["kit", "plain", "style"]
    for style in styles.values():
        assert b"@import" not in style
        assert b"image-set(" not in style
        assert [
            url for url in re.findall(rb"url\(([^)]*)\)", style) if not url.strip(b"\"'").startswith(b"data:")
        ] == []


def test_the_one_script_that_a_script_starts_stands_beside_it(published: Published) -> None:
    named = [
        (path, (first or second).decode())
        for path, content in published.of_kind(".js").items()
        for first, second in IMPORTS.findall(content)
    ]
    assert named == [(f"{published.studio}/studio.js", "worker.js")]
    assert published.file_at(*named[0]) in published.bundle


def test_every_file_that_a_script_names_is_in_the_bundle_the_servers_or_the_supporters(
    published: Published,
) -> None:
    code = b"".join(published.of_kind(".js").values())
    named = {name.decode() for name in NAMED_FILES.findall(code)}
    theirs = {"count.json", "photo.jpg"}  # answered by the server; what a saved picture is called
    assert named - theirs == {"worker.js", "sw.js", "edition.json"}
    assert {f"{published.studio}/worker.js", "sw.js", "edition.json"} <= published.bundle.keys()


def test_the_settings_hold_every_effect_as_it_is_in_its_file(published: Published) -> None:
    for language in published.campaign.languages:
        listed = published.page(language).settings["variants"]
        for variant, said in zip(published.campaign.variants, listed, strict=True):
            effect = json.loads(published.bundle[json_path(published, variant.name)])["effect"]
            assert said["effect"] == effect
            assert said["effect"] == json.loads(canonical_json(compile_effect(variant.effect).document))


def test_the_studio_finds_every_overlay_and_every_preview(published: Published) -> None:
    for language in published.campaign.languages:
        page = f"{language}/index.html"
        for said in published.pages[page].settings["variants"]:
            overlay = json.loads(published.bundle[json_path(published, said["name"])]).get("overlay_file")
            found = said["overlay"] and published.file_at(page, said["overlay"])
            assert found == (overlay and f"effects/{overlay}")
            assert found is None or found in published.bundle
            preview = published.file_at(page, said["preview"]) or ""
            assert preview.startswith(f"previews/{said['name']}.")
            assert preview in published.bundle


def json_path(published: Published, variant: str) -> str:
    """Return the path of a variant's effect file."""
    [path] = (path for path in published.of_kind(".json") if path.startswith(f"effects/{variant}."))
    return path


def test_a_kept_page_keeps_all_that_it_needs_and_the_bundle_has_it(published: Published) -> None:
    for language in published.campaign.languages:
        page = f"{language}/index.html"
        settings = published.pages[page].settings
        kept = {published.file_at(page, address) for address in settings["keep"]}
        shown = {published.file_at(page, address) for address in published.pages[page].fetched}
        needed = {
            published.file_at(page, each["overlay"]) for each in settings["variants"] if each["overlay"]
        }
        needed |= {published.file_at(page, each["preview"]) for each in settings["variants"]}
        unneeded = {f"{published.studio}/plain.css"}  # without scripts nothing is kept
        assert kept == {page, f"{published.studio}/worker.js", *needed, *shown} - unneeded
        assert kept <= published.bundle.keys()


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
    shown = re.findall(r'\bshow\([^;"]*((?:, "[a-z-]+")+)\)', studio.decode())
    asked |= {name for names in shown for name in re.findall(r'"([a-z-]+)"', names)}
    assert len(asked) > 40
    for language in published.campaign.languages:
        assert asked - set(published.page(language).ids) == set()
