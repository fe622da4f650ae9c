"""GET count.json: the public numbers with their rule, cacheable for seconds."""

import re
from datetime import UTC, datetime

from hueandcry.tally import RULE
from tests.conftest import Running
from tests.server.asking import RED, TRICOLORE, ask, supporters
from tests.server.joining import join, new_token, number_after


def test_the_numbers_come_with_their_time_and_rule(demo: Running) -> None:
    document = ask(demo.address, f"{TRICOLORE}count.json").json()
    assert document.keys() == {"supporters", "pictures", "visits", "as_of", "rule"}
    assert all(type(document[name]) is int for name in ("supporters", "pictures", "visits"))
    assert document["rule"] == RULE


def test_the_time_is_this_minute_s_in_utc(demo: Running) -> None:
    document = ask(demo.address, f"{RED}count.json").json()
    as_of = datetime.strptime(document["as_of"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - as_of).total_seconds()) < 60


def test_the_numbers_may_be_cached_by_anyone_for_seconds(demo: Running) -> None:
    caching = ask(demo.address, f"{RED}count.json").headers["cache-control"]
    seconds = re.fullmatch(r"public, max-age=(\d+)", caching)
    assert seconds is not None
    assert 1 <= int(seconds[1]) <= 10


def test_a_supporter_sees_their_own_join_in_the_number_at_once(demo: Running) -> None:
    for _ in range(5):
        supporters(demo.address)
        answered = number_after(join(demo.address, new_token()))
        assert supporters(demo.address) == answered


def test_the_query_changes_nothing(demo: Running) -> None:
    reply = ask(demo.address, f"{RED}count.json?callback=alert&_=1")
    assert reply.json().keys() == {"supporters", "pictures", "visits", "as_of", "rule"}
