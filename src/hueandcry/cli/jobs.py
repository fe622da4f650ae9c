"""Which photos become which pictures: worked out, or refused as unclear, before anything is done."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hueandcry.errors import UsageError
from hueandcry.pictures.workers import Finish

ENDINGS = {"jpeg": (".jpg", ".jpeg"), "png": (".png",), "pack": (".zip",)}
"""What a file of each kind may end in; the first is what we give."""

# Files that systems leave in every folder; hidden ones are passed over too.
LITTER = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Output:
    """Where pictures are written.

    Args:
        out: a file, a folder, or None for beside each photo.
        finish: what sort of file they are.
        is_format_given: whether the format was named, so that any ending will do.
        overwrite: whether pictures in an output folder may be replaced.
    """

    out: Path | None
    finish: Finish
    is_format_given: bool
    overwrite: bool

    @property
    def endings(self) -> tuple[str, ...]:
        """What the files may end in."""
        return ENDINGS[self.finish.kind]

    def beside(self, photo: Path) -> Path:
        """Return where the picture of a lone photo goes if nobody has said."""
        tail = "" if self.finish.kind == "pack" else "-turned"
        return photo.with_name(f"{photo.stem}{tail}{self.endings[0]}")


@dataclass(frozen=True)
class Job:
    """One photo and where its picture goes."""

    photo: Path
    target: Path
    may_replace: bool


def is_lone(inputs: list[Path], output: Output) -> bool:
    """Whether one photo becomes one file that is named or lies beside it, and no folder is filled."""
    return len(inputs) == 1 and not inputs[0].is_dir() and not (output.out and output.out.is_dir())


def plan_jobs(inputs: list[Path], output: Output, *, recursive: bool) -> list[Job]:
    """Return what is to be done.

    Raises:
        UsageError: if the call does not say where things go, or a folder holds nothing.
    """
    if is_lone(inputs, output):
        return [plan_lone(inputs[0], output)]
    if output.out is None:
        raise UsageError("Several photos need a folder to go to.", "Name it with -o.")
    if output.out.is_file():
        raise UsageError(f"{output.out} is a file.", "Name a folder with -o.")
    found = [pair for each in inputs for pair in find_photos(each, output.out, recursive=recursive)]
    return with_names(found, output)


def plan_lone(photo: Path, output: Output) -> Job:
    """Return the job of a single photo."""
    target = output.out or output.beside(photo)
    if not output.is_format_given and target.suffix.lower() not in output.endings:
        raise UsageError(
            f"{target.name} has no ending for what is written.", f"Let it end in {output.endings[0]}."
        )
    if target.resolve() == photo.resolve():
        raise UsageError("The picture would replace the photo itself.", "Choose another name with -o.")
    return Job(photo, target, may_replace=output.out is not None or output.overwrite)


def find_photos(path: Path, out: Path, *, recursive: bool) -> Iterator[tuple[Path, Path]]:
    """Yield each photo and the folder its picture goes to, the folders within a folder kept."""
    if not path.is_dir():
        yield path, out
        return
    files = sorted(path.rglob("*") if recursive else path.iterdir())
    photos = [file for file in files if file.is_file() and is_wanted(file.relative_to(path), file, out)]
    if not photos:
        raise UsageError(f"{path} holds no file.", "Name another folder, or add --recursive.")
    for photo in photos:
        yield photo, out / photo.parent.relative_to(path)


def is_wanted(inside: Path, file: Path, out: Path) -> bool:
    """Whether a file found in a folder is to be painted: not hidden, not litter, not our own output."""
    is_hidden = any(part.startswith(".") for part in inside.parts)
    return not is_hidden and file.name.lower() not in LITTER and out.resolve() not in file.resolve().parents


def with_names(found: list[tuple[Path, Path]], output: Output) -> list[Job]:
    """Name each picture after its photo; where two would share a name, the photo's ending stays in it."""
    photos = {photo.resolve() for photo, _ in found}
    plain = Counter(folder / photo.stem for photo, folder in found)
    jobs = []
    for photo, folder in found:
        name = photo.stem if plain[folder / photo.stem] == 1 else photo.name
        target = folder / f"{name}{output.endings[0]}"
        jobs.append(Job(photo, target, may_replace=output.overwrite and target.resolve() not in photos))
    doubles = [str(target) for target, n in Counter(job.target for job in jobs).items() if n > 1]
    if doubles:
        raise UsageError(f"Two photos would both become {doubles[0]}.", "Paint their folders one by one.")
    return jobs
