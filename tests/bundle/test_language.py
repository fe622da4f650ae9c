"""Languages: every page says which it is in and which way it runs, and speaks it throughout."""

import re

import pytest

from hueandcry.bundle import build_bundle
from hueandcry.bundle.texts import catalogue
from hueandcry.campaigns import LANGUAGES
from tests.bundle.published import Published
from tests.stories import KEY, red_campaign

DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl", "es": "ltr", "tr": "ltr", "uk": "ltr"}
SINCE = {"en": "since 29 April 2016", "fr": "depuis le 29 avril 2016", "ar": "منذ 29 نيسان/أبريل 2016"}


def test_every_page_says_its_language_and_direction(published: Published) -> None:
    for path, page in published.pages.items():
        tag = path.split("/")[0] if "/" in path else published.campaign.default_language
        assert tag in published.campaign.languages
        assert page.all("html") == [{"lang": tag, "dir": DIRECTIONS[tag]}]


def test_the_front_page_is_in_the_first_language(published: Published) -> None:
    first = published.campaign.languages[0]
    [html] = published.pages["index.html"].all("html")
    assert html == {"lang": first, "dir": DIRECTIONS[first]}
    assert published.pages["index.html"].text("h1") == published.campaign.title[first]


def test_the_front_page_offers_every_language_by_its_own_name(published: Published) -> None:
    page = published.pages["index.html"]
    offered = [(link["href"], link["lang"], link["hreflang"], link["dir"]) for link in page.all("a")]
    assert offered == [(f"{tag}/", tag, tag, DIRECTIONS[tag]) for tag in published.campaign.languages]
    assert [LANGUAGES[tag].name for tag in published.campaign.languages] == page.lines("a")


def test_a_page_links_to_every_language_and_marks_its_own(published: Published) -> None:
    tags = list(published.campaign.languages)
    for tag in tags:
        for path, up in ((f"{tag}/index.html", "../{}/"), (f"{tag}/press/index.html", "../../{}/press/")):
            links = [link for link in published.pages[path].all("a") if "hreflang" in link]
            offered = [(link["href"], link["lang"], link["dir"]) for link in links]
            several = tags if len(tags) > 1 else []
            assert offered == [(up.format(each), each, DIRECTIONS[each]) for each in several]
            assert [link["lang"] for link in links if "aria-current" in link] == [tag for _ in several[:1]]


def test_a_page_names_every_language_to_search_engines(published: Published) -> None:
    for tag in published.campaign.languages:
        named = [link for link in published.page(tag).all("link") if link["rel"] == "alternate"]
        assert [(link["hreflang"], link["href"]) for link in named] == [
            (each, f"../{each}/") for each in published.campaign.languages
        ]


def test_title_and_heading_are_the_campaigns(published: Published) -> None:
    for tag, title in published.campaign.title.items():
        page = published.page(tag)
        assert (page.text("title"), page.text("h1")) == (title, title)


def test_a_page_shows_its_languages_hashtags(published: Published) -> None:
    for tag in published.campaign.languages:
        for page in (published.page(tag), published.pages[f"{tag}/press/index.html"]):
            assert tuple(page.within("hashtags")) == published.campaign.hashtags_in(tag)


def test_a_language_without_a_story_has_no_heading_for_it(full: Published) -> None:
    headings = {tag: full.page(tag).lines("h2") for tag in full.campaign.languages}
    assert "fr" not in full.campaign.story
    assert "Why" in headings["en"]
    assert "Pourquoi" not in headings["fr"]
    assert len(headings["fr"]) == len(headings["en"]) - 1
    assert catalogue("fr")["why"] == "Pourquoi"


def test_the_first_screen_says_why_with_its_source_and_day_beside_it(full: Published) -> None:
    assert full.campaign.why is not None
    days = {"ar": "28 نيسان/أبريل 2016", "en": "28 April 2016", "fr": "28 avril 2016"}
    for tag, day in days.items():
        page = full.page(tag)
        sentence, *source = page.within("lead")
        assert sentence == full.campaign.why.text[tag]
        assert page.within("source") == source
        assert full.campaign.why.publisher in source
        assert day in " ".join(source)
        [link] = [each for each in page.all("a") if each.get("class") == "source"]
        assert link["href"] == full.campaign.why.url


def test_a_campaign_without_such_a_sentence_shows_none() -> None:
    page = Published(red_campaign(), build_bundle(red_campaign(), key=KEY)).page("en")
    assert page.within("lead") == page.within("source") == []


def test_every_correction_stands_on_the_page_with_its_day_the_latest_first(full: Published) -> None:
    items = full.page("en").lines("li")
    corrected = ["20 May 2016: It was Thursday.", "3 May 2016: <Aleppo> & not Idlib."]
    assert [each for each in items if each in corrected] == corrected
    assert catalogue("en")["corrections"] in full.page("en").lines("h2")


@pytest.mark.parametrize("tag", list(SINCE))
def test_a_page_says_who_calls_and_since_when(full: Published, tag: str) -> None:
    [line] = [text for _, text in full.page(tag).texts if SINCE[tag] in text]
    assert full.campaign.contact_name in line


def test_a_campaign_in_one_language_is_published_in_it_alone() -> None:
    published = Published(red_campaign(), build_bundle(red_campaign(), key=KEY))
    assert set(published.pages) == {
        "index.html",
        "en/index.html",
        "en/press/index.html",
        "en/embed/index.html",
    }


# The picture itself does not turn with the language: before is left.
ON_THE_PICTURE = [(".stage .tag", "left: 0.6rem"), (".stage .tag.last", "left: calc(50% + 0.6rem)")]


def test_styles_never_say_left_or_right_but_on_the_picture(published: Published) -> None:
    for path, style in published.of_kind(".css").items():
        allowed = ON_THE_PICTURE if path.endswith("/style.css") else []
        assert sided(style.decode()) == allowed, path


def sided(style: str) -> list[tuple[str, str]]:
    """Return every declaration that names a side, with its rule's selector."""
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    rules = re.findall(r"([^{};]*)\{([^{}]*)\}", plain)
    declarations = [(selector.strip(), each.strip()) for selector, body in rules for each in body.split(";")]
    return [(selector, each) for selector, each in declarations if SIDED.search(each)]


SIDED = re.compile(
    r"(?:margin|padding|border|inset|float|clear|align)[\w-]*\s*(?:-|:\s*)(?:left|right)\b"
    r"|^(?:left|right|(?:margin|padding|inset)\s*:\s*(\S+\s+){3}\S+$|(?:scroll-)?[\w-]+-(?:left|right))\b"
)


@pytest.mark.parametrize(
    "declaration",
    [
        "left: 0",
        "right: 1px",
        "margin-left: 1px",
        "padding-right: 0",
        "border-left: 0",
        "border-top-right-radius: 1px",
        "float: left",
        "text-align: right",
        "margin: 0 1px 0 2px",
        "scroll-margin-left: 0",
    ],
)
def test_every_way_to_say_a_side_would_be_found(declaration: str) -> None:
    assert sided(f"@media print {{ a {{ color: red; {declaration}; }} }}") == [("a", declaration)]
