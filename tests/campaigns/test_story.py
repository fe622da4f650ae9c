"""Stories: Markdown without HTML or pictures, its links to the open web only."""

from typing import Final

import pytest

from hueandcry import InputError
from hueandcry.campaigns import Campaign, dump_campaign, parse_campaign, render_story
from hueandcry.campaigns.story import check_story
from tests.stories import red_campaign

WORDS: Final = "story in en"

HTML = [
    "<b>bold</b>",
    "a <script>alert(1)</script>",
    "<script>\nalert(1)\n</script>",
    "text <!-- comment -->",
    '<img src="https://pictures.example/x.png">',
    "<iframe/>",
    "> quoted <i>x</i>",
    "* list\n  <p>in it</p>",
    "<![CDATA[x]]>",
]
PICTURES = [
    "![a](https://pictures.example/a.png)",
    "[![a](b.png)](https://a.example)",
    "![a][b]\n\n[b]: /x.png",
]
LINKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "<javascript:alert(1)>",
    "[x](data:text/html,x)",
    "[x](vbscript:x)",
    "[x](file:///etc/hostname)",
    "[x](//elsewhere.example/)",
    "[x](/c/other/)",
    "[x](page.html)",
    "[x](#top)",
    "[x]()",
    "[x](mailto:a@b.example)",
    "[x](https:///path)",
    "[x](claim:C05)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "**[x](javascript:alert(1))**",
]


@pytest.mark.parametrize("markdown", HTML)
def test_html_is_refused_and_its_story_named(markdown: str) -> None:
    with pytest.raises(InputError, match=f"^The {WORDS} has HTML"):
        check_story(markdown, WORDS)


@pytest.mark.parametrize("markdown", PICTURES)
def test_a_picture_is_refused_and_its_story_named(markdown: str) -> None:
    with pytest.raises(InputError, match=f"^The {WORDS} has a picture"):
        check_story(markdown, WORDS)


@pytest.mark.parametrize("markdown", LINKS)
def test_a_link_that_is_no_web_address_is_refused_and_its_story_named(markdown: str) -> None:
    with pytest.raises(InputError, match=f"^The {WORDS} links to '"):
        check_story(markdown, WORDS)


@pytest.mark.parametrize("markdown", [HTML[0], PICTURES[0], LINKS[0]])
def test_a_document_with_such_a_story_is_refused(markdown: str) -> None:
    with pytest.raises(InputError, match=f"The {WORDS} "):
        parse_with_story(markdown)


def parse_with_story(markdown: str) -> Campaign:
    text = dump_campaign(red_campaign()).replace('"Why this is **red**."', f"'''{markdown}'''")
    assert markdown in text
    return parse_campaign(text.encode(), lambda _: b"")


def test_plain_markdown_becomes_html() -> None:
    assert render_story("**a**\n\n* b\n* c") == (
        "<p><strong>a</strong></p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n"
    )


def test_a_link_leaves_without_saying_where_it_came_from() -> None:
    html = render_story("[more](https://reading.example/?a=1&b=2)")
    assert html == (
        '<p><a href="https://reading.example/?a=1&amp;b=2" rel="noopener noreferrer">more</a></p>\n'
    )


@pytest.mark.parametrize(
    "markdown", ["a < b & c > d", "`<script>`", "    <script>", r"\<script>", "&lt;script&gt;"]
)
def test_signs_that_only_look_like_html_are_kept_as_text(markdown: str) -> None:
    check_story(markdown, WORDS)
    assert "<script" not in render_story(markdown)
    assert "&lt;" in render_story(markdown)
