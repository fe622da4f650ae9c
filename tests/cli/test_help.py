"""Help: every command explains itself and shows an example that its own options allow."""

import re

import pytest

from hueandcry import __version__
from tests.cli.running import Hue

COMMANDS = ["paint", "campaign new", "campaign check", "publish", "verify", "up"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_commands_help_has_an_example_of_it(hue: Hue, command: str) -> None:
    outcome = hue(*command.split(), "--help")
    assert (outcome.code, outcome.err) == (0, "")
    [example] = re.findall(r"Example:\s+(.*)", outcome.said)
    assert example.startswith(f"hue {command} ")
    options = re.findall(r"(?<!\S)--[a-z]+", example)
    assert [option for option in options if outcome.said.count(option) < 2] == []


def test_hue_lists_its_commands_and_says_how_to_begin(hue: Hue) -> None:
    outcome = hue("--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert [
        name for name in ("paint", "campaign", "publish", "verify", "up") if name not in outcome.said
    ] == []
    assert re.search(r"Begin with:\s+hue paint ", outcome.said)


def test_the_campaign_group_lists_its_commands(hue: Hue) -> None:
    outcome = hue("campaign", "--help")
    assert outcome.code == 0
    assert [name for name in ("new", "check") if name not in outcome.said] == []


def test_the_version_is_the_packages(hue: Hue) -> None:
    assert hue("--version").said == f"{__version__}\n"


def test_a_command_that_is_not_known_is_a_wrong_call(hue: Hue) -> None:
    outcome = hue("shout")
    assert outcome.code == 2
    assert "--help" in outcome.err
