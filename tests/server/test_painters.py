"""Painters: whatever a photo does to its process, the event loop goes on and the next photo is painted."""

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hueandcry import BusyError, InputError, Limits, compile_effect, named_effect
from hueandcry.pictures.workers import Order
from hueandcry.server.body import Room
from hueandcry.server.painters import Painters, painters_count
from tests.pictures.misbehaving import Crashing, Hanging, Hoarding
from tests.server.uploading import PHOTO, opened, run_apart

RED = compile_effect(named_effect("red"), 64)
GOOD = Order(PHOTO, RED)


@pytest.fixture
def painters() -> Iterator[Painters]:
    """Give one painter, with room for one more photo to wait."""
    crew = Painters(1, most_waiting=1)
    yield crew
    crew.stop()


def children() -> int:
    """Return how many processes this one has started that are still there."""
    return sum(
        len((task / "children").read_text(encoding="ascii").split())
        for task in Path("/proc/self/task").iterdir()
    )


def test_no_process_is_started_before_the_first_photo_and_none_is_left(painters: Painters) -> None:
    before = children()
    assert Painters()
    assert children() == before
    assert opened(run_apart(painters.do(lambda: GOOD))).size == (64, 64)
    assert children() == before + 1
    painters.stop()
    assert children() == before
    with pytest.raises(BusyError):
        run_apart(painters.do(lambda: GOOD))


@pytest.mark.parametrize("kind", [Crashing, Hoarding, Hanging])
def test_a_deadly_photo_costs_itself_only_and_the_loop_does_not_wait(
    painters: Painters, kind: type[Order]
) -> None:
    deadly = kind(PHOTO, RED, limits=Limits(seconds=0.5))

    async def both() -> int:
        ticks, work = 0, asyncio.ensure_future(painters.do(lambda: deadly))
        while not work.done():
            await asyncio.sleep(0.01)
            ticks += 1
        with pytest.raises(InputError, match="This photo"):
            await work
        assert opened(await painters.do(lambda: GOOD)).size == (64, 64)
        return ticks

    assert run_apart(both()) >= 3


def test_beyond_the_queue_the_next_is_told_to_come_back(painters: Painters) -> None:
    gate = threading.Event()

    def late() -> Order:
        gate.wait(20)
        return GOOD

    async def crowd() -> list[object]:
        waiting = [asyncio.ensure_future(painters.do(late)) for _ in range(2)]
        await asyncio.sleep(0.05)
        refused = await asyncio.gather(*(painters.do(late) for _ in range(3)), return_exceptions=True)
        gate.set()
        await asyncio.gather(*waiting)
        assert await painters.do(late)
        return list(refused)

    refused = run_apart(crowd())
    assert [type(each) for each in refused] == [BusyError] * 3


def test_stopping_does_not_wait_for_a_photo_that_hangs() -> None:
    painters = Painters(1)

    async def stop() -> float:
        hanging = Hanging(PHOTO, RED, limits=Limits(seconds=60))
        work = asyncio.ensure_future(painters.do(lambda: hanging))
        await asyncio.sleep(1.5)
        begun = time.monotonic()
        await asyncio.to_thread(painters.stop)
        with pytest.raises((InputError, BusyError)):
            await work
        return time.monotonic() - begun

    assert run_apart(stop()) < 5


def test_at_least_two_photos_are_painted_at_a_time_and_never_many() -> None:
    assert 2 <= painters_count() <= max(4, (os.cpu_count() or 1) // 2)


def test_the_room_is_shared_and_given_back_however_a_request_ends() -> None:
    room = Room(100)
    with pytest.raises(BusyError), room.share() as one:  # noqa: PT012 - the share is what is tested
        one.take(60)
        with room.share() as other:
            other.take(40)
            other.take(1)
    assert room.free_bytes == 100
