"""`python -m hueandcry` is `hue`."""

from hueandcry.cli.main import run

run()
