"""Workers: whatever a photo does to its process, it is one sentence, and the other photos are painted."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hueandcry import BusyError, Crop, HueError, InputError, Limits, UsageError, compile_effect, named_effect
from hueandcry.pictures.workers import Finish, Order, Workers
from hueandcry.pictures.workers.wire import MOST_EFFECTS
from tests.conftest import ROOT
from tests.making import face, jpeg, save
from tests.pictures.misbehaving import (
    Blundering,
    Crashing,
    Hanging,
    HangingAlone,
    Hoarding,
    Spinning,
    Telling,
    Writing,
)

RED = compile_effect(named_effect("red"), 64)
GOOD = Order(jpeg(face(300, 400)), RED)
BRIEF = Limits(seconds=0.5)

# Each with what the worker's death is called.
DEADLY: list[tuple[type[Order], str, str]] = [
    (Crashing, "photo_killed", "SIGSEGV"),
    (Hoarding, "photo_killed", "MemoryError"),
    (Blundering, "photo_killed", "ZeroDivisionError"),
    (Hanging, "photo_too_slow", "0.5 seconds"),
    (HangingAlone, "photo_too_slow", "0.5 seconds"),
]


@pytest.fixture(scope="module", autouse=True)
def _bytecode(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let worker processes keep bytecode: else each of the many here would compile the libraries anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        yield


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Give two workers, and see that nothing is left of them."""
    before = children()
    with Workers(2) as pool:
        yield pool
    assert [worker.process for worker in pool.all] == [None, None]
    assert children() <= before  # not even a zombie


def children() -> set[str]:
    """Return this process's children, the dead ones that nobody has asked for included."""
    return {
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    }


def is_alive(pid: int) -> bool:
    """Whether there is such a process, zombies not counted."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")")[-1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(claim: Callable[[], bool], seconds: float) -> bool:
    """Whether the claim comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if claim():
            return True
        time.sleep(0.02)
    return False


def test_a_worker_makes_the_same_file_as_the_library(workers: Workers, tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    file.write_bytes(save(face(300, 200).convert("RGBA"), "PNG"))
    for finish in (Finish("png", is_circle=True), Finish("jpeg", 70)):
        order = Order(file, RED, finish, Crop(5, 6, 100), (1, 2, 3))
        assert workers.paint(order) == order.fulfil()


def test_what_is_wrong_with_a_photo_is_said_as_the_library_says_it(workers: Workers) -> None:
    for order in (replace(GOOD, photo=b"no photo"), replace(GOOD, crop=Crop(0, 0, 9999))):
        with pytest.raises(HueError) as here:
            order.fulfil()
        with pytest.raises(HueError) as there:
            workers.paint(order)
        assert type(there.value) is type(here.value)
        assert there.value.as_json() == here.value.as_json()


def test_many_threads_share_two_workers(workers: Workers) -> None:
    orders = [replace(GOOD, crop=Crop(n, n, 100)) for n in range(24)]
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(workers.paint, orders))
    assert made == [order.fulfil() for order in orders]


@pytest.mark.parametrize(("kind", "code", "word"), DEADLY)
def test_a_deadly_photo_is_one_sentence_and_the_next_is_painted(
    workers: Workers, kind: type[Order], code: str, word: str
) -> None:
    begun = time.monotonic()
    with pytest.raises(InputError, match=word) as told:
        workers.paint(kind(b"", RED, limits=BRIEF if code == "photo_too_slow" else Limits()))
    assert told.value.code == code
    assert told.value.hint
    assert time.monotonic() - begun < 9
    assert [workers.paint(GOOD) for _ in range(2)] == [GOOD.fulfil()] * 2


def test_among_many_the_deadly_ones_harm_no_other(workers: Workers) -> None:
    orders: dict[int, Order] = {n: replace(GOOD, crop=Crop(n, n, 100)) for n in range(20)}
    orders |= {3 * n: kind(b"", RED, limits=BRIEF) for n, (kind, _, _) in enumerate(DEADLY, 1)}
    codes = {3 * n: code for n, (_, code, _) in enumerate(DEADLY, 1)}
    # How long memory takes to run out depends on the machine.
    orders[6] = replace(orders[6], limits=Limits())
    done = dict(workers.paint_each(orders.items()))
    assert set(done) == set(orders)
    assert {key: answer.code for key, answer in done.items() if isinstance(answer, HueError)} == codes
    for key in orders.keys() - codes.keys():
        assert done[key] == orders[key].fulfil()


def test_no_more_photos_are_taken_up_than_there_are_workers(workers: Workers) -> None:
    taken = 0

    def row() -> Iterator[tuple[int, Order]]:
        nonlocal taken
        for number in range(30):
            taken += 1
            yield number, GOOD

    ahead = [taken - answered for answered, _ in enumerate(workers.paint_each(row()), 1)]
    assert max(ahead) <= len(workers.all)
    assert len(ahead) == 30


