"""`hue tally verify` and `hue tally export`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

import typer

from hueandcry.cli.say import say, say_json
from hueandcry.errors import HueError, InputError, UsageError
from hueandcry.store.reading import ask, database_in
from hueandcry.tally import Counter
from hueandcry.tally.audit import Audit, Findings, Orphan, audit_campaign
from hueandcry.tally.sheet import head, sheet

DATA_HELP = "The data folder of hue up; else HUE_DATA_DIR, else ./hue-data."

app = typer.Typer(
    help="Check and export the count.", no_args_is_help=True, epilog="Example:  hue tally verify"
)


@app.command(epilog="Example:  hue tally verify --data hue-data")
def verify(
    data: Path | None = typer.Option(None, help=DATA_HELP),
    json: bool = typer.Option(False, "--json", help="Print the findings as JSON."),
) -> None:
    """Count the supporters anew and compare every sum; exit 1 if anything differs. Changes nothing."""
    try:
        findings = look_over(database_in(folder(data)))
    except HueError as error:
        if json:
            say_json({"ok": False, **error.as_json()})
            raise typer.Exit(error.exit_code) from error
        raise
    if json:
        say_json(findings.as_json())
    else:
        tell(findings)
    raise typer.Exit(0 if findings.is_good else 1)


@app.command(epilog="Example:  hue tally export aleppo -o aleppo.csv")
def export(
    slugs: list[str] = typer.Argument(None, help="Campaigns by their slugs; else all."),
    data: Path | None = typer.Option(None, help=DATA_HELP),
    out: Path | None = typer.Option(None, "-o", "--out", help="The file to write; else stdout."),
    overwrite: bool = typer.Option(False, "--overwrite", help="Replace the file if it is there."),
) -> None:
    """Write the counters as CSV: campaign, dimension, value, day, n. Totals only, no traces."""
    database = database_in(folder(data))
    chosen = choose(slugs or [], ask(database, lambda reading: reading.slugs()))
    with (
        nullcontext(sys.stdout.buffer)
        if out is None
        else new_file(out, database, may_replace=overwrite) as stream
    ):
        stream.write(head().encode())
        for slug in chosen:
            # One look per campaign: whoever reads the output slowly must not hold the database up.
            stream.write(sheet(slug, counts_of(database, slug)).encode())


def folder(data: Path | None) -> Path:
    """Return the data folder as `hue up` would find it."""
    return data or Path(os.environ.get("HUE_DATA_DIR", "hue-data"))


def look_over(database: Path) -> Findings:
    """Check the file first, then each campaign, each in a short look of its own."""
    faults = ask(database, lambda reading: reading.faults())
    audits: list[Audit] = []
    orphans: list[Orphan] = []
    for slug in ask(database, lambda reading: reading.slugs()):
        try:
            audits.append(audit(database, slug))
        except InputError as error:  # the others are checked all the same
            faults.append(f"{slug}: {error.message}")
    try:
        orphans = ask(database, lambda reading: reading.orphans())
    except InputError as error:
        faults.append(error.message)
    return Findings(tuple(audits), tuple(orphans), tuple(faults))


def audit(database: Path, slug: str) -> Audit:
    """Check one campaign, as it is at one moment."""
    traces, counts = ask(database, lambda reading: (reading.traces(slug), reading.counts(slug)))
    return audit_campaign(slug, traces, counts)


def counts_of(database: Path, slug: str) -> list[tuple[Counter, int]]:
    """Return one campaign's counters, as they are at one moment."""
    return ask(database, lambda reading: reading.counts(slug))


def tell(findings: Findings) -> None:
    """Say what was found."""
    for audit in findings.audits:
        number = len(audit.differences)
        agree = "all sums agree" if not number else f"{number} difference{'s' if number > 1 else ''}"
        say(f"{audit.slug}: supporters {audit.supporters}, traces {audit.traces}: {agree}")
        for difference in audit.differences:
            say(f"  {difference.sentence}")
    for orphan in findings.orphans:
        say(f"orphaned: {orphan.sentence}")
    for fault in findings.faults:
        say(f"damaged: {fault}")
    say("The count agrees." if findings.is_good else "The count does NOT agree.")


def choose(wanted: list[str], slugs: list[str]) -> list[str]:
    """Return the campaigns that were asked for, each once, or all.

    Raises:
        UsageError: if one is not in the store.
    """
    for slug in wanted:
        if slug not in slugs:
            known = ", ".join(slugs) or "none"
            raise UsageError(f"There is no campaign {slug!r}.", f"Those in the store: {known}.")
    return list(dict.fromkeys(wanted)) or slugs


@contextmanager
def new_file(path: Path, database: Path, *, may_replace: bool) -> Iterator[BinaryIO]:
    """Give a file to write, which takes its name only once it is whole.

    Raises:
        InputError: if it is there already, or cannot be written.
    """
    if path.exists() and (path.is_dir() or path.samefile(database)):
        raise UsageError(f"{path} is no file to replace.", "Choose another with -o.", code="exists")
    if path.exists() and not may_replace:
        raise InputError(f"{path} exists.", "Add --overwrite to replace it.", code="exists")
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("wb") as stream:
                yield stream
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", "Choose another place with -o.", code="unwritable"
        ) from error
