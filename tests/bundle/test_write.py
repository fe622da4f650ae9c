"""Writing: a bundle stands whole or not at all, and never where something else stood."""

from dataclasses import replace
from pathlib import Path

import pytest

from hueandcry import HueError, UsageError
from hueandcry.bundle import build_bundle, write_bundle
from hueandcry.campaigns import load_campaign
from tests.bundle.published import Published
from tests.stories import KEY, red_campaign

SMALL = {"index.html": b"<!doctype html>", "campaign.toml": b"", "en/index.html": b"page"}


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a folder that holds an earlier bundle with a file of its own."""
    write_bundle(SMALL | {"old.txt": b"old"}, tmp_path / "parent" / "site")
    return tmp_path / "parent" / "site"


def test_every_file_is_written_and_nothing_else(published: Published, tmp_path: Path) -> None:
    write_bundle(published.bundle, tmp_path / "new" / "site")
    assert files_in(tmp_path) == {f"new/site/{path}": content for path, content in published.bundle.items()}


def test_an_earlier_bundle_is_replaced_with_all_its_files(site: Path) -> None:
    write_bundle(SMALL | {"new.txt": b"new"}, site)
    assert files_in(site.parent) == {
        f"site/{path}": content for path, content in (SMALL | {"new.txt": b"new"}).items()
    }


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_bundle(SMALL, tmp_path / "site")
    assert files_in(tmp_path / "site") == SMALL


@pytest.mark.parametrize("file", ["photo.jpg", "index.html", "campaign.toml", ".hidden"])
def test_a_folder_that_is_no_bundle_is_refused_and_left_as_it_was(tmp_path: Path, file: str) -> None:
    (tmp_path / file).write_text("mine")
    with pytest.raises(UsageError, match="not a bundle"):
        write_bundle(SMALL, tmp_path)
    assert files_in(tmp_path) == {file: b"mine"}


def test_a_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(UsageError, match="not a bundle"):
        write_bundle(SMALL, tmp_path / "site")
    assert files_in(tmp_path) == {"site": b"mine"}


def test_a_bundle_that_cannot_be_written_leaves_the_earlier_one_and_no_litter(site: Path) -> None:
    impossible = SMALL | {"name": b"a file", "name/inside": b"and a folder"}
    with pytest.raises(HueError, match="cannot be written"):
        write_bundle(impossible, site)
    assert files_in(site.parent) == {
        f"site/{path}": content for path, content in (SMALL | {"old.txt": b"old"}).items()
    }
    assert list(site.parent.iterdir()) == [site]


def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(HueError, match="cannot be written"):
        write_bundle(SMALL, tmp_path / "file" / "site")


def test_visitors_of_a_server_may_read_the_folder(site: Path) -> None:
    assert site.stat().st_mode & 0o755 == 0o755


def test_the_present_folder_can_be_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    write_bundle(SMALL, Path())
    assert files_in(tmp_path / "site") == SMALL


def test_a_bundle_is_a_campaign_folder_to_fork(published: Published, tmp_path: Path) -> None:
    write_bundle(published.bundle, tmp_path / "site")
    fork = load_campaign(tmp_path / "site")
    assert fork == published.campaign
    assert build_bundle(fork, key=KEY) == published.bundle


def test_a_fork_counts_where_the_bundle_counted(tmp_path: Path) -> None:
    write_bundle(build_bundle(red_campaign(), tally="none", key=KEY), tmp_path / "site")
    assert load_campaign(tmp_path / "site") == replace(red_campaign(), tally="none")
