"""Django's settings, from environment variables."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from hueandcry.errors import UsageError

DATA_DIR = Path(os.environ.get("HUE_DATA_DIR", "hue-data")).absolute()
DATABASE_PATH = DATA_DIR / "hue.sqlite3"


def secret_key() -> str:
    """Return the instance's key: from the environment, or made once and kept in the data folder."""
    if given := os.environ.get("HUE_SECRET_KEY"):
        return given
    file = DATA_DIR / "secret-key"
    if not file.exists():
        keep_new_key(file)
    key = file.read_text(encoding="ascii").strip()
    if not key:
        raise UsageError(
            f"{file} is empty.", "Restore it from a backup; without one, remove it: tokens will count anew."
        )
    return key


def keep_new_key(file: Path) -> None:
    """Make a key and put it in place whole, for the owner only; whoever comes first wins."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=DATA_DIR, prefix=".secret-key-") as sink:  # mode 0600
        sink.write(secrets.token_urlsafe(48) + "\n")
        sink.flush()
        os.fsync(sink.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(sink.name, file)


SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS: list[str] = []
INSTALLED_APPS = ["hueandcry.store.apps.StoreConfig"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATABASE_PATH,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
        },
    }
}
USE_TZ = True
TIME_ZONE = "UTC"
# Nothing about a request is ever logged: people may be at risk for a red picture.
LOGGING_CONFIG = None
