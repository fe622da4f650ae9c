"""Every example in the documentation runs, and every file that it points to is there."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from hueandcry.campaigns import LANGUAGES, dump_campaign, parse_campaign
from hueandcry.effects.layers import KINDS
from tests.conftest import ROOT
from tests.making import face, jpeg
from tests.stories import full_campaign

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
BUNDLE = (ROOT / "docs" / "bundle.md").read_text(encoding="utf-8")
PAINT = (ROOT / "docs" / "paint.md").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """Return a page's code blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the examples assume: photo.jpg and a folder of staff photos."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "staff").mkdir()
    for name in ("photo.jpg", "staff/ada.jpg", "staff/alan.jpg"):
        (folder / name).write_bytes(jpeg(face(400, 300)))
    return folder


def home_at(folder: Path) -> dict[str, str]:
    """Return an environment in which keys are kept in the folder and not where the person keeps theirs."""
    return {name: value for name, value in os.environ.items() if name != "HUE_DATA_DIR"} | {
        "XDG_DATA_HOME": str(folder / "home")
    }


def run_commands(page: str, desk: Path) -> int:
    """Run every `hue` command of a page, which all must succeed; return how many there were."""
    hue = f"{sys.executable} -m hueandcry"
    commands = [
        line for block in blocks(page, "sh") for line in block.splitlines() if re.search(r"\bhue |^cp ", line)
    ]
    for line in commands:
        command = re.sub(r"\bhue (?=paint|campaign|publish|verify)", f"{hue} ", line)
        done = subprocess.run(
            ["sh", "-c", command], cwd=desk, capture_output=True, text=True, check=False, env=home_at(desk)
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    return len(commands)


def test_the_readmes_commands_do_what_they_say(desk: Path) -> None:
    assert run_commands(README, desk) >= 6
    assert (desk / "out.jpg").read_bytes()[:2] == b"\xff\xd8"
    assert sorted(path.name for path in (desk / "turned").glob("[!.]*")) == ["ada.jpg", "alan.jpg"]
    assert (desk / "site" / "en" / "index.html").is_file()


@pytest.mark.parametrize("example", blocks(README, "python"))
def test_the_readmes_python_runs(desk: Path, example: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=desk, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "(1080, 1080, 3)\n"


def test_the_bundle_pages_commands_do_what_they_say(tmp_path: Path) -> None:
    assert run_commands(BUNDLE, tmp_path) >= 6
    published = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*")}
    for path in ("index.html", "en/index.html", "campaign.toml", "edition.json", "manifest.json"):
        assert Path(path) in published
        assert f"`{path}`" in BUNDLE
    assert json.loads((tmp_path / "verdict.json").read_bytes())["ok"] is True


def test_the_paint_pages_commands_do_what_they_say(desk: Path) -> None:
    assert run_commands(PAINT, desk) >= 10
    names = ("photo-turned.jpg", "small.png", "round.png", "cropped.jpg", "photo.zip", "packs/alan.zip")
    assert [name for name in names if not (desk / name).is_file()] == []
    report = json.loads((desk / "report.json").read_bytes())
    assert report["totals"]["skipped"] == 2
    [shown] = map(json.loads, blocks(PAINT, "json"))
    assert shown.keys() == report.keys()
    assert shown["totals"].keys() == report["totals"].keys()
    assert shown["pictures"][1] == report["pictures"][1]


@pytest.mark.parametrize("example", blocks(PAINT, "python"))
def test_the_paint_pages_python_prints_what_it_says(desk: Path, example: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=desk, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == re.findall(r"print\(.*\)  # (.*)", example)


def test_the_paint_page_names_every_option() -> None:
    source = (ROOT / "src/hueandcry/cli/paint.py").read_text(encoding="utf-8")
    named = re.findall(r"^    (\w+): .*typer.Option", source, re.MULTILINE)
    assert len(named) >= 14
    assert [each for each in named if f"--{each}" not in PAINT and each != "out"] == []


def test_the_readme_names_the_targets_that_make_has() -> None:
    listed = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    named = re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)
    assert {"up", "test"} <= set(named)
    assert all(f"make {target}" in listed for target in named)


def test_the_campaign_page_shows_a_campaign_that_is_one() -> None:
    page = (ROOT / "docs/campaign.md").read_text(encoding="utf-8")
    [example] = blocks(page, "toml")
    campaign = parse_campaign(example.encode(), lambda name: Path(name).read_bytes())
    assert campaign.languages == ("en", "ar")
    assert keys_of(example) == keys_of(dump_campaign(full_campaign())), "it says that it has every key"
    assert all(f"| `{kind}` |" in page for kind in KINDS)


def keys_of(document: str) -> set[str]:
    """Return the keys of a campaign.toml, and those of its tables but for languages."""
    top = tomllib.loads(document)
    tables = {
        name: value[0] if isinstance(value, list) else value
        for name, value in top.items()
        if isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))
    }
    inner = {f"{name}.{key}" for name, table in tables.items() for key in table if key not in LANGUAGES}
    return set(top) | inner


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(page.name[:4]) for page in (ROOT / "docs/decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
