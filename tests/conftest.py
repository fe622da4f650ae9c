"""What all tests share: where the corpora are, and a running server for those that need one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Shared machines stall: a slow moment is no failure, and no timed test is.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
CORPORA = Path(os.environ.get("HUE_CORPUS", ROOT.parent / "shared" / "corpora"))


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Return the folder of real test pictures, or skip visibly where it is not."""
    if not CORPORA.is_dir():
        pytest.skip(f"no corpora at {CORPORA}; set HUE_CORPUS to their folder")
    return CORPORA


@dataclass(frozen=True)
class Running:
    """A running `hue up`.

    Args:
        address: where it answers, ending in a slash.
        data: its data folder.
        process: the process.
    """

    address: str
    data: Path
    process: subprocess.Popen[str]


def start_server(data: Path, *arguments: str) -> Running:
    """Start `hue up` on a free loopback port and return when it answers."""
    command = [sys.executable, "-m", "hueandcry", "up", "--data", str(data), "--port", "0", *arguments]
    with (data / "stderr.txt").open("w") as stderr:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "http://" in line, f"hue up said {line!r} and {(data / 'stderr.txt').read_text()!r}"
    return Running(line.split("up at ")[1].split()[0], data, process)


def stop_server(running: Running) -> None:
    """Stop it as a person would, and make sure that it ended well."""
    running.process.terminate()
    with running.process:
        assert running.process.wait(timeout=20) == 0


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve the demo campaigns."""
    running = start_server(tmp_path_factory.mktemp("demo"), "--demo")
    yield running
    stop_server(running)
