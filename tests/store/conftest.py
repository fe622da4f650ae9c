"""Django on a data folder of the tests' own, and a fresh tally database for each test that counts."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hueandcry.server.up import prepare_store


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Set Django up once: its settings read the environment when they are first imported."""
    folder = tmp_path_factory.mktemp("store")
    # Browser tests leave an event loop running in this thread, which Django would take for an async caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HUE_DATA_DIR", str(folder))
        environment.setenv("DJANGO_SETTINGS_MODULE", "hueandcry.server.settings")
        environment.delenv("HUE_SECRET_KEY", raising=False)
        prepare_store()
    from django.db import connections

    from hueandcry.server import settings

    assert folder == settings.DATA_DIR, "the settings were imported before the store's tests began"
    yield folder
    connections.close_all()


@pytest.fixture(scope="session")
def template(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated database with the campaigns `alpha` and `beta`, to be copied."""
    path = tmp_path_factory.mktemp("template") / "hue.sqlite3"
    with closing(sqlite3.connect(data_dir / "hue.sqlite3")) as source:
        source.execute("VACUUM INTO ?", (str(path),))
    with closing(sqlite3.connect(path)) as copy, copy:
        copy.execute("UPDATE store_campaignrecord SET published_id = NULL")
        for table in ("store_asset", "store_version", "store_campaignrecord"):
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables' names
        copy.executemany(
            "INSERT INTO store_campaignrecord (slug, created_at) VALUES (?, '2026-03-05')",
            [("alpha",), ("beta",)],
        )
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    """Return a migrated database of the test's own with the campaigns `alpha` and `beta`."""
    return Path(shutil.copy(template, tmp_path / "hue.sqlite3"))
