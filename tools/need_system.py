"""Make sure of what pip cannot bring: browsers for the browser tests, a font, what Node's wheels link to.

`need_system.py chromium node fonts` installs what is missing of those with apt, as root or through sudo
without a password, and names what it could not install.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOXES = ("firefox-esr", "firefox")
MINI_BROWSERS = ("lib/*/webkit2gtk-4.*/MiniBrowser", "libexec/webkit2gtk-4.*/MiniBrowser")


def find_chromium() -> str | None:
    """Return the path of a Chromium that starts: HUE_CHROMIUM, the system's, or Playwright's own."""
    candidates = [os.environ.get("HUE_CHROMIUM"), *map(shutil.which, CHROMIUMS), playwrights_own()]
    return next((each for each in candidates if each and answers(each)), None)


def playwrights_own() -> str | None:
    """Return where Playwright put a Chromium, if it did."""
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def find_firefox() -> str | None:
    """Return the path of a Firefox that starts."""
    return next((each for each in map(shutil.which, FIREFOXES) if each and answers(each)), None)


def find_webkit() -> str | None:
    """Return the path of WebKitGTK's small browser, if its driver is there too."""
    found = sorted(each for place in MINI_BROWSERS for each in Path("/usr").glob(place))
    return str(found[-1]) if found and shutil.which("WebKitWebDriver") else None


def find_display() -> str | None:
    """Return the display that nobody sees, which WebKitGTK is drawn on."""
    return shutil.which("Xvfb")


def find_node() -> str | None:
    """Return the Node that Playwright drives browsers with, if it starts."""
    import playwright  # noqa: PLC0415 - only where the tests' environment is there

    node = Path(playwright.__file__).parent / "driver" / "node"
    return str(node) if answers(str(node)) else None


def answers(path: str) -> bool:
    """Whether the program starts; a snap stub without snapd, or one that lacks a library, does not."""
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def find_fonts() -> str | None:
    """Return the file of the font that the golden pictures are written with."""
    system = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")
    own = (".local/share/fonts", ".fonts", "Library/Fonts")
    folders = [*map(Path, system), *(Path.home() / each for each in own)]
    found = sorted(each for folder in folders for each in folder.rglob("DejaVuSans-Bold.ttf"))
    return str(found[0]) if found else None


def find_exiftool() -> str | None:
    """Return the program that reads what a picture says besides its pixels."""
    return shutil.which("exiftool")


# What is needed, how it is found, and the Debian package that brings it.
NEEDS: dict[str, tuple[Callable[[], str | None], str]] = {
    "chromium": (find_chromium, "chromium"),
    "firefox": (find_firefox, "firefox-esr"),
    "webkit": (find_webkit, "webkit2gtk-driver"),
    "display": (find_display, "xvfb"),
    "node": (find_node, "libatomic1"),
    "fonts": (find_fonts, "fonts-dejavu-core"),
    "exiftool": (find_exiftool, "libimage-exiftool-perl"),
}

# Not every system has these; where they are missing, the tests in other engines are skipped and say so.
SPARE = frozenset({"firefox", "webkit", "display"})


def missing(wanted: list[str]) -> list[str]:
    """Return the packages that would bring what is not there."""
    return [package for name, (find, package) in NEEDS.items() if name in wanted and find() is None]


def install(packages: list[str]) -> None:
    """Try apt; it says for itself what went wrong."""
    root = as_root()
    if not shutil.which("apt-get") or root is None:
        return
    print(f"Installing {' '.join(packages)} with apt for the tests …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = [*root, "apt-get", "--quiet=2"]
    subprocess.run([*apt, "update"], check=False, env=environment)
    for package in packages:  # one by one: a system that does not know one of them still gets the others
        command = [*apt, "install", "--yes", "--no-install-recommends", package]
        subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)


def as_root() -> list[str] | None:
    """Return the words that make a command run as root without a question, or None."""
    if os.geteuid() == 0:
        return []
    silent = ["sudo", "-n", "true"]
    if shutil.which("sudo") and subprocess.run(silent, capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def main() -> int:
    """Install what is missing of what was named; return an exit code."""
    wanted = sys.argv[1:] or list(NEEDS)
    if packages := missing(wanted):
        install(packages)
    if missing(["chromium"]) and "chromium" in wanted and find_node():
        print("Trying Playwright's own Chromium …", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if spare := missing([each for each in wanted if each in SPARE]):
        print(
            f"make: tests in other engines are left out. As root: apt install {' '.join(spare)}", flush=True
        )
    if packages := missing([each for each in wanted if each not in SPARE]):
        print(
            f"make: this needs what is not here. As root: apt install {' '.join(packages)}", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
