"""Migrations bring an empty file to exactly the shape that the models say."""

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.store.rows import rows

SHAPE = "SELECT type, name, sql FROM sqlite_master ORDER BY name"

pytestmark = pytest.mark.usefixtures("data_dir")


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_migration_waits_to_be_applied() -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_django_finds_nothing_wrong_with_models_and_settings() -> None:
    call_command("check", fail_level="WARNING")


def test_migrating_again_changes_nothing(data_dir: Path) -> None:
    before = rows(data_dir / "hue.sqlite3", SHAPE)
    call_command("migrate", verbosity=0, interactive=False)
    assert rows(data_dir / "hue.sqlite3", SHAPE) == before
