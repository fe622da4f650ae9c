"""A bundle's page as a browser's parser sees it: elements, their attributes, and what scripts hold."""

import json
from html.parser import HTMLParser
from typing import Any

Attributes = dict[str, str]


class Page(HTMLParser):
    """A parsed page.

    Args:
        html: the page's bytes.
    """

    def __init__(self, html: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, Attributes]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep a text with the element that was opened last."""
        self.texts.append((self.elements[-1][0] if self.elements else "", data))

    def all(self, tag: str) -> list[Attributes]:
        """Return the attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str) -> str:
        """Return the text that follows the start tags of a name."""
        return "".join(text for name, text in self.texts if name == tag).strip()

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def addresses(self) -> list[str]:
        """Whatever an element links to, loads or may load."""
        names = ("href", "src", "data-preview", "action", "poster", "srcset")
        return [attributes[name] for _, attributes in self.elements for name in names if name in attributes]

    @property
    def policy(self) -> dict[str, list[str]]:
        """The Content-Security-Policy: directive → sources."""
        [content] = [
            meta["content"]
            for meta in self.all("meta")
            if meta.get("http-equiv", "").lower() == "content-security-policy"
        ]
        directives = [directive.split() for directive in content.split(";")]
        return {name: sources for name, *sources in directives}

    @property
    def settings(self) -> dict[str, Any]:
        """The studio's settings."""
        found: dict[str, Any] = json.loads(self.text("script"))
        return found
