"""The instance's key: made once, kept for its owner, never empty."""

import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SHOW_KEY = "from hueandcry.server import settings; print(settings.SECRET_KEY)"


def load(data: Path, environment: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Load the settings in a process of their own and print the key."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HUE_")}
    return subprocess.run(
        [sys.executable, "-c", SHOW_KEY],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=clean | {"HUE_DATA_DIR": str(data)} | dict(environment or {}),
    )


def test_the_key_is_made_on_the_first_start_and_kept_for_its_owner(tmp_path: Path) -> None:
    data = tmp_path / "not" / "yet" / "there"
    first = load(data)
    assert len(first.stdout.strip()) >= 43, first.stderr  # 32 random bytes and more
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert load(data).stdout == first.stdout
    assert load(tmp_path / "another").stdout not in ("", first.stdout)


def test_a_key_that_is_given_is_taken_and_not_written_down(tmp_path: Path) -> None:
    assert load(tmp_path, {"HUE_SECRET_KEY": "given by hand"}).stdout == "given by hand\n"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_key_file_is_never_a_key(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch(mode=0o600)
    loaded = load(tmp_path)
    assert loaded.returncode != 0 or len(loaded.stdout.strip()) >= 43


def test_no_setting_logs_requests_or_shows_details_of_errors(tmp_path: Path) -> None:
    show = "from hueandcry.server import settings; print(settings.DEBUG, settings.LOGGING_CONFIG)"
    environment = os.environ | {"HUE_DATA_DIR": str(tmp_path)}
    shown = subprocess.run(
        [sys.executable, "-c", show], capture_output=True, text=True, timeout=60, check=True, env=environment
    )
    assert shown.stdout == "False None\n"
