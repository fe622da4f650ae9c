"""`hue campaign new` and `hue campaign check`."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from hueandcry.campaigns import Idea, load_campaign, new_campaign, preflight
from hueandcry.cli.say import say, say_json
from hueandcry.errors import HueError, UsageError

app = typer.Typer(
    help="Make and check campaigns.", no_args_is_help=True, epilog="Example:  hue campaign check aleppo/"
)


@app.command(epilog='Example:  hue campaign new aleppo --title "Red for Aleppo" --hashtag "#AleppoIsBurning"')
def new(
    slug: str = typer.Argument(help="Its name in addresses, such as red-for-aleppo; also the folder's."),
    title: str = typer.Option(..., help="The title for the public."),
    hashtag: list[str] = typer.Option([], help="A hashtag; may be given several times."),
    language: str = typer.Option("en", help="The first language."),
    effect: str = typer.Option("", help="red (the default), red-duotone, red-square, grey or flag:CODE."),
    frame: Path | None = typer.Option(None, help="Your own artwork: a square PNG with a transparent middle."),
    contact: str = typer.Option("", help="Who calls."),
    folder: Path = typer.Option(Path(), "--in", help="Where to make the campaign's folder."),
) -> None:
    """Make a campaign folder that is ready to publish."""
    if effect and frame:
        raise UsageError("--effect and --frame exclude each other.", "Give one of them.")
    idea = Idea(slug, title, tuple(hashtag), language, effect or "red", frame, contact)
    file = new_campaign(idea, folder, today=datetime.now(UTC).date())
    say(f"Made {file}. Write its story there, then: hue publish {file} -o site/")


@app.command(epilog="Example:  hue campaign check aleppo/campaign.toml")
def check(
    file: Path = typer.Argument(help="A campaign.toml, or the folder that holds it."),
    json: bool = typer.Option(False, "--json", help="Print the findings as JSON."),
) -> None:
    """Look a campaign over before publishing; exit 1 if it cannot be published."""
    try:
        campaign = load_campaign(file)
        findings = preflight(campaign, today=datetime.now(UTC).date())
    except HueError as error:
        if json:
            say_json({"publishable": False, "findings": [{"level": "error", "sentence": str(error)}]})
            raise typer.Exit(error.exit_code) from error
        raise
    if json:
        say_json({"publishable": True, "findings": [vars(each) for each in findings]})
        return
    for each in findings:
        say(f"{each.level}: {each.sentence}")
    say(f"{campaign.slug} can be published.")
