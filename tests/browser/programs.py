"""Programs that a test starts and stops: browsers, their drivers, a display."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def running(
    command: list[str], log: Path, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program that says everything into a log; stop it and its children afterwards."""
    with log.open("w") as sink:
        process = subprocess.Popen(
            command, stdout=sink, stderr=sink, env=os.environ | (environment or {}), start_new_session=True
        )
    try:
        yield process
    finally:
        stop(process, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            stop(process, signal.SIGKILL)
            process.wait()


def stop(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """Send a signal to the program and its children, if any is left."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)


def said(process: subprocess.Popen[bytes], log: Path, pattern: re.Pattern[str]) -> str:
    """Wait until the program says what the pattern's group matches."""
    for _ in range(600):
        if found := pattern.search(log.read_text(errors="replace")):
            return found[1]
        assert process.poll() is None, log.read_text(errors="replace")
        time.sleep(0.1)
    raise AssertionError(f"it never said {pattern.pattern}: {log.read_text(errors='replace')}")
