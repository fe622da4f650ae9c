"""Paths: only what is on the shelf has an address, however the address is written."""

import pytest

from tests.conftest import Running
from tests.server.asking import ask, send_raw

TRICKS = [
    "/c/../secret-key",
    "/c/../",
    "/c/..",
    "/c/make-facebook-red/../tricolore/en/",
    "/c/make-facebook-red/./en/",
    "/c/make-facebook-red/en/../../../../secret-key",
    "/c/make-facebook-red/%2e%2e/tricolore/en/",
    "/c/make-facebook-red/%2e%2e%2f%2e%2e%2fsecret-key",
    "/c/make-facebook-red/%252e%252e/secret-key",
    "/c/make-facebook-red/..%5c..%5csecret-key",
    "/c/make-facebook-red/..\\..\\secret-key",
    "//c/make-facebook-red/en/",
    "/c//make-facebook-red/en/",
    "/c/make-facebook-red//en/",
    "/c/make-facebook-red/en//",
    "/c/make-facebook-red//count.json",
    "//etc/passwd",
    "/etc/passwd",
    "/%2fetc%2fpasswd",
    "/../../../../../../etc/passwd",
    "/secret-key",
    "/hue.sqlite3",
    "/hue.sqlite3-wal",
    "/c/hue.sqlite3",
    "/c/make-facebook-red/en/%00",
    "/c/make-facebook-red/campaign.toml%00.html",
    "/c/%00/en/",
    "/c/%ff%fe/en/",
    "/c/make-facebook-red/%",
    "/c/MAKE-FACEBOOK-RED/en/",
    "/c/make-facebook-red/en/index.html/",
    "/c/make-facebook-red/campaign.toml/",
    "/c/make-facebook-red%20/en/",
    "/c/make-facebook-red/count.json/",
    "/" + "a" * 6_000,
    "/" + "/" * 3_000,
]


@pytest.mark.parametrize("path", TRICKS, ids=lambda path: path[:50])
def test_a_trick_finds_nothing(demo: Running, path: str) -> None:
    reply = ask(demo.address, path)
    assert reply.status == 404
    assert reply.json()["error"]["code"] == "not_found"
    assert_nothing_private(demo, reply.body)


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /c/\x00/en/ HTTP/1.1",
        b"GET /secret-key\x00.html HTTP/1.1",
        b"GET ../secret-key HTTP/1.1",
        b"GET",
    ],
)
def test_a_malformed_request_finds_nothing(demo: Running, request_line: bytes) -> None:
    answer = send_raw(demo.address, request_line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.split(b" ")[1] in (b"400", b"404")
    assert_nothing_private(demo, answer)


def test_an_address_in_full_finds_only_what_is_on_the_shelf(demo: Running) -> None:
    answer = send_raw(
        demo.address, b"GET http://other.example/secret-key HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    assert answer.split(b" ")[1] == b"404"
    assert_nothing_private(demo, answer)


def assert_nothing_private(running: Running, answer: bytes) -> None:
    """Refuse an answer that holds a piece of a file that nobody published."""
    key = (running.data / "secret-key").read_bytes().strip()
    assert len(key) > 40
    for private in (key, b"SQLite format", b"root:"):
        assert private not in answer
