"""`hue` as a person starts it: a process of its own, with what it said, how it ended and what it wrote."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """What came of a command.

    Args:
        code: the exit code.
        out: what it wrote to stdout.
        err: what it said on stderr.
    """

    code: int
    out: bytes
    err: str

    @property
    def said(self) -> str:
        """What it wrote to stdout, as text."""
        return self.out.decode()


@dataclass(frozen=True)
class Hue:
    """The command, ready to be run.

    Args:
        environment: the variables it is given.
    """

    environment: dict[str, str]

    def __call__(self, *arguments: str | Path, given: bytes = b"", at: Path | None = None) -> Outcome:
        """Run it to its end; whatever happens, nobody may be shown a traceback.

        Args:
            arguments: what follows `hue`.
            given: what it finds on stdin.
            at: the folder it is started in.
        """
        command = [sys.executable, "-m", "hueandcry", *map(str, arguments)]
        ended = subprocess.run(
            command, input=given, capture_output=True, env=self.environment, cwd=at, check=False, timeout=60
        )
        outcome = Outcome(ended.returncode, ended.stdout, ended.stderr.decode())
        assert "Traceback" not in outcome.err, outcome.err
        return outcome


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def is_one_sentence(text: str) -> bool:
    """Whether stderr holds what is wrong and what to do next, in one line that begins with the command."""
    return text.startswith("hue: ") and text.count("\n") == 1 and text.endswith(".\n") and "None" not in text
