"""A campaign with its bundle: its pages, its files by kind, and where an address in a page leads."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from hueandcry.bundle import build_bundle
from hueandcry.campaigns import Campaign
from hueandcry.campaigns.demo import demo_campaigns
from tests.bundle.page_reader import Page
from tests.stories import KEY, framed_campaign, full_campaign

CAMPAIGNS = {each.slug: each for each in (*demo_campaigns(), full_campaign(), framed_campaign())}
BASE = "https://host.example/some/where/"


@dataclass(frozen=True)
class Published:
    """A campaign and the bundle that was built of it.

    Args:
        campaign: the campaign.
        bundle: path → bytes.
    """

    campaign: Campaign
    bundle: dict[str, bytes]

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its path."""
        return {path: Page(content) for path, content in self.of_kind(".html").items()}

    def page(self, language: str) -> Page:
        """Return a language's page."""
        return self.pages[f"{language}/index.html"]

    @property
    def studio(self) -> str:
        """The folder that holds the studio's files."""
        [folder] = {path.rpartition("/")[0] for path in self.bundle if path.startswith("studio/")}
        return folder

    def of_kind(self, *endings: str) -> dict[str, bytes]:
        """Return the files whose names end so."""
        return {path: content for path, content in self.bundle.items() if path.endswith(endings)}

    def file_at(self, page: str, address: str) -> str | None:
        """Return the path of the file that an address leads to, seen from a page; None for another host."""
        url = urljoin(BASE + page, address)
        if not url.startswith(BASE):
            return None
        path = urlsplit(url).path.removeprefix(urlsplit(BASE).path)
        return path + "index.html" if path == "" or path.endswith("/") else path


def build_once(slug: str, shelf: dict[str, Published]) -> Published:
    """Return a campaign's bundle from the shelf, built if it is not there yet."""
    if slug not in shelf:
        shelf[slug] = Published(CAMPAIGNS[slug], build_bundle(CAMPAIGNS[slug], key=KEY))
    return shelf[slug]
