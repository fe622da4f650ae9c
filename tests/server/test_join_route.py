"""POST join: answered with the number, and the same token always the same."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import Running
from tests.server.asking import RED, TRICOLORE, ask, supporters
from tests.server.joining import join, new_token, number_after


def test_a_join_is_answered_with_the_number_of_supporters(demo: Running) -> None:
    before = supporters(demo.address)
    reply = join(demo.address, new_token(), language="ar", variant="red", generation=0)
    assert reply.json() == {"supporters": before + 1}
    assert reply.status == 200
    assert reply.headers["cache-control"] == "no-store"


def test_the_same_token_is_answered_the_same_and_counts_once(demo: Running) -> None:
    token = new_token()
    first = number_after(join(demo.address, token))
    assert [number_after(join(demo.address, token)) for _ in range(3)] == [first] * 3
    assert supporters(demo.address) == first


def test_the_same_token_is_another_supporter_of_another_campaign(demo: Running) -> None:
    token, before = new_token(), supporters(demo.address, TRICOLORE)
    join(demo.address, token)
    assert number_after(join(demo.address, token, TRICOLORE)) == before + 1


def test_facts_nobody_knows_do_not_keep_anyone_out(demo: Running) -> None:
    before = supporters(demo.address)
    reply = join(demo.address, new_token(), language="tlh", network="carrier pigeon", opens=10**12)
    assert number_after(reply) == before + 1


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"token": None},
        {"token": "20260305-not-a-uuid"},
        {"token": new_token(age_days=61)},
        {"token": new_token(age_days=-2)},
        {"token": new_token(), "generation": -1},
        {"token": new_token(), "opens": "three"},
        [],
        None,
    ],
    ids=["empty", "null", "no-uuid", "too-old", "future", "generation", "opens", "list", "nothing"],
)
def test_a_join_that_is_none_is_refused_and_not_counted(demo: Running, document: object) -> None:
    before = supporters(demo.address)
    reply = ask(demo.address, f"{RED}join", "POST", body=json.dumps(document).encode())
    assert reply.status == 400
    assert reply.json()["error"]["code"] in ("bad_token", "bad_join", "bad_body")
    assert supporters(demo.address) == before


def test_a_body_over_the_limit_is_refused(demo: Running) -> None:
    reply = ask(demo.address, f"{RED}join", "POST", body=b" " * 2_001)
    assert reply.status == 400
    assert reply.json()["error"]["code"] == "body_too_large"


def test_a_body_over_the_limit_is_refused_in_pieces_too(demo: Running) -> None:
    reply = ask(demo.address, f"{RED}join", "POST", body=[b" " * 500] * 5)
    assert reply.status == 400
    assert reply.json()["error"]["code"] == "body_too_large"


def test_a_join_that_arrives_in_pieces_is_read_whole(demo: Running) -> None:
    raw = json.dumps({"token": new_token(), "language": "ar"}).encode()
    before = supporters(demo.address)
    pieces = [raw[at : at + 7] for at in range(0, len(raw), 7)]
    assert number_after(ask(demo.address, f"{RED}join", "POST", body=pieces)) == before + 1


def test_200_joins_at_once_are_all_counted_exactly(demo: Running) -> None:
    before = supporters(demo.address, TRICOLORE)
    with ThreadPoolExecutor(24) as threads:
        replies = list(threads.map(lambda token: join(demo.address, token, TRICOLORE), make_tokens(200)))
    answers = [number_after(reply) for reply in replies]
    assert supporters(demo.address, TRICOLORE) == max(answers) == before + 200


def test_one_token_sent_many_times_at_once_counts_once(demo: Running) -> None:
    before = supporters(demo.address, TRICOLORE)
    with ThreadPoolExecutor(24) as threads:
        replies = list(threads.map(lambda token: join(demo.address, token, TRICOLORE), make_tokens(1) * 60))
    assert {number_after(reply) for reply in replies} == {before + 1}


def make_tokens(number: int) -> list[str]:
    """Return new tokens."""
    return [new_token() for _ in range(number)]
