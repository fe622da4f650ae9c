"""The peers, installed by the bench into `.bench/`, so that the project's own environment stays clean.

What cannot be installed is named in the table as missing, with the reason.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".bench"
UV = ROOT / ".tools" / "bin" / "uv"
INSTALL_SECONDS = 600
REASON_LETTERS = 200

# Raise these to the newest before quoting figures. thumbor brings the older Pillow that it is pinned to.
PACKAGES: dict[str, tuple[str, ...]] = {
    "pillow": ("pillow==13.0.0",),
    "pyvips": ("pyvips[binary]==3.2.0", "pyvips-binary==8.18.7"),
    "thumbor": ("thumbor==7.8.0", "pillow==12.3.0"),
    "sharp": ("sharp@0.35.5",),
}


@dataclass(frozen=True)
class Peer:
    """An installed peer, or why it is not there.

    Args:
        program: what starts its worker.
        versions: what was installed.
        trouble: why it is missing; empty if it is there.
    """

    program: str = ""
    versions: str = ""
    trouble: str = ""


def install(name: str) -> Peer:
    """Install a peer if it is not there yet."""
    HOME.mkdir(exist_ok=True)
    (HOME / ".gitignore").write_text("*\n")
    wanted = PACKAGES[name]
    folder = HOME / name
    stamp = folder / "installed.txt"
    try:
        program = install_with_npm if name == "sharp" else install_with_uv
        return Peer(program(folder, wanted, stamp), " ".join(wanted))
    except subprocess.CalledProcessError as error:
        words = " ".join((error.stderr or str(error)).split())
        return Peer(trouble=f"not installed: {words[:REASON_LETTERS]}")
    except (OSError, subprocess.TimeoutExpired) as error:
        return Peer(trouble=f"not installed: {error}")


def install_with_uv(folder: Path, wanted: tuple[str, ...], stamp: Path) -> str:
    """Make an environment of its own and return its Python."""
    python = folder / "bin" / "python"
    if not is_stamped(stamp, wanted):
        say(f"Installing {wanted[0]} to compare with …")
        uv = str(UV if UV.exists() else shutil.which("uv") or "uv")
        run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)])
        run([uv, "pip", "install", "--quiet", "--python", str(python), *wanted])
        stamp.write_text("\n".join(wanted))
    return str(python)


def install_with_npm(folder: Path, wanted: tuple[str, ...], stamp: Path) -> str:
    """Install a package of Node's and return Node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise FileNotFoundError("there is no node and npm on the path")
    if not is_stamped(stamp, wanted):
        say(f"Installing {wanted[0]} to compare with …")
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n')
        run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), *wanted])
        stamp.write_text("\n".join(wanted))
    return node


def is_stamped(stamp: Path, wanted: tuple[str, ...]) -> bool:
    """Whether exactly this was installed by an earlier run."""
    return stamp.exists() and stamp.read_text().splitlines() == list(wanted)


def run(command: list[str]) -> None:
    """Run an installer, trusting the machine's own certificates."""
    trust = {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1"}
    subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS, env=os.environ | trust
    )


def say(sentence: str) -> None:
    """Tell the person who waits."""
    print(sentence, file=sys.stderr, flush=True)
