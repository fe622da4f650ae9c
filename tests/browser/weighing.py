"""What a page's requests weigh on the wire, as the browser itself counts it."""

from typing import Any

from playwright.sync_api import Page


def weigh(page: Page) -> dict[str, float]:
    """Return a record, kept up to date, of every request's address and the bytes that came over the wire."""
    weights: dict[str, float] = {}
    addresses: dict[str, str] = {}
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")

    def sent(event: dict[str, Any]) -> None:
        url = str(event["request"]["url"])
        if url.startswith("http"):
            addresses[event["requestId"]] = url
            weights[url] = 0

    def finished(event: dict[str, Any]) -> None:
        if url := addresses.get(event["requestId"]):
            weights[url] = float(event["encodedDataLength"])

    protocol.on("Network.requestWillBeSent", sent)
    protocol.on("Network.loadingFinished", finished)
    return weights
