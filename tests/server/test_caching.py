"""What is named by its content may be kept for ever; everything else is asked for again."""

import re

import pytest

from hueandcry.bundle import build_bundle, load_or_make_key
from hueandcry.campaigns.demo import demo_campaign
from tests.conftest import Running
from tests.server.asking import RED, TRICOLORE, ask

NAMED_BY_CONTENT = re.compile(
    r"studio/[0-9a-f]{12}/[^/]+|(effects|previews|share(/[a-z]+)?)/[^/]+\.[0-9a-f]{12}\.[a-z]+"
)
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def tricolore(demo: Running) -> dict[str, bytes]:
    """Return every file of a demo campaign's bundle, signed and addressed as the server does it."""
    key = load_or_make_key(demo.data / "signing-key")
    return build_bundle(demo_campaign("tricolore"), key=key, address=f"{demo.address}c/tricolore/")


def test_every_file_of_a_bundle_is_served_as_it_is(demo: Running, tricolore: dict[str, bytes]) -> None:
    for path in tricolore.keys() - {"index.html"}:
        reply = ask(demo.address, f"{TRICOLORE}{path}")
        assert (reply.status, reply.body) == (200, tricolore[path]), path


def test_only_files_named_by_their_content_are_kept_for_ever(
    demo: Running, tricolore: dict[str, bytes]
) -> None:
    replies = {path: ask(demo.address, f"{TRICOLORE}{path}") for path in tricolore}
    for_ever = {path for path, reply in replies.items() if reply.headers["cache-control"] == FOR_EVER}
    again = {path for path, reply in replies.items() if reply.headers["cache-control"] == "no-cache"}
    assert for_ever == {path for path in tricolore if NAMED_BY_CONTENT.fullmatch(path)}
    assert again == tricolore.keys() - for_ever
    assert len(for_ever) > 5


@pytest.mark.parametrize("path", ["/", f"{RED}en/", f"{RED}campaign.toml"])
def test_what_has_not_changed_is_not_sent_again(demo: Running, path: str) -> None:
    first = ask(demo.address, path)
    etag = first.headers["etag"]
    again = ask(demo.address, path, headers={"if-none-match": etag})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == etag
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert again.headers["content-length"] in (None, str(len(first.body)))


@pytest.mark.parametrize("known", ['"0123456789abcdef0123"', "", "nonsense"])
def test_what_has_changed_is_sent_again(demo: Running, known: str) -> None:
    reply = ask(demo.address, f"{RED}en/", headers={"if-none-match": known})
    assert reply.status == 200
    assert reply.body.startswith(b"<!doctype html>")


def test_a_list_of_known_states_and_a_weak_one_are_understood(demo: Running) -> None:
    etag = ask(demo.address, f"{RED}en/").headers["etag"]
    for known in (f'"abc", {etag}', f"W/{etag}"):
        assert ask(demo.address, f"{RED}en/", headers={"if-none-match": known}).status == 304


def test_every_language_of_the_list_has_a_state_of_its_own(demo: Running) -> None:
    etags = {ask(demo.address, f"/?lang={tag}").headers["etag"] for tag in ("en", "ar", "fr")}
    assert len(etags) == 3


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("en/index.html", "text/html; charset=utf-8"),
        (".js", "text/javascript; charset=utf-8"),
        (".css", "text/css; charset=utf-8"),
        (".json", "application/json; charset=utf-8"),
        (".toml", "text/plain; charset=utf-8"),
        (".png", "image/png"),
        (".webp", "image/webp"),
        (".svg", "image/svg+xml"),
    ],
)
def test_every_file_says_what_it_is(
    demo: Running, tricolore: dict[str, bytes], ending: str, kind: str
) -> None:
    paths = [path for path in tricolore if path.endswith(ending)]
    assert paths
    for path in paths:
        reply = ask(demo.address, f"{TRICOLORE}{path}")
        assert reply.headers["content-type"] == kind
        assert reply.headers["x-content-type-options"] == "nosniff"
