"""A story: Markdown without HTML or pictures, its links to the open web only."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hueandcry.campaigns.reader import is_web_address
from hueandcry.errors import InputError


@cache
def reader() -> MarkdownIt:
    """Return the one Markdown reader; HTML and pictures are seen, so that they can be refused by name."""
    markdown = MarkdownIt("commonmark", {"html": True})
    # Every address is looked at below, so that a refusal can name it.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return markdown


def check_story(markdown: str, place: str) -> None:
    """Refuse what a campaign page must not carry.

    Raises:
        InputError: for HTML, a picture, or a link that is no web address.
    """
    for token in flatten(reader().parse(markdown)):
        if token.type in ("html_block", "html_inline"):
            raise refused(place, f"has HTML ({token.content.strip()[:40]!r})", "Write it as plain Markdown.")
        if token.type == "image":
            raise refused(place, "has a picture", "Pictures come with the effect; link to others.")
        if token.type == "link_open" and not is_web_address(str(token.attrGet("href"))):
            raise refused(
                place, f"links to {token.attrGet('href')!r}", "Link to an address that begins with https://."
            )


def render_story(markdown: str) -> str:
    """Return a checked story as HTML; links leave without saying where they came from."""
    tokens = reader().parse(markdown)
    for token in flatten(tokens):
        if token.type == "link_open":
            token.attrSet("rel", "noopener noreferrer")
    rendered: str = reader().renderer.render(tokens, reader().options, {})
    return rendered


def flatten(tokens: list[Token]) -> list[Token]:
    """Return block tokens and the inline tokens within them."""
    return [each for token in tokens for each in (token, *(token.children or ()))]


def refused(place: str, what: str, hint: str) -> InputError:
    """Return the error for a story."""
    return InputError(f"The {place} {what}.", hint, code="bad_campaign")
