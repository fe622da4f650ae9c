"""Make sure that the browser tests find a Chromium: the system's, else apt's, else Playwright's own.

`find()` is what the tests use; run as a script it installs what is missing or says how.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")


def find() -> str | None:
    """Return the path of a Chromium that starts, or None."""
    candidates = [os.environ.get("HUE_CHROMIUM"), *map(shutil.which, NAMES), playwrights_own()]
    return next((each for each in candidates if each and starts(each)), None)


def starts(path: str) -> bool:
    """Whether the program answers; a snap stub without snapd does not."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and b"hrom" in answer.stdout


def playwrights_own() -> str | None:
    """Return where Playwright put a Chromium, if it did."""
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def install() -> None:
    """Try apt, then Playwright's download; each says for itself what went wrong."""
    if shutil.which("apt-get") and (root := as_root()) is not None:
        print("Installing Chromium with apt for the browser tests …")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*root, "apt-get", "update", "--quiet"], check=False, env=environment)
        subprocess.run([*root, *APT], check=False, env=environment)
    if find() is None:
        print("Trying Playwright's own Chromium …")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def as_root() -> list[str] | None:
    """Return the words that make a command run as root without a question, or None."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def main() -> int:
    """Install a Chromium if there is none; return an exit code."""
    if find() is None:
        install()
    if find() is None:
        print(
            "test: the browser tests need Chromium and could not install it. "
            "Run: apt install chromium (as root), or set HUE_CHROMIUM to one, then make test again.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
