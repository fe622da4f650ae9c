"""`hue paint`: files, folders or stdin → turned pictures."""

import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import typer

from hueandcry.cli.batch import Batch, paint_here, paint_in_workers
from hueandcry.cli.files import write_file
from hueandcry.cli.jobs import Job, Output, is_lone, plan_jobs
from hueandcry.cli.options import checked_size, chosen_effect, chosen_finish, parse_background, parse_crop
from hueandcry.cli.progress import progress
from hueandcry.cli.report import Result, sum_up, write_report
from hueandcry.cli.say import say, warn
from hueandcry.effects import MASTER_PX, compile_effect
from hueandcry.errors import UsageError
from hueandcry.pictures.workers import Order, usable_processors

STDIN = "-"
INTERRUPTED = 130


def paint(
    inputs: list[str] = typer.Argument(metavar="INPUT...", help="Photos, folders of photos, or - for stdin."),
    effect: str = typer.Option(
        "", help="red (the default), red-duotone, red-square, grey, or flag:FR and other codes."
    ),
    campaign: Path | None = typer.Option(None, help="A campaign.toml whose effect is used instead."),
    variant: str = typer.Option("", help="Which of the campaign's variants; the first if not given."),
    out: Path | None = typer.Option(
        None, "-o", "--out", help="A file; a folder if there is more than one photo."
    ),
    size: int = typer.Option(MASTER_PX, help="The side of the square picture in pixels."),
    pack: bool = typer.Option(
        False, "--pack", help="A zip for each photo, with each network's size within its cap."
    ),
    format: str = typer.Option("", help="jpeg or png; else what -o ends in, else jpeg."),  # noqa: A002
    circle: bool = typer.Option(False, "--circle", help="PNG only: transparent outside the circle."),
    quality: int = typer.Option(90, min=1, max=100, help="JPEG quality; with --pack the highest."),
    crop: str = typer.Option(
        "auto", help="auto (around faces), centre, or X,Y,SIDE in pixels of the upright photo."
    ),
    background: str = typer.Option("#ffffff", help="The colour that transparent photos are laid on."),
    recursive: bool = typer.Option(False, "--recursive", help="Look into folders within folders."),
    overwrite: bool = typer.Option(
        False, "--overwrite", help="Make all pictures anew, and replace what is in the output folder."
    ),
    jobs: int | None = typer.Option(
        None, min=1, max=256, help="How many photos at once, each in a process; as many as processors."
    ),
    report: Path | None = typer.Option(None, help="Write what became of each photo to this JSON file."),
) -> None:
    """Turn photos; exit 1 if some could not be used, 2 if the call was wrong.

    Run again after an interruption, it goes on where it ended; a photo that has changed is made anew.

    Example:  hue paint staff/ --effect flag:FR --pack -o turned/ --report report.json
    """
    finish = chosen_finish(format, out, quality, is_circle=circle, is_pack=pack)
    compiled = compile_effect(chosen_effect(effect, campaign, variant), checked_size(size, finish))
    order = Order(b"", compiled, finish, parse_crop(crop), parse_background(background))
    if STDIN in inputs:
        paint_stdin(inputs, order, out)
        return
    photos = [Path(each) for each in inputs]
    output = Output(out, finish, bool(format), overwrite)
    planned = plan_jobs(photos, output, recursive=recursive)
    check_report(report, planned)
    batch = Batch(planned, order, None if is_lone(photos, output) else out)
    begun = time.monotonic()
    results = do(batch, jobs)
    if report is not None:
        write_report(report, results, compiled.sha256, time.monotonic() - begun)
    conclude(results)


def paint_stdin(inputs: list[str], order: Order, out: Path | None) -> None:
    """Turn the photo on stdin; it goes to stdout if no file is named."""
    if len(inputs) > 1:
        raise UsageError("- cannot stand beside other photos.", "Give stdin alone.")
    content = replace(order, photo=sys.stdin.buffer.read()).fulfil()
    if out is not None:
        write_file(out, content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def check_report(report: Path | None, planned: list[Job]) -> None:
    """Refuse a report that would stand where a photo or a picture is."""
    taken = {path.resolve() for job in planned for path in (job.photo, job.target)}
    if report is not None and report.resolve() in taken:
        raise UsageError("The report would replace a photo.", "Give it another name.")


def do(batch: Batch, jobs: int | None) -> list[Result]:
    """Do the batch with a bar and a sentence for every failure; return the results in the photos' order."""
    total = len(batch.jobs)
    count = min(jobs or usable_processors(), total)
    painter = paint_here if total == 1 and jobs is None else partial(paint_in_workers, count=count)
    results: dict[Job, Result] = {}
    try:
        with progress(total) as step:
            for result in batch.paint(painter):
                results[result.job] = result
                step(result)
                tell(result, is_lone=total == 1)
    except KeyboardInterrupt:
        warn(f"Stopped after {len(results)} of {total} photos. The same command goes on from there.")
        raise typer.Exit(INTERRUPTED) from None
    return [results[job] for job in batch.jobs]


def tell(result: Result, *, is_lone: bool) -> None:
    """Say what went wrong; for a lone photo a wrong call is one, and not the photo's fault."""
    if result.error is None:
        return
    if is_lone and isinstance(result.error, UsageError):
        raise result.error
    warn(f"{result.job.photo}: {result.error}")


def conclude(results: list[Result]) -> None:
    """Say how many were made, and exit with 1 if some were not."""
    if len(results) > 1:
        say(sum_up(results))
    if any(result.error for result in results):
        raise typer.Exit(1)
