"""A mirrored bundle counts here from any origin, and never with credentials."""

import pytest

from tests.conftest import Running
from tests.server.asking import RED, Reply, ask
from tests.server.joining import join, new_token

ROUTES = [("join", "POST"), ("event", "POST"), ("count.json", "GET")]
FOREIGN = {"origin": "https://mirror.example"}


def preflight(running: Running, path: str, method: str) -> Reply:
    """Ask as a browser does before a JSON request from another origin."""
    asked = {"access-control-request-method": method, "access-control-request-headers": "content-type"}
    return ask(running.address, path, "OPTIONS", headers=FOREIGN | asked)


def is_open_without_credentials(reply: Reply) -> bool:
    """Whether any origin may read the answer, and none with cookies."""
    return (
        reply.headers.get_all("access-control-allow-origin") == ["*"]
        and "access-control-allow-credentials" not in reply.headers
        and "set-cookie" not in reply.headers
    )


@pytest.mark.parametrize(("route", "method"), ROUTES)
def test_a_preflight_from_a_foreign_origin_is_allowed(demo: Running, route: str, method: str) -> None:
    reply = preflight(demo, f"{RED}{route}", method)
    assert (reply.status, reply.body) == (204, b"")
    assert is_open_without_credentials(reply)
    assert method in reply.headers["access-control-allow-methods"].split(", ")
    assert reply.headers["access-control-allow-headers"].lower() == "content-type"
    assert int(reply.headers["access-control-max-age"]) > 0


def test_a_foreign_join_may_read_its_answer(demo: Running) -> None:
    reply = join(demo.address, new_token())
    assert reply.status == 200
    assert is_open_without_credentials(reply)


@pytest.mark.parametrize(("route", "method"), ROUTES)
def test_a_foreign_page_may_read_why_it_was_refused(demo: Running, route: str, method: str) -> None:
    wrong = "DELETE" if method == "GET" else method
    reply = ask(demo.address, f"{RED}{route}", wrong, body=b"{}", headers=FOREIGN)
    assert reply.status in (400, 405)
    assert is_open_without_credentials(reply)


def test_foreign_numbers_and_events_may_be_read(demo: Running) -> None:
    for reply in (
        ask(demo.address, f"{RED}count.json", headers=FOREIGN),
        ask(demo.address, f"{RED}event", "POST", body=b'{"what":"share"}', headers=FOREIGN),
    ):
        assert reply.status in (200, 204)
        assert is_open_without_credentials(reply)


@pytest.mark.parametrize("path", ["/", RED, f"{RED}en/", f"{RED}campaign.toml", "/nothing"])
def test_nothing_else_is_opened_to_other_origins(demo: Running, path: str) -> None:
    reply = ask(demo.address, path, headers=FOREIGN)
    assert "access-control-allow-origin" not in reply.headers
    assert "access-control-allow-credentials" not in reply.headers
