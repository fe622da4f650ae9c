"""The press page: everything to take, in the page's language, without a script."""

from dataclasses import replace

import pytest

from hueandcry.bundle import build_bundle
from hueandcry.bundle.kit import ready_texts
from hueandcry.bundle.texts import text
from hueandcry.campaigns import LANGUAGES, Campaign
from tests.bundle.kit.stories import ADDRESS, bare_campaign, sourced_campaign
from tests.bundle.page_reader import Page
from tests.bundle.published import Published
from tests.stories import KEY

TAGS = sourced_campaign().languages


def publish(campaign: Campaign) -> Published:
    return Published(campaign, build_bundle(campaign, key=KEY))


@pytest.fixture(scope="module")
def published() -> Published:
    """Publish the campaign that says everything."""
    return publish(sourced_campaign())


def press(published: Published, tag: str) -> Page:
    return published.pages[f"{tag}/press/index.html"]


def said(page: Page) -> str:
    return " ".join(text.strip() for _, text in page.texts)


@pytest.mark.parametrize("tag", TAGS)
def test_it_speaks_its_language(published: Published, tag: str) -> None:
    page = press(published, tag)
    assert page.all("html") == [{"lang": tag, "dir": LANGUAGES[tag].direction}]
    for key in ("press_about", "downloads", "free_to_use", "ready_texts", "counting", "checks_text"):
        assert text(tag, key) in said(page)


def test_it_runs_and_frames_and_sends_nothing(published: Published) -> None:
    page = press(published, "en")
    assert page.policy["default-src"] == ["'none'"]
    assert "script-src" not in page.policy
    assert page.all("script") == page.all("style") == page.all("form") == []
    assert [tag for tag, attributes in page.elements if "style" in attributes] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_file_to_take_is_there_and_has_a_name(published: Published, tag: str) -> None:
    takes = [link for link in press(published, tag).all("a") if "download" in link]
    assert [link["download"].rsplit("-", 1)[-1] for link in takes] == [
        "card.jpg",
        "square.jpg",
        "story.jpg",
        "poster.pdf",
        "qr.svg",
        "qr.png",
    ]
    for link in takes:
        assert published.file_at(f"{tag}/press/index.html", link["href"]) in published.bundle


@pytest.mark.parametrize("tag", TAGS)
def test_every_address_within_leads_somewhere(published: Published, tag: str) -> None:
    for page in (f"{tag}/press/index.html", f"{tag}/embed/index.html"):
        inside = [published.file_at(page, address) for address in published.pages[page].addresses]
        named = [path for path in inside if path is not None]
        assert len(named) > 4
        assert [path for path in named if path not in published.bundle and "data:" not in path] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_ready_text_stands_in_a_field_with_a_label(published: Published, tag: str) -> None:
    page = press(published, tag)
    fields = {each["id"]: each for each in page.all("textarea")}
    labels = {each["for"] for each in page.all("label")}
    assert set(fields) == labels
    assert all("readonly" in each for each in fields.values())
    html = published.bundle[f"{tag}/press/index.html"].decode()
    for ready in ready_texts(sourced_campaign(), tag):
        assert f"text-{ready.network}" in fields
        assert f">\n{ready.text}</textarea>" in html


def test_it_gives_each_partner_a_link_and_other_pages_the_button(published: Published) -> None:
    words = said(press(published, "ar"))
    assert f"{ADDRESS}?p=friends" in words
    assert f'<script src="{ADDRESS}embed.js" data-language="ar" referrerpolicy="no-referrer" async>' in words
    assert f'<iframe src="{ADDRESS}ar/embed/" title="الأحمر لحلب"' in words


def test_the_sentence_has_its_source_beside_it(published: Published) -> None:
    words = said(press(published, "en"))
    assert "The hospital was hit. Source: A newspaper, 28 April 2016" in " ".join(words.split())
    assert {"href": "https://news.example/1", "rel": "noopener noreferrer", "class": "source"} in press(
        published, "en"
    ).all("a")


def test_a_campaign_that_says_little_has_its_press_page() -> None:
    page = press(publish(bare_campaign()), "en")
    assert "?p=" not in said(page)
    assert "embed.js" not in said(page)
    assert [link for link in page.all("a") if link["href"].startswith("http")] == []


def test_what_a_campaign_says_cannot_break_out_of_the_page() -> None:
    title = '</textarea><script>alert(1)</script>"><b>'
    campaign = replace(bare_campaign(), title={"en": title}, address=ADDRESS)
    published = publish(campaign)
    for path in ("en/press/index.html", "en/embed/index.html"):
        page = published.pages[path]
        assert [each for each in page.all("script") if "src" not in each and "type" not in each] == []
        assert page.all("b") == []
        assert page.text("h1") == title


def test_no_hidden_mark_of_direction_stands_in_any_page(published: Published) -> None:
    for content in published.of_kind("press/index.html", "embed/index.html").values():
        assert not set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(
            content.decode()
        )
