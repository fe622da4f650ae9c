"""`hue publish`: a campaign's bundle onto the disk."""

import os
from pathlib import Path

import typer

from hueandcry.bundle import (
    SigningKey,
    build_bundle,
    fingerprint,
    load_or_make_key,
    with_compressed,
    write_bundle,
)
from hueandcry.bundle.signing import KEY_FILE_NAME
from hueandcry.campaigns import load_campaign
from hueandcry.campaigns.document import TALLY, read_address
from hueandcry.campaigns.reader import Table
from hueandcry.cli.say import say, warn
from hueandcry.errors import InputError, UsageError


def publish(
    file: Path = typer.Argument(help="A campaign.toml, or the folder that holds it."),
    out: Path = typer.Option(
        ..., "-o", "--out", help="The folder to write; a bundle that stands there is replaced."
    ),
    tally: str | None = typer.Option(None, help="Where joins are counted: https://your.host, or none."),
    address: str | None = typer.Option(None, help="Where the campaign officially stands: https://…/."),
    key: Path | None = typer.Option(
        None, help="The file that keeps the signing key; else the one in HUE_DATA_DIR or your home."
    ),
) -> None:
    """Write a campaign's bundle: a signed static folder that any web server can serve.

    Example:  hue publish aleppo/campaign.toml -o site/
    """
    if tally is not None and tally != "none" and not TALLY.fullmatch(tally):
        raise UsageError(f"{tally!r} is no web address.", "Give --tally https://your.host or --tally none.")
    official = check_address(address) if address else None
    campaign = load_campaign(file)
    signing_key = take_key(key or usual_key_file())
    bundle = build_bundle(
        campaign, key=signing_key, tally=tally.rstrip("/") if tally else None, address=official
    )
    write_bundle(with_compressed(bundle), out)
    weight = sum(map(len, bundle.values()))
    say(f"Published {campaign.slug} to {out}: {len(bundle)} files, {weight / 1000:.0f} KB.")
    say(f"Signed with the key {fingerprint(signing_key.public)}.")


def check_address(address: str) -> str:
    """Return the official address with its last slash."""
    try:
        return read_address(Table({"address": address}))
    except InputError as error:
        raise UsageError(f"--{error.message}", "Give --address https://your.host/your/path/.") from error


def usual_key_file() -> Path:
    """Return where this person's signing key is kept."""
    if data := os.environ.get("HUE_DATA_DIR"):
        return Path(data) / KEY_FILE_NAME
    # The specification has relative paths ignored.
    home = Path(os.environ.get("XDG_DATA_HOME", ""))
    folder = home if home.is_absolute() else Path.home() / ".local" / "share"
    return folder / "hueandcry" / KEY_FILE_NAME


def take_key(file: Path) -> SigningKey:
    """Return the signing key; say so when it was made just now."""
    is_new = not file.exists()
    key = load_or_make_key(file)
    if is_new:
        warn(f"made a signing key in {file}. Keep a copy of that file where nobody else can read it.")
    return key
