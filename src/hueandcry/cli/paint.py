"""`hue paint`: files, folders or stdin → turned pictures."""

import sys
from pathlib import Path

import typer

from hueandcry.campaigns import load_campaign
from hueandcry.cli.batch import Output, paint_all, plan_jobs, write_file, write_report
from hueandcry.cli.say import say
from hueandcry.effects import MASTER_PX, Effect, compile_effect, named_effect
from hueandcry.errors import UsageError
from hueandcry.pictures import Crop, run

STDIN = "-"
ENDINGS = {"jpeg": ".jpg", "png": ".png"}


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
    format: str = typer.Option("", help="jpeg or png; else what -o ends in, else jpeg."),  # noqa: A002
    quality: int = typer.Option(90, min=1, max=100, help="JPEG quality."),
    crop: str = typer.Option("centre", help="centre, or X,Y,SIDE in pixels of the upright photo."),
    recursive: bool = typer.Option(False, "--recursive", help="Look into folders within folders."),
    overwrite: bool = typer.Option(
        False, "--overwrite", help="Replace pictures that exist in the output folder."
    ),
    report: Path | None = typer.Option(None, help="Write what became of each photo to this JSON file."),
) -> None:
    """Turn photos; exit 1 if some could not be used, 2 if the call was wrong.

    Example:  hue paint photo.jpg --effect red -o out.jpg
    """
    output = Output(out, ending_of(format, out), bool(format), quality, overwrite=overwrite)
    compiled = compile_effect(chosen_effect(effect, campaign, variant), size)
    square = parse_crop(crop)
    if STDIN in inputs:
        if len(inputs) > 1:
            raise UsageError("- cannot stand beside other photos.", "Give stdin alone.")
        write_out(output.encode(run(sys.stdin.buffer.read(), compiled, crop=square)), out)
        return
    jobs = plan_jobs([Path(each) for each in inputs], output, recursive=recursive)
    if report is not None and report.resolve() in {job.photo.resolve() for job in jobs}:
        raise UsageError("The report would replace a photo.", "Give it another name.")
    results = paint_all(jobs, compiled, square, output)
    failed = sum("error" in result for result in results)
    if report is not None:
        write_report(report, results)
    if len(jobs) > 1:
        say(f"{len(jobs) - failed} of {len(jobs)} pictures made.")
    if failed:
        raise typer.Exit(1)


def chosen_effect(effect: str, campaign: Path | None, variant: str) -> Effect:
    """Return the effect by its name or from a campaign."""
    if campaign is None:
        if variant:
            raise UsageError("--variant needs --campaign.", "Name the campaign's file too.")
        return named_effect(effect or "red")
    if effect:
        raise UsageError("--effect and --campaign exclude each other.", "Give one of them.")
    loaded = load_campaign(campaign)
    return (loaded.variant(variant) if variant else loaded.variants[0]).effect


def ending_of(name: str, out: Path | None) -> str:
    """Return .jpg or .png."""
    if name:
        if name not in ENDINGS:
            raise UsageError(f"--format {name} is not known.", "Use jpeg or png.")
        return ENDINGS[name]
    return ".png" if out is not None and out.suffix.lower() == ".png" else ".jpg"


def parse_crop(text: str) -> Crop | None:
    """Return the square to keep; None for the centre."""
    if text in ("centre", "center"):
        return None
    try:
        x, y, side = (int(number) for number in text.split(","))
    except ValueError as error:
        raise UsageError(
            f"--crop {text} is not known.", "Use centre, or X,Y,SIDE such as 120,40,800."
        ) from error
    return Crop(x, y, side)


def write_out(content: bytes, out: Path | None) -> None:
    """Write to the file, or to stdout if there is none."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_file(out, content)
