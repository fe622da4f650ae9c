"""Many photos: which become which pictures, one after another, no bad one stopping the rest."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hueandcry.api import read_photo
from hueandcry.cli.say import warn
from hueandcry.effects import CompiledEffect
from hueandcry.errors import HueError, InputError, UsageError
from hueandcry.pictures import Crop, Picture, run

# Files that systems leave in every folder; hidden ones are passed over too.
ENDINGS = {".jpg": (".jpg", ".jpeg"), ".png": (".png",)}
LITTER = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Output:
    """How and where pictures are written.

    Args:
        out: a file, a folder, or None for beside each photo.
        ending: .jpg or .png.
        is_format_given: whether the format was named, so that any ending will do.
        quality: JPEG quality.
        overwrite: whether pictures in an output folder may be replaced.
    """

    out: Path | None
    ending: str
    is_format_given: bool
    quality: int
    overwrite: bool

    def encode(self, picture: Picture) -> bytes:
        """Return the file's bytes."""
        return picture.png() if self.ending == ".png" else picture.jpeg(self.quality)


@dataclass(frozen=True)
class Job:
    """One photo and where its picture goes."""

    photo: Path
    target: Path
    may_replace: bool


def plan_jobs(inputs: list[Path], output: Output, *, recursive: bool) -> list[Job]:
    """Return what is to be done.

    Raises:
        UsageError: if the call does not say where things go, or a folder holds nothing.
    """
    if len(inputs) == 1 and not inputs[0].is_dir() and not (output.out and output.out.is_dir()):
        photo = inputs[0]
        target = output.out or photo.with_name(f"{photo.stem}-turned{output.ending}")
        if not output.is_format_given and target.suffix.lower() not in ENDINGS[output.ending]:
            raise UsageError(
                f"{target.name} has no ending for what is written.", f"Let it end in {output.ending}."
            )
        if target.resolve() == photo.resolve():
            raise UsageError("The picture would replace the photo itself.", "Choose another name with -o.")
        return [Job(photo, target, may_replace=output.out is not None or output.overwrite)]
    if output.out is None:
        raise UsageError("Several photos need a folder to go to.", "Name it with -o.")
    if output.out.is_file():
        raise UsageError(f"{output.out} is a file.", "Name a folder with -o.")
    found = [pair for each in inputs for pair in find_photos(each, output, recursive=recursive)]
    return with_names(found, output)


def find_photos(path: Path, output: Output, *, recursive: bool) -> Iterator[tuple[Path, Path]]:
    """Yield each photo and the folder its picture goes to, the folders within a folder kept."""
    if output.out is None or not path.is_dir():
        yield path, output.out or path.parent
        return
    files = sorted(path.rglob("*") if recursive else path.iterdir())
    photos = [
        file for file in files if file.is_file() and is_wanted(file.relative_to(path), file, output.out)
    ]
    if not photos:
        raise UsageError(f"{path} holds no file.", "Name another folder, or add --recursive.")
    for photo in photos:
        yield photo, output.out / photo.parent.relative_to(path)


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
        target = folder / f"{name}{output.ending}"
        jobs.append(Job(photo, target, may_replace=output.overwrite and target.resolve() not in photos))
    doubles = [str(target) for target, n in Counter(job.target for job in jobs).items() if n > 1]
    if doubles:
        raise UsageError(f"Two photos would both become {doubles[0]}.", "Paint their folders one by one.")
    return jobs


def paint_all(
    jobs: list[Job], effect: CompiledEffect, crop: Crop | None, output: Output
) -> list[dict[str, str]]:
    """Do every job; return, for each, what came of it as the report says it."""
    if len(jobs) == 1:
        return [paint_one(jobs[0], effect, crop, output, failures=InputError)]
    # Among many, what is wrong use for one photo, such as a crop outside it, must not stop the rest.
    return [paint_one(job, effect, crop, output, failures=HueError) for job in jobs]


def paint_one(
    job: Job, effect: CompiledEffect, crop: Crop | None, output: Output, *, failures: type[HueError]
) -> dict[str, str]:
    """Do one job; what counts as a failure is said and returned, anything else is raised."""
    try:
        if job.target.exists() and not job.may_replace:
            raise InputError(f"{job.target} exists.", "Add --overwrite to replace it.", code="exists")
        picture = run(read_photo(job.photo), effect, crop=crop)
        write_file(job.target, output.encode(picture))
    except failures as error:
        warn(f"{job.photo}: {error}")
        return {"photo": str(job.photo), "error": error.code, "message": str(error)}
    return {"photo": str(job.photo), "picture": str(job.target)}


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", "Choose another place with -o."
        ) from error


def write_report(path: Path, results: list[dict[str, str]]) -> None:
    """Write what became of each photo."""
    write_file(path, json.dumps({"pictures": results}, ensure_ascii=False, indent=2).encode() + b"\n")
