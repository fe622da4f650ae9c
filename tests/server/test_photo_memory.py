"""A photo is held for as long as its request lasts, and by nothing afterwards."""

import asyncio
import gc
import tracemalloc
from collections.abc import Iterator

import pytest

from hueandcry.campaigns.demo import demo_campaign
from hueandcry.server.body import Room
from hueandcry.server.painters import Painters
from hueandcry.server.uploads import Uploads
from hueandcry.server.wire import Answer, Message
from tests.server.asking import TRICOLORE
from tests.server.uploading import CONTENT_TYPE, PHOTO, form, run_apart

PADDING = bytes(6_000_000)
LITTLE_BYTES = 400_000


@pytest.fixture
def uploads() -> Iterator[tuple[Uploads, Room]]:
    """Give the routes of one campaign, and the memory that they share."""
    campaign, painters, room = demo_campaign("tricolore"), Painters(1), Room()
    yield Uploads({campaign.slug: campaign}, painters, room=room), room
    painters.stop()


async def post(uploads: Uploads, route: str, body: bytes) -> int:
    """Post a body in pieces; return the answer's status."""
    at = 0

    async def receive() -> Message:
        nonlocal at
        await asyncio.sleep(0)
        at += 65_536
        return {"type": "http.request", "body": body[at - 65_536 : at], "more_body": at < len(body)}

    headers = [(b"content-type", CONTENT_TYPE.encode())]
    scope = {"type": "http", "method": "POST", "path": TRICOLORE + route, "headers": headers}
    answer = await uploads.answer(scope, receive)
    assert isinstance(answer, Answer)
    return answer.status


@pytest.mark.parametrize(
    ("route", "body", "status"),
    [
        ("paint", form(PHOTO + PADDING), 200),
        ("convert", form(PHOTO + PADDING), 200),
        ("paint", form(PADDING), 400),
        ("paint", form(PHOTO[:9000] + PADDING), 400),
        ("paint", form(PHOTO + PADDING, crop="9,9,9000"), 400),
        ("paint", form(PHOTO + PADDING)[:-9], 400),
        ("paint", form(PHOTO + PADDING) + form(PADDING), 200),
        ("paint", form(PADDING * 6), 413),
        ("p", PHOTO + bytes(1_000_000), 201),
        ("p", PHOTO[:9000] + bytes(1_400_000), 400),
        ("p", PADDING, 413),
    ],
)
def test_nothing_holds_a_photo_once_it_is_answered(
    uploads: tuple[Uploads, Room], route: str, body: bytes, status: int
) -> None:
    routes, room = uploads
    free_bytes = room.free_bytes

    async def two() -> int:
        await post(routes, route, body)  # the first one compiles, imports and starts
        gc.collect()
        gc.disable()  # which would hide what only the collector finds
        tracemalloc.start()
        try:
            assert await post(routes, route, body) == status
            for _ in range(200):  # the thread that waited for the worker may be a moment behind
                await asyncio.sleep(0.01)
                if tracemalloc.get_traced_memory()[0] < LITTLE_BYTES:
                    break
            return tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()
            gc.enable()

    assert run_apart(two()) < LITTLE_BYTES
    assert room.free_bytes == free_bytes
