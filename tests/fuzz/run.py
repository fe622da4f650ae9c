"""Paint spoilt photos by the thousand: each must end as a picture or a refusal, in time and within memory.

`python -m tests.fuzz.run --count 100000` starts its own processes, prints its seed, and keeps every file that
ended otherwise in `test-results/fuzz/`. `--seed N` does the same files again.
"""

# ruff: noqa: T201 - a program that people run

import argparse
import dataclasses
import multiprocessing.sharedctypes
import os
import secrets
import sys
import time
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.fuzz.mutate import spoil
from tests.fuzz.seeds import gather
from tests.measured_painting import forget_peak, read_peak_mb

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "test-results" / "fuzz"
CORPORA = Path(os.environ.get("HUE_CORPUS", ROOT.parent / "shared" / "corpora"))
MOST_S, MOST_MB = 10.0, 600.0
PROGRESS_S = 20
NOT_YET = -1
SIZE_PX = 48
EFFECTS = ("red", "red-duotone", "flag:FR", "grey")

Counter: TypeAlias = "multiprocessing.sharedctypes.Synchronized[int]"


@dataclass(frozen=True)
class Share:
    """One process's part: every `step`-th number from `start` up to `count`.

    Args:
        seed: what the spoilt files follow from.
        start: the first number.
        count: one more than the last number.
        step: how many processes share the numbers.
    """

    seed: int
    start: int
    count: int
    step: int


class Spoiler:
    """A process that paints its share, watched from outside: what dies in a decoder cannot say so."""

    def __init__(self, share: Share) -> None:
        context = multiprocessing.get_context("spawn")
        self.share = share
        self.number: Counter = context.Value("q", NOT_YET)
        self.process = context.Process(target=paint_share, args=(share, self.number))
        self.process.start()
        self.seen, self.since = NOT_YET, time.monotonic()

    def look(self) -> str:
        """Return what it could not say for itself, empty for nothing."""
        if (number := self.number.value) != self.seen:
            self.seen, self.since = number, time.monotonic()
        if self.process.exitcode not in (None, 0):
            return f"the process died with {self.process.exitcode}"
        if self.process.is_alive() and time.monotonic() - self.since > 3 * MOST_S:
            self.process.kill()
            self.process.join()
            return f"no end after {3 * MOST_S:.0f} s"
        return ""

    def after(self) -> "list[Spoiler]":
        """Return the successor for what is left after the file that this one ended with, if anything is.

        Raises:
            RuntimeError: if it ended before its first file.
        """
        if self.number.value == NOT_YET:
            raise RuntimeError("a process ended before its first file")
        rest = dataclasses.replace(self.share, start=self.number.value + self.share.step)
        return [Spoiler(rest)] if rest.start < rest.count else []


def paint_share(share: Share, number: Counter) -> None:
    """Paint one process's share, up to the first that goes wrong: that may leave its mark on the process."""
    warnings.simplefilter("error")  # what only warns here is printed at people there
    seeds = gather(CORPORA)
    for number.value in range(share.start, share.count, share.step):
        photo = spoil(seeds, share.seed, number.value)
        if wrong := try_photo(photo, number.value):
            keep(photo, share.seed, number.value, wrong)
            return


def try_photo(photo: bytes, number: int) -> str:
    """Paint one photo; return what is wrong with how it ended, empty for nothing."""
    from hueandcry import InputError, paint
    from tests.clear_words import assert_clear
    from tests.jpeg_markers import spoken_segments

    forget_peak()
    started = time.monotonic()
    try:
        picture = paint(photo, EFFECTS[number % len(EFFECTS)], size_px=SIZE_PX)
        assert picture.pixels.shape == (SIZE_PX, SIZE_PX, 3)
        assert spoken_segments(picture.jpeg()) == []
    except InputError as refusal:
        assert_clear(refusal)
    except Exception:  # noqa: BLE001 - finding any of these is what this is for
        return traceback.format_exc()
    used_s, used_mb = time.monotonic() - started, read_peak_mb()
    return "" if used_s < MOST_S and used_mb < MOST_MB else f"{used_s:.1f} s and {used_mb:.0f} MB"


def keep(photo: bytes, seed: int, number: int, wrong: str) -> None:
    """Keep a file that ended badly, and say how."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{seed}-{number}"
    path.write_bytes(photo)
    path.with_suffix(".txt").write_text(wrong)
    print(f"{path.name}: {wrong.strip().splitlines()[-1]}", flush=True)


def fuzz(seed: int, count: int, processes: int) -> list[Path]:
    """Paint spoilt photos; return those that ended badly.

    Args:
        seed: any number; the same one makes the same files.
        count: how many.
        processes: how many at a time.
    """
    for earlier in KEPT.glob(f"{seed}-*"):
        earlier.unlink()
    running = [Spoiler(Share(seed, start, count, processes)) for start in range(min(processes, count))]
    told = time.monotonic()
    while running:
        time.sleep(0.2)
        running = [after for each in running for after in go_on(each)]
        if running and time.monotonic() - told > PROGRESS_S:
            told = time.monotonic()
            print(f"{max(each.seen for each in running)} of {count}", flush=True)
    return sorted(path for path in KEPT.glob(f"{seed}-*") if path.suffix != ".txt")


def go_on(each: Spoiler) -> list[Spoiler]:
    """Return who works on in its place: itself, its successor, or nobody."""
    if wrong := each.look():
        number = max(0, each.number.value)
        keep(spoil(gather(CORPORA), each.share.seed, number), each.share.seed, number, wrong)
    elif each.process.is_alive():
        return [each]
    return each.after()


def main() -> int:
    """Read the options, fuzz, and return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    seeds = len(gather(CORPORA))
    print(f"seed {options.seed}: {options.count} photos spoilt out of {seeds}", flush=True)
    bad = fuzz(options.seed, options.count, options.processes)
    print(f"{options.count} tried, {len(bad)} ended badly" + (f"; they are in {KEPT}" if bad else ""))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
