"""`hue publish`: a campaign's bundle onto the disk."""

from pathlib import Path

import typer

from hueandcry.bundle import build_bundle, write_bundle
from hueandcry.campaigns import load_campaign
from hueandcry.campaigns.document import TALLY
from hueandcry.cli.say import say
from hueandcry.errors import UsageError


def publish(
    file: Path = typer.Argument(help="A campaign.toml, or the folder that holds it."),
    out: Path = typer.Option(
        ..., "-o", "--out", help="The folder to write; a bundle that stands there is replaced."
    ),
    tally: str | None = typer.Option(None, help="Where joins are counted: https://your.host, or none."),
) -> None:
    """Write a campaign's bundle: a static folder that any web server can serve.

    Example:  hue publish aleppo/campaign.toml -o site/
    """
    if tally is not None and tally != "none" and not TALLY.fullmatch(tally):
        raise UsageError(f"{tally!r} is no web address.", "Give --tally https://your.host or --tally none.")
    campaign = load_campaign(file)
    bundle = build_bundle(campaign, tally=tally.rstrip("/") if tally else None)
    write_bundle(bundle, out)
    weight = sum(map(len, bundle.values()))
    say(f"Published {campaign.slug} to {out}: {len(bundle)} files, {weight / 1000:.0f} KB.")
