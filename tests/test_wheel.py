"""The built wheel, by itself: the light core paints, and says what it lacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.making import face, jpeg

UV = ROOT / ".tools" / "bin" / "uv"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it without extras into an environment of its own, and return that."""
    folder = tmp_path_factory.mktemp("wheel")
    assert UV.exists(), "no uv: run `make test`, which brings it"
    command(UV, "build", "--quiet", "--wheel", "--out-dir", str(folder), str(ROOT))
    [wheel] = folder.glob("*.whl")
    command(UV, "venv", "--quiet", "--python", sys.executable, str(folder / "venv"))
    command(UV, "pip", "install", "--quiet", "--python", str(folder / "venv"), str(wheel))
    return folder / "venv" / "bin"


def command(program: Path, *arguments: str, cwd: Path = Path("/")) -> subprocess.CompletedProcess[str]:
    """Run a program that must succeed."""
    # As in tools/bootstrap.py: the machine's own certificates.
    environment = os.environ | {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never"}
    done = subprocess.run(
        [program, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


def test_the_core_paints_and_publishes_without_a_web_framework(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(jpeg(face(300, 300)))
    command(installed / "hue", "paint", "photo.jpg", "--effect", "flag:FR", "-o", "out.jpg", cwd=tmp_path)
    command(installed / "hue", "campaign", "new", "red", "--title", "Red", cwd=tmp_path)
    command(installed / "hue", "publish", "red", "-o", "site", "--key", "key", cwd=tmp_path)
    assert (tmp_path / "out.jpg").stat().st_size > 1000
    assert list((tmp_path / "site").glob("studio/*/studio.js"))
    command(installed / "hue", "verify", "site", cwd=tmp_path)
    absent = command(installed / "python", "-c", "import importlib.util as i; print(i.find_spec('django'))")
    assert absent.stdout == "None\n"


def test_the_core_says_what_serving_needs(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed / "hue", "up"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "hueandcry[server]" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_wheel_is_typed_and_carries_its_licence(installed: Path) -> None:
    [package] = installed.parent.glob("lib/python3*/site-packages/hueandcry")
    assert (package / "py.typed").exists()
    assert list(package.parent.glob("hueandcry-*.dist-info/licenses/LICENSE"))
