"""What commands print: sentences for people, JSON for programs."""

import json

import typer


def say(sentence: str) -> None:
    """Print a sentence on stdout."""
    typer.echo(sentence)


def say_json(document: object) -> None:
    """Print a JSON document on stdout."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def warn(sentence: str) -> None:
    """Print a sentence on stderr."""
    typer.echo(f"hue: {sentence}", err=True)
