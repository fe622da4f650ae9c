"""Which campaigns are on the list, and which only at their address."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Running
from tests.server.asking import ask
from tests.server.joining import join, new_token, number_after
from tests.server.serving import QUICK, quick_campaign, serving


@pytest.fixture(scope="module")
def unlisted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve one campaign, and it is unlisted."""
    folder = tmp_path_factory.mktemp("unlisted")
    campaign = Path(quick_campaign(folder / "campaigns"))
    text = campaign.read_text(encoding="utf-8").replace("\nslug", "\nunlisted = true\nslug", 1)
    campaign.write_text(text, encoding="utf-8")
    data = folder / "data"
    data.mkdir()
    with serving(data, str(campaign)) as running:
        yield running


def test_the_demo_campaigns_are_on_the_list_in_their_order(demo: Running) -> None:
    listed = re.findall(rb'<a href="/c/([a-z-]+)/">', ask(demo.address, "/").body)
    assert listed == [b"make-facebook-red", b"tricolore"]


def test_the_pictures_and_style_of_the_list_are_there(demo: Running) -> None:
    page = ask(demo.address, "/?lang=ar").body.decode()
    named = re.findall(r'<(?:link|img)[^>]* (?:href|src)="([^"]+)"', page)
    assert len(named) >= 4
    assert {ask(demo.address, path).status for path in named} == {200}


def test_an_unlisted_campaign_is_served_and_counted_at_its_address(unlisted: Running) -> None:
    assert ask(unlisted.address, f"{QUICK}en/").status == 200
    first = number_after(join(unlisted.address, new_token(), QUICK))
    assert number_after(join(unlisted.address, new_token(), QUICK)) == first + 1


def test_an_unlisted_campaign_has_no_place_on_the_list(unlisted: Running) -> None:
    page = ask(unlisted.address, "/").body
    assert page.startswith(b"<!doctype html>")
    assert QUICK.encode() + b'"' not in page


def test_the_list_does_not_betray_an_unlisted_campaign_anywhere_in_its_source(unlisted: Running) -> None:
    assert b"quick" not in ask(unlisted.address, "/").body


def test_campaigns_of_another_server_are_not_here(unlisted: Running) -> None:
    assert ask(unlisted.address, "/c/tricolore/fr/").status == 404
    assert ask(unlisted.address, "/c/tricolore/count.json").status == 404
