"""`hue up` before it serves: what keeps it from starting is one sentence."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Hue, is_one_sentence


@pytest.fixture
def taken_port() -> Iterator[int]:
    """Listen on a port, so that nobody else can."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_that_is_taken_is_named(hue: Hue, tmp_path: Path, taken_port: int) -> None:
    outcome = hue("up", "--port", str(taken_port), "--data", tmp_path / "data", at=tmp_path)
    assert (outcome.code, outcome.out) == (2, b"")
    assert is_one_sentence(outcome.err)
    assert f"127.0.0.1:{taken_port}" in outcome.err
    assert "--port" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_campaign_that_is_not_there_is_named_before_anything_starts(hue: Hue, tmp_path: Path) -> None:
    outcome = hue("up", "nowhere", "--port", "0", "--data", tmp_path / "data", at=tmp_path)
    assert (outcome.code, outcome.out) == (1, b"")
    assert is_one_sentence(outcome.err)
    assert "nowhere" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_data_that_cannot_be_kept_is_one_sentence(hue: Hue, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    outcome = hue("up", "--port", "0", "--data", tmp_path / "file", at=tmp_path)
    assert outcome.code in (1, 2)
    assert is_one_sentence(outcome.err)
    assert str(tmp_path / "file") in outcome.err
