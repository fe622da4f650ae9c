"""`hue up`: serve campaigns and count supporters."""

import importlib.util
from pathlib import Path

import typer

from hueandcry.campaigns import load_campaign
from hueandcry.campaigns.demo import demo_campaigns
from hueandcry.cli.say import say
from hueandcry.errors import UsageError


def up(
    campaigns: list[Path] = typer.Argument(
        None, help="Campaigns to store and publish: campaign.toml files or their folders."
    ),
    data: Path | None = typer.Option(
        None, help="Where database and key are kept; else HUE_DATA_DIR, else ./hue-data."
    ),
    host: str = typer.Option("127.0.0.1", help="The address to listen on."),
    port: int = typer.Option(8000, min=0, max=65535, help="The port to listen on."),
    demo: bool = typer.Option(False, "--demo", help="Publish the demo campaigns too."),
) -> None:
    """Serve the published campaigns and count their supporters, in one process.

    Example:  hue up --demo
    """
    if importlib.util.find_spec("granian") is None or importlib.util.find_spec("django") is None:
        raise UsageError("Serving needs the server part.", "Install it: pip install 'hueandcry[server]'")
    from hueandcry.server.up import Wish
    from hueandcry.server.up import up as serve

    wanted = [load_campaign(path) for path in campaigns or []]
    if demo:
        wanted += demo_campaigns()
    serve(
        Wish(data, host, port, wanted),
        lambda address: say(f"Hue & Cry is up at {address}  (Ctrl+C stops it)"),
    )
