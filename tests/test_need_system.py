"""What the tests need of the system is installed or named; what only some systems have stops nobody."""

import sys

import pytest

from tools import need_system


def absent() -> None:
    """Find nothing."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the packages that were to be installed, on a system where nothing can be."""
    packages: list[str] = []
    monkeypatch.setattr(need_system, "install", packages.extend)
    return packages


def test_every_spare_thing_is_a_need() -> None:
    assert set(need_system.NEEDS) > need_system.SPARE


@pytest.mark.parametrize(("name", "code"), [("firefox", 0), ("webkit", 0), ("display", 0), ("exiftool", 1)])
def test_what_is_missing_is_installed_or_named(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: list[str],
    name: str,
    code: int,
) -> None:
    package = need_system.NEEDS[name][1]
    monkeypatch.setitem(need_system.NEEDS, name, (absent, package))
    monkeypatch.setattr(sys, "argv", ["need_system.py", name])
    assert need_system.main() == code
    said = capsys.readouterr()
    assert asked == [package]
    assert f"apt install {package}\n" in (said.err if code else said.out)
