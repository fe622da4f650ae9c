"""A visitor of an older copy learns that the campaign ended, or that something was put right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hueandcry.bundle import build_bundle, write_bundle
from hueandcry.campaigns import Correction
from tests.browser.conftest import Watched
from tests.browser.steps import open_page
from tests.conftest import start_server, stop_server
from tests.plain_server import plain_server
from tests.stories import KEY, put_down, red_campaign

pytestmark = pytest.mark.browser

TODAY = datetime.now(UTC).date()


def test_a_cached_page_of_an_ended_campaign_says_so_by_itself(watched: Watched, tmp_path: Path) -> None:
    campaign = replace(red_campaign(), ends=TODAY - timedelta(days=2), tally="none")
    write_bundle(build_bundle(campaign, key=KEY), tmp_path / "site")
    with plain_server(tmp_path / "site") as address:
        open_page(watched.page, f"{address}en/")
        expect(watched.page.locator("#news")).to_contain_text("ended on")
        expect(watched.page.locator("#news p")).to_have_count(1)


def test_a_campaign_that_runs_and_has_not_changed_has_no_news(watched: Watched, tmp_path: Path) -> None:
    campaign = replace(red_campaign(), ends=TODAY + timedelta(days=2), tally="none")
    write_bundle(build_bundle(campaign, key=KEY), tmp_path / "site")
    with plain_server(tmp_path / "site") as address:
        open_page(watched.page, f"{address}en/")
        watched.page.wait_for_load_state("networkidle")
        expect(watched.page.locator("#news")).to_be_hidden()


def test_an_older_mirror_tells_of_the_correction_and_the_end_and_shows_the_way(
    watched: Watched, tmp_path: Path
) -> None:
    older = red_campaign()
    correction = Correction(date(2016, 5, 3), {"en": "The truce began on 30 April, not on 29 April."})
    newer = replace(older, corrections=(correction,), ends=TODAY - timedelta(days=1))
    (tmp_path / "data").mkdir()
    put_down(newer, tmp_path / "newer")
    running = start_server(tmp_path / "data", str(tmp_path / "newer"))
    try:
        official = f"{running.address}c/red/"
        bundle = build_bundle(older, tally=running.address.rstrip("/"), address=official, key=KEY)
        write_bundle(bundle, tmp_path / "mirror" / "copy")
        with plain_server(tmp_path / "mirror") as address:
            open_page(watched.page, f"{address}copy/en/")
            news = watched.page.locator("#news")
            expect(news).to_contain_text("May 3, 2016 The truce began on 30 April")
            expect(news).to_contain_text("ended on")
            assert news.locator("a").last.get_attribute("href") == official
            watched.page.screenshot(path="test-results/news.png")
        open_page(watched.page, f"{official}en/")
        expect(watched.page.locator(".why")).to_contain_text("3 May 2016: The truce began on 30 April")
    finally:
        stop_server(running)
