"""Compressed answers: each browser gets the form that it likes, and caches can tell the forms apart."""

import gzip
import re
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.bundle import build_bundle, with_compressed
from hueandcry.campaigns.demo import demo_campaign
from hueandcry.server.bundles import Asked, Shelf
from hueandcry.server.encodings import best_encoding
from hueandcry.server.static import StaticFile, static_file, static_files
from hueandcry.server.wire import Answer
from tests.conftest import Running
from tests.server.asking import RED, Reply, ask
from tests.stories import KEY

BOTH = ("br", "gzip")
UNPACK: dict[str | None, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("gzip;q=0.8, br; q=0.8", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("*;q=0.5, br;q=0", "gzip"),
        ("gzip;q=0.5, *;q=0.1", "gzip"),
        ("identity", ""),
        ("identity, br;q=0.9", ""),
        ("identity;q=0.5, br;q=0.9", "br"),
        ("identity;q=0", ""),
        ("br;q=nan, gzip;q=0.1", "gzip"),
        ("br;q=7, gzip;q=x", ""),
        ("br;level=3", "br"),
        (";;,,q=1", ""),
        ("deflate, zstd", ""),
    ],
)
def test_these_wishes_are_granted_so(accepted: str, expected: str) -> None:
    assert best_encoding(accepted, BOTH) == expected


@given(st.text(max_size=60), st.lists(st.sampled_from(BOTH), unique=True))
def test_whatever_is_asked_for_something_that_is_there_is_given(accepted: str, offered: list[str]) -> None:
    assert best_encoding(accepted, offered) in {"", *offered}


def test_what_has_no_compressed_copy_is_given_plain() -> None:
    assert best_encoding("br, gzip", ()) == ""
    assert best_encoding("br, gzip", ("gzip",)) == "gzip"


def ask_for(demo: Running, path: str, encoding: str | None, method: str = "GET", known: str = "") -> Reply:
    headers = {"accept-encoding": encoding or "identity"} | ({"if-none-match": known} if known else {})
    return ask(demo.address, path, method, headers=headers)


@pytest.mark.parametrize("path", ["/", f"{RED}en/", f"{RED}campaign.toml", f"{RED}manifest.json"])
def test_every_form_holds_the_same_and_has_a_state_of_its_own(demo: Running, path: str) -> None:
    replies = {encoding: ask_for(demo, path, encoding) for encoding in UNPACK}
    contents = {UNPACK[encoding](reply.body) for encoding, reply in replies.items()}
    assert len(contents) == 1
    assert {encoding: reply.headers["content-encoding"] for encoding, reply in replies.items()} == {
        encoding: encoding for encoding in UNPACK
    }
    assert len({reply.headers["etag"] for reply in replies.values()}) == 3
    assert len({reply.headers["content-type"] for reply in replies.values()}) == 1
    assert all("accept-encoding" in reply.headers["vary"] for reply in replies.values())
    sizes = [len(replies[encoding].body) for encoding in ("br", "gzip", None)]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("encoding", UNPACK)
def test_each_form_is_known_again_and_only_by_its_own_state(demo: Running, encoding: str | None) -> None:
    states = {each: ask_for(demo, f"{RED}en/", each).headers["etag"] for each in UNPACK}
    for each, state in states.items():
        again = ask_for(demo, f"{RED}en/", encoding, known=state)
        assert again.status == (304 if each == encoding else 200)
    same = ask_for(demo, f"{RED}en/", encoding, known=states[encoding])
    assert (same.body, same.headers["etag"]) == (b"", states[encoding])
    assert "accept-encoding" in same.headers["vary"]


@pytest.mark.parametrize("encoding", UNPACK)
def test_head_says_what_get_would(demo: Running, encoding: str | None) -> None:
    get, head = (ask_for(demo, f"{RED}en/", encoding, method) for method in ("GET", "HEAD"))
    assert head.body == b""
    for name in ("content-length", "content-encoding", "etag", "vary", "content-type"):
        assert head.headers[name] == get.headers[name]
    assert int(get.headers["content-length"]) == len(get.body)


def test_a_picture_is_sent_as_it_is(demo: Running) -> None:
    page = ask(demo.address, "/").body.decode()
    [preview, *_] = re.findall(r'src="([^"]*/previews/[^"]*)"', page)
    reply = ask(demo.address, preview, headers={"accept-encoding": "br, gzip"})
    assert reply.headers["content-type"].startswith("image/")
    assert (reply.headers["content-encoding"], reply.headers["vary"]) == (None, None)


@pytest.mark.parametrize("ending", [".br", ".gz"])
def test_a_compressed_copy_has_no_address_of_its_own(demo: Running, ending: str) -> None:
    assert ask(demo.address, f"{RED}en/index.html{ending}").status == 404
    assert ask(demo.address, f"{RED}campaign.toml{ending}").status == 404


def headers_of(file: StaticFile) -> dict[bytes, bytes]:
    return dict(file.answer("", "").headers)


@pytest.mark.parametrize(
    ("path", "may_be_framed"),
    [
        ("index.html", False),
        ("en/index.html", False),
        ("en/embed/index.html", True),
        ("pt-BR/embed/index.html", True),
        ("embed/index.html", False),
        ("en/evidence/embed/index.html", False),
    ],
)
def test_only_the_pages_made_for_it_may_be_framed(path: str, may_be_framed: bool) -> None:  # noqa: FBT001
    policy = headers_of(static_file(path, b"<!doctype html>")).get(b"content-security-policy", b"")
    assert (b"frame-ancestors 'none'" in policy) != may_be_framed


def test_what_other_hosts_load_may_be_loaded(demo: Running) -> None:
    edition = ask(demo.address, f"{RED}edition.json", headers={"origin": "https://mirror.example"})
    assert edition.headers["access-control-allow-origin"] == "*"
    assert edition.headers["cache-control"] == "no-cache"
    assert ask(demo.address, f"{RED}manifest.json").headers["access-control-allow-origin"] is None
    script = headers_of(static_file("embed.js", b"{}"))
    assert script[b"access-control-allow-origin"] == b"*"
    assert script[b"cross-origin-resource-policy"] == b"cross-origin"
    assert script[b"cache-control"] == b"no-cache"


def test_the_service_worker_is_asked_for_again() -> None:
    answer = static_file("sw.js", b"{}").answer("", "")
    assert answer.kind == "text/javascript; charset=utf-8"
    assert dict(answer.headers)[b"cache-control"] == b"no-cache"


def test_shared_cards_named_by_content_are_kept_for_ever() -> None:
    assert b"immutable" in headers_of(static_file("share/en.0123456789ab.png", b""))[b"cache-control"]


def test_a_copy_without_its_file_is_a_file_like_any_other() -> None:
    files = static_files({"a.txt": b"text", "a.txt.gz": b"packed", "b.gz": b"archive"})
    assert set(files) == {"a.txt", "b.gz"}


def test_the_embedding_script_stands_at_the_root_too() -> None:
    campaign = demo_campaign("make-facebook-red")
    bundle = build_bundle(campaign, key=KEY) | {"embed.js": b"// embed " * 50}
    answer = Shelf([campaign], {campaign.slug: with_compressed(bundle)}).answer("/embed.js", "", Asked())
    assert isinstance(answer, Answer)
    assert answer.body == bundle["embed.js"]
    assert dict(answer.headers)[b"access-control-allow-origin"] == b"*"
