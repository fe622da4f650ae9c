"""Errors: one JSON shape, the right status, nothing to cache."""

import pytest

from tests.conftest import Running
from tests.server.asking import RED, ask, post, send_raw
from tests.server.joining import new_token

WRONG = [
    ("GET", "/nothing", 404, "not_found"),
    ("GET", "/c/", 404, "not_found"),
    ("GET", "/c/unknown/", 404, "not_found"),
    ("GET", "/c/unknown/en/", 404, "not_found"),
    ("GET", "/c/unknown/count.json", 404, "not_found"),
    ("GET", f"{RED}de/", 404, "not_found"),
    ("GET", f"{RED}en/nothing", 404, "not_found"),
    ("POST", "/", 405, "wrong_method"),
    ("DELETE", f"{RED}en/", 405, "wrong_method"),
    ("GET", f"{RED}join", 405, "wrong_method"),
    ("PUT", f"{RED}event", 405, "wrong_method"),
    ("POST", f"{RED}count.json", 405, "wrong_method"),
    ("POST", f"{RED}join", 400, "bad_body"),
    ("POST", f"{RED}event", 400, "bad_body"),
]


@pytest.mark.parametrize(("method", "path", "status", "code"), WRONG)
def test_an_error_is_said_in_the_one_shape(
    demo: Running, method: str, path: str, status: int, code: str
) -> None:
    reply = ask(demo.address, path, method)
    document = reply.json()
    assert reply.status == status
    assert document.keys() == {"error"}
    assert document["error"].keys() == {"code", "message", "hint"}
    assert all(isinstance(text, str) and text for text in document["error"].values())
    assert document["error"]["code"] == code
    assert reply.headers["cache-control"] == "no-store"
    assert ("allow" in reply.headers) == (status == 405)


@pytest.mark.parametrize("route", ["join", "event"])
def test_counting_for_a_campaign_that_is_not_there_finds_nothing(demo: Running, route: str) -> None:
    reply = post(demo.address, f"/c/unknown/{route}", {"token": new_token(), "what": "visit"})
    assert reply.status == 404
    assert reply.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    "path", ["/", f"{RED}en/", f"{RED}count.json", f"{RED}campaign.toml", "/nothing", f"{RED}join"]
)
def test_a_head_request_gets_the_same_head_and_no_body(demo: Running, path: str) -> None:
    request = f"{{}} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    head, _, body = send_raw(demo.address, request.format("HEAD").encode()).partition(b"\r\n\r\n")
    full, _, content = send_raw(demo.address, request.format("GET").encode()).partition(b"\r\n\r\n")
    assert body == b""
    assert without_date(head) == without_date(full)
    assert f"content-length: {len(content)}".encode() in head.lower()


def without_date(head: bytes) -> list[bytes]:
    """Return the head's lines but the one that changes by itself."""
    return [line for line in head.splitlines() if not line.lower().startswith(b"date:")]
