"""Painting files one by one in a process of their own, to see what each costs and whether it survives.

`python -m tests.measured_painting EFFECT…` reads paths from standard input and answers each with a line of
JSON.
"""

import dataclasses
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZE_PX = 400
EFFECTS = ("red", "red-duotone")
STATUS, FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Cost:
    """What one file came to.

    Args:
        path: the file.
        outcome: ``"painted"``, ``"refused"``, or what else was raised.
        cpu_s: processor time for all effects, of all threads: other work on the machine does not count.
        peak_mb: the most memory the process held meanwhile.
        code: of the refusal.
        message: of the refusal.
        hint: of the refusal.
    """

    path: str
    outcome: str
    cpu_s: float
    peak_mb: float
    code: str = ""
    message: str = ""
    hint: str = ""


def measure(paths: list[Path], *, effects: tuple[str, ...] = EFFECTS, timeout_s: float = 300) -> list[Cost]:
    """Return what painting each file costs in a fresh process.

    Args:
        paths: the files.
        effects: names of those that each file is painted with.
        timeout_s: for all of it.

    Raises:
        AssertionError: if the process dies, naming the file it died on.
    """
    command = [sys.executable, "-W", "error", "-m", "tests.measured_painting", *effects]
    lines = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(
        command, input=lines, capture_output=True, text=True, cwd=ROOT, timeout=timeout_s, check=False
    )
    costs = [Cost(**json.loads(line)) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"died on {paths[len(costs)]}: {done.returncode} {done.stderr[-2000:]}"
    assert not done.stderr, done.stderr
    return costs


def forget_peak() -> None:
    """Begin a new peak where the system can; elsewhere the peak is that of all files so far."""
    if FORGET.exists():
        FORGET.write_text("5")


def read_peak_mb() -> float:
    """Return the most memory that stood in RAM, in MB."""
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1_000_000 if sys.platform == "darwin" else 1000)


def paint_one(path: Path, effects: list[str]) -> Cost:
    """Paint a file with each effect, write it, and say what it cost."""
    from hueandcry import InputError, paint

    forget_peak()
    started = time.process_time()
    told = {"outcome": "painted"}
    try:
        for effect in effects:
            picture = paint(path.read_bytes(), effect, size_px=SIZE_PX)
            assert picture.size_px == SIZE_PX
            assert picture.jpeg().endswith(b"\xff\xd9")
    except InputError as refusal:
        told = {"outcome": "refused", "code": refusal.code, "message": refusal.message, "hint": refusal.hint}
    except Exception as error:  # noqa: BLE001 - finding any of these is what this is for
        told = {"outcome": repr(error)}
    return Cost(str(path), cpu_s=time.process_time() - started, peak_mb=read_peak_mb(), **told)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(dataclasses.asdict(paint_one(Path(line.rstrip("\n")), sys.argv[1:]))), flush=True)  # noqa: T201
