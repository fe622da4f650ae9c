"""Starting and stopping: what is kept, and how it ends."""

import signal
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import Running, stop_server
from tests.server.asking import ask, supporters
from tests.server.joining import join, new_token, number_after
from tests.server.serving import QUICK, quick_campaign, serving

KEYS = ("secret-key", "signing-key")


def test_stopping_leaves_plain_files_and_a_second_start_keeps_key_counts_and_campaign(tmp_path: Path) -> None:
    campaign, data = quick_campaign(tmp_path / "campaigns"), tmp_path / "data"
    data.mkdir()
    token = new_token()
    with serving(data, campaign) as running:
        assert supporters(running.address, QUICK) == 0
        assert number_after(join(running.address, token, QUICK)) == 1
        keys = [(data / name).read_bytes() for name in KEYS]
        stop_server(running)  # asserts that SIGTERM ends with exit code 0
    assert {file.name for file in data.iterdir()} == {
        "hue.sqlite3",
        "secret-key",
        "signing-key",
        "stderr.txt",
    }
    with serving(data) as running:
        assert [(data / name).read_bytes() for name in KEYS] == keys
        assert supporters(running.address, QUICK) == 1
        assert number_after(join(running.address, token, QUICK)) == 1
        assert ask(running.address, f"{QUICK}en/").status == 200
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=20) == 0
    assert (data / "stderr.txt").read_text() == ""


@pytest.mark.parametrize("name", KEYS)
def test_the_keys_are_the_owner_s_alone(demo: Running, name: str) -> None:
    assert stat.S_IMODE((demo.data / name).stat().st_mode) == 0o600


def test_a_campaign_without_an_address_has_it_at_the_server_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = quick_campaign(tmp_path / "campaigns")
    data = tmp_path / "data"
    data.mkdir()
    with serving(data, campaign) as running:
        assert ask(running.address, f"{QUICK}manifest.json").json()["address"] == (
            f"{running.address}{QUICK[1:]}"
        )
    monkeypatch.setenv("HUE_BASE_URL", "https://base.example/hue")
    with serving(data) as running:
        document = ask(running.address, f"{QUICK}manifest.json").json()
    assert document["address"] == "https://base.example/hue/c/quick/"


def test_a_base_address_that_is_none_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUE_BASE_URL", "base.example")
    command = [sys.executable, "-m", "hueandcry", "up", "--data", str(tmp_path), "--port", "0"]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("hue: HUE_BASE_URL: address 'base.example'")


def test_a_port_in_use_is_refused_with_a_sentence(demo: Running, tmp_path: Path) -> None:
    port = str(urlsplit(demo.address).port)
    command = [sys.executable, "-m", "hueandcry", "up", "--data", str(tmp_path), "--port", port]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 2
    assert f"Cannot listen on 127.0.0.1:{port}" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert ask(demo.address, "/").status == 200


def test_a_server_without_campaigns_says_so_on_a_page_with_its_style(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        page = ask(running.address, "/")
        styles = page.body.decode().split('rel="stylesheet" href="')[1:]
        assert page.status == 200
        assert [ask(running.address, each.split('"')[0]).status for each in styles] == [200]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_answer_carries_the_safe_headers(demo: Running, method: str) -> None:
    for path in ("/", f"{QUICK}en/", "/c/tricolore/fr/", "/c/tricolore/count.json"):
        headers = ask(demo.address, path, method).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
