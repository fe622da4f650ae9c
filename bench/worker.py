"""The loop that every Python candidate runs in, in a process of its own: a job in, its cost out.

Only the standard library. Started as `python -m bench.worker MODULE VARIANT RECIPES`; each line on
stdin is a job, each line on stdout what it cost. sharp.mjs speaks the same.
"""

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from bench.recipes import Recipe, read_recipes

Painter = Callable[[bytes, Recipe], list[bytes]]
"""What a candidate's module makes: it paints one photo at all sizes of a recipe, one file per size."""


def main() -> None:
    """Answer jobs until stdin ends."""
    module, variant, recipes_path = sys.argv[1:]
    paint = cast("Painter", importlib.import_module(f"bench.candidates.{module}").painter(variant))
    recipes = read_recipes(Path(recipes_path))
    # Whatever a library prints must not mix with the answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(answer(paint, recipes, json.loads(line))) + "\n")


def answer(paint: Painter, recipes: dict[str, Recipe], job: dict[str, object]) -> dict[str, object]:
    """Do one job and say what it cost, or why it failed."""
    photos = [Path(path).read_bytes() for path in cast("list[str]", job["photos"])]
    recipe = recipes[str(job["recipe"])]
    wall, cpu = time.perf_counter(), cpu_seconds()
    try:
        files = [paint(photo, recipe) for photo in photos]
    except Exception as error:  # noqa: BLE001 - whatever a peer raises, the others go on
        return {"error": f"{type(error).__name__}: {error}"}
    spent, passed = cpu_seconds() - cpu, time.perf_counter() - wall
    if job["keep"]:
        Path(str(job["keep"])).write_bytes(files[-1][0])
    return {"cpu_ms": spent * 1000, "wall_ms": passed * 1000, "peak_mb": peak_mb()}


def cpu_seconds() -> float:
    """Return user and system time of this process, its threads and its children, living or gone."""
    whole = sum(cpu_of_child(pid) for pid in descendants(os.getpid()))
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        whole += usage.ru_utime + usage.ru_stime
    return whole


def descendants(pid: int) -> list[int]:
    """Return the living children of a process and theirs; none where there is no /proc."""
    found: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, tasks.read_text().split()):
            found += [child, *descendants(child)]
    return found


def cpu_of_child(pid: int) -> float:
    """Return another process's CPU time to the nanosecond; 0 once it has ended.

    Source: clock_getcpuclockid(3); Linux numbers a process's clock so.
    """
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def peak_mb() -> float:
    """Return the most memory this process has held at once and, on top, its largest child."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not ru_maxrss: Linux hands that on from the process that started this one.
        own = next(float(line.split()[1]) for line in status.open() if line.startswith("VmHWM"))
    else:
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    living = max((high_water_kb(pid) for pid in descendants(os.getpid())), default=0.0)
    return (own + max(living, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)) * 1024 / 1e6


def high_water_kb(pid: int) -> float:
    """Return the most memory that a child has held; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
