"""`hue`: every command, and what becomes of an error."""

from typing import Any

import typer
from typer.core import TyperGroup

from hueandcry import __version__
from hueandcry.cli import campaign, paint, publish, tally, up, verify
from hueandcry.cli.say import warn
from hueandcry.errors import HueError


class Commands(TyperGroup):
    """All commands; what goes wrong is one sentence on stderr and an exit code, never a traceback."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401 - typer does not export its own type
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except HueError as error:
            warn(str(error))
            raise typer.Exit(error.exit_code) from error


app = typer.Typer(
    name="hue",
    cls=Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Begin with:  hue paint photo.jpg --effect red -o out.jpg",
)
app.command("paint")(paint.paint)
app.add_typer(campaign.app, name="campaign")
app.command("publish")(publish.publish)
app.command("verify")(verify.verify)
app.command("up")(up.up)
app.add_typer(tally.app, name="tally")


@app.callback(invoke_without_command=True)
def hue(
    ctx: typer.Context, version: bool = typer.Option(False, "--version", help="Print the version and stop.")
) -> None:
    """The profile-picture button for anyone."""
    if version:
        typer.echo(__version__)
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def run() -> None:
    """Run a command and leave with its exit code."""
    app()
