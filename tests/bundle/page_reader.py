"""A bundle's page as a browser's parser sees it: elements, their attributes, and what scripts hold."""

import json
from html.parser import HTMLParser
from typing import Any

Attributes = dict[str, str]

# Elements that have no end tag.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FETCHING = ("src", "srcset", "poster", "data", "background", "ping", "manifest")
# Relations that make a link element name an address and fetch nothing.
NAMING = {"canonical", "alternate"}


class Page(HTMLParser):
    """A parsed page.

    Args:
        html: the page's bytes.
    """

    def __init__(self, html: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, Attributes]] = []
        self.texts: list[tuple[str, str]] = []
        self.classed: list[tuple[set[str], str]] = []
        self.open: list[tuple[str, Attributes]] = []
        self.feed(html.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and those in it."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep a text with the element that it stands in, and the classes of all around it."""
        self.texts.append((self.open[-1][0] if self.open else "", data))
        self.classed.append(({name for _, each in self.open for name in each.get("class", "").split()}, data))

    def all(self, tag: str) -> list[Attributes]:
        """Return the attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str) -> str:
        """Return the text that stands directly in elements of a name."""
        return "".join(text for name, text in self.texts if name == tag).strip()

    def lines(self, tag: str) -> list[str]:
        """Return each text that stands directly in an element of a name."""
        return [text.strip() for name, text in self.texts if name == tag and text.strip()]

    def within(self, name: str) -> list[str]:
        """Return each text that stands anywhere within elements of a class."""
        return [text.strip() for names, text in self.classed if name in names and text.strip()]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def fetched(self) -> list[str]:
        """Whatever the browser fetches by itself, but what stands in the page as ``data:``."""
        return [address for address in self.sources if not address.startswith("data:")]

    @property
    def sources(self) -> list[str]:
        """Whatever elements show or run, wherever it stands."""
        named = [each[name] for _, each in self.elements for name in FETCHING if name in each]
        links = [link["href"] for link in self.all("link") if not NAMING & set(link["rel"].split())]
        return named + links

    @property
    def linked(self) -> list[str]:
        """Wherever a link leads."""
        named = [link["href"] for link in self.all("link") if NAMING & set(link["rel"].split())]
        return named + [each["href"] for tag, each in self.elements if tag != "link" and "href" in each]

    @property
    def submitted(self) -> list[str]:
        """Wherever a form is sent."""
        names = ("action", "formaction")
        return [each[name] for _, each in self.elements for name in names if name in each]

    @property
    def addresses(self) -> list[str]:
        """Whatever the page fetches or links to."""
        return self.fetched + self.linked

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