def test_leaving_a_row_in_the_middle_leaves_the_workers_usable(workers: Workers) -> None:
    row = workers.paint_each((n, Hanging(b"", RED) if n == 1 else GOOD) for n in range(9))
    next(row)
    row.close()  # type: ignore[attr-defined] # it is a generator
    assert workers.paint(GOOD) == GOOD.fulfil()


def test_an_effect_is_sent_once_and_many_effects_do_not_pile_up(workers: Workers) -> None:
    effects = [compile_effect(named_effect("red"), 16 + n) for n in range(MOST_EFFECTS + 2)]
    for effect in [*effects, effects[0], effects[-1], effects[-1]]:
        order = replace(GOOD, effect=effect)
        assert workers.paint(order) == order.fulfil()
    last = workers.all[-1]
    assert [len(worker.effects) for worker in workers.all if worker is not last] == [0]
    assert last.effects == [effects[-2], effects[-1], effects[0]]


def test_a_real_photo_that_takes_too_long_is_refused(workers: Workers) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (2500, 2500, 3), np.uint8)
    slow = Order(
        save(Image.fromarray(noise), "PNG", compress_level=1),
        RED,
        limits=Limits(max_bytes=10**9, seconds=0.05),
    )
    workers.paint(GOOD)
    with pytest.raises(InputError) as told:
        workers.paint(slow)
    assert told.value.code == "photo_too_slow"
    assert workers.paint(GOOD) == GOOD.fulfil()


def test_the_processor_limit_holds_where_no_clock_is_watched(workers: Workers) -> None:
    worker = workers.idle.get()
    workers.idle.put(worker)
    worker.begin(GOOD)
    assert wait_until(lambda: worker.advance() is not None, 60)
    worker.begin(Spinning(b"", RED, limits=Limits(seconds=0.5)))
    worker.deadline += 60
    answer = None

    def has_answered() -> bool:
        nonlocal answer
        answer = answer or worker.advance()
        return answer is not None

    assert wait_until(has_answered, 30)
    assert isinstance(answer, InputError)
    assert answer.code == "photo_too_slow"


def test_a_worker_that_dies_while_idle_is_nobodys_fault(workers: Workers) -> None:
    for _ in range(3):
        pid = json.loads(workers.paint(Telling(b"", RED)))["pid"]
        [process] = [each.process for each in workers.all if each.process and each.process.pid == pid]
        os.kill(pid, signal.SIGKILL)
        process.wait(5)
        assert workers.paint(GOOD) == GOOD.fulfil()


def test_memory_core_dumps_and_files_are_limited_for_good(tmp_path: Path) -> None:
    with Workers(1, memory_bytes=300_000_000) as one:
        limits = json.loads(one.paint(Telling(b"", RED)))
        assert limits["RLIMIT_CORE"] == limits["RLIMIT_FSIZE"] == [0, 0]
        assert limits["RLIMIT_DATA"] == [300_000_000, 300_000_000]
        with pytest.raises(InputError, match="OSError"):
            one.paint(Writing(tmp_path / "file", RED))
    assert not (tmp_path / "file").exists() or (tmp_path / "file").stat().st_size == 0


def test_when_all_are_busy_the_caller_is_told_to_come_back() -> None:
    with Workers(1) as one:
        worker = one.borrow(1)
        with pytest.raises(BusyError):
            one.paint(GOOD, patience_s=0.05)
        one.idle.put(worker)
        assert one.paint(GOOD) == GOOD.fulfil()


def test_workers_that_cannot_start_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Workers(1) as one, pytest.raises(BusyError, match=r"No worker process .*exit code 1"):
        one.paint(GOOD)


def test_a_module_in_the_current_folder_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hueandcry.py").write_text("raise SystemExit", encoding="ascii")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    with Workers(1) as one:
        assert one.paint(GOOD) == GOOD.fulfil()


ORPHANS = """
import sys
from hueandcry import Limits
from hueandcry.pictures.workers import Workers
from tests.pictures.misbehaving import Hanging
from tests.pictures.test_workers import GOOD, RED

with Workers(2) as workers:
    list(workers.paint_each([(0, GOOD), (1, GOOD)]))
    print(*[worker.process.pid for worker in workers.all], flush=True)
    if sys.argv[1] == "hanging":
        list(workers.paint_each((n, Hanging(b"", RED, limits=Limits(seconds=60))) for n in range(2)))
    sys.stdin.read()
"""


@pytest.mark.parametrize("doing", ["hanging", "idle"])
def test_nobody_is_left_when_the_parent_is_killed(doing: str) -> None:
    command = [sys.executable, "-c", ORPHANS, doing]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert all(map(is_alive, pids))
        time.sleep(0.3)
        parent.kill()
    assert wait_until(lambda: not any(map(is_alive, pids)), 5)


def test_a_lone_order_outside_its_photo_is_a_wrong_call(workers: Workers) -> None:
    with pytest.raises(UsageError):
        workers.paint(replace(GOOD, crop=Crop(-1, 0, 10)))
