"""Make `.venv` on a machine that has Python and nothing else: no pip, no venv module, no root.

Fetches one pinned, hash-checked pip wheel with the standard library, lets it install a pinned uv
beside the environment, and lets uv create the environment from `uv.lock`. Re-running is cheap.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
UV_VERSION = "0.13.9"
ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"


def main() -> int:
    """Bring `.venv` in line with `uv.lock` and return an exit code."""
    if sys.version_info < (3, 11):
        return fail(
            f"Hue & Cry needs Python 3.11 or newer and this is {sys.version.split()[0]}; "
            "install a newer python3, or run: make PYTHON=/path/to/python3.11"
        )
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extra", action="append", default=[], help="an optional part to install")
    options = parser.parse_args()
    try:
        uv = find_uv() or install_uv()
        sync(uv, options.extra)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        return fail(
            f"could not install: {error}; check that this machine reaches PyPI "
            "(and has the ca-certificates package), then run the same command again"
        )
    return 0


def fail(sentence: str) -> int:
    """Print one sentence for a person and return the exit code."""
    print(f"bootstrap: {sentence}.", file=sys.stderr)
    return 1


def find_uv() -> Path | None:
    """Return the uv of an earlier run if it is the pinned one."""
    uv = TOOLS / "bin" / "uv"
    wanted = TOOLS / f"uv-{UV_VERSION}.dist-info"
    return uv if uv.exists() and wanted.exists() else None


def install_uv() -> Path:
    """Fetch pip's wheel and let it place uv in `.tools`; pip knows the platforms and any mirror settings."""
    TOOLS.mkdir(exist_ok=True)
    wheel = TOOLS / PIP_WHEEL
    if not wheel.exists():
        wheel.write_bytes(fetch_pip())
    command = [sys.executable, f"{wheel}/pip", "install", "--quiet", "--upgrade", "--target", str(TOOLS)]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    subprocess.run([*command, f"uv=={UV_VERSION}"], check=True, env=os.environ | quiet)
    return TOOLS / "bin" / "uv"


def fetch_pip() -> bytes:
    """Return the pinned pip wheel's bytes, or raise ValueError if they are not the pinned ones."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    request = urllib.request.Request(index, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        links = Links(answer.read().decode())
    link = next((url for url in links.found if f"/{PIP_WHEEL}" in url), None)
    if link is None:
        raise ValueError(f"{index} does not offer {PIP_WHEEL}")
    with urllib.request.urlopen(urllib.parse.urljoin(index, link), timeout=60) as answer:
        wheel: bytes = answer.read()
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise ValueError(f"{PIP_WHEEL} is not the file that was pinned")
    return wheel


class Links(HTMLParser):
    """The addresses on a package index's page, the one form that every mirror speaks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep each link's target."""
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def sync(uv: Path, extras: list[str]) -> None:
    """Install exactly what the lock file says; never remove what another target installed."""
    command = [str(uv), "sync", "--quiet", "--locked", "--inexact", "--python", sys.executable]
    for extra in extras:
        command += ["--extra", extra]
    # The machine's own certificates, as pip and the standard library use them.
    settings = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | settings)


if __name__ == "__main__":
    sys.exit(main())
