"""The page in the frame: small, the count from where it is kept, one button that opens the campaign."""

import json
from dataclasses import replace

import pytest

from hueandcry.bundle import build_bundle
from hueandcry.bundle.kit import embed_script
from hueandcry.bundle.kit.embed import SANDBOX, frame_script
from hueandcry.campaigns import Campaign
from tests.bundle.kit.stories import sourced_campaign
from tests.bundle.page_reader import Page
from tests.stories import KEY


def embed_page(campaign: Campaign, tag: str) -> Page:
    return Page(build_bundle(campaign, key=KEY)[f"{tag}/embed/index.html"])


@pytest.mark.parametrize(
    ("tally", "count", "allowed"),
    [
        ("", "../../count.json", ["'self'"]),
        ("none", None, ["'self'"]),
        (
            "https://tally.example",
            "https://tally.example/c/red-for-aleppo/count.json",
            ["'self'", "https://tally.example/"],
        ),
    ],
)
def test_it_asks_for_the_count_where_it_is_kept(tally: str, count: str | None, allowed: list[str]) -> None:
    page = embed_page(replace(sourced_campaign(), tally=tally), "ar")
    settings = json.loads(page.text("script"))
    assert settings["count"] == count
    assert page.policy["connect-src"] == allowed
    assert set(settings) == {"count", "numbers", "supporters"}


def test_its_one_button_opens_the_campaign_in_a_tab_of_its_own() -> None:
    [link] = embed_page(sourced_campaign(), "fr").all("a")
    assert (link["href"], link["target"], link["rel"]) == ("../", "_blank", "noopener")


def test_the_scripts_store_nothing_and_bring_no_credentials() -> None:
    for script in (embed_script(), frame_script()):
        for word in (b"localStorage", b"sessionStorage", b"indexedDB", b"cookie", b"serviceWorker"):
            assert word not in script
    assert b'credentials: "omit"' in frame_script()


def test_script_and_snippet_shut_the_frame_in_the_same_way() -> None:
    assert f'"{SANDBOX}"'.encode() in embed_script()
    assert "allow-same-origin" not in SANDBOX


def test_the_script_is_small_and_the_same_in_every_bundle() -> None:
    assert len(embed_script()) < 4_000
    bundles = [build_bundle(replace(sourced_campaign(), slug=slug), key=KEY) for slug in ("one", "two")]
    assert bundles[0]["embed.js"] == bundles[1]["embed.js"] == embed_script()
