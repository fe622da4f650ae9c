"""Django's settings, from environment variables."""

import os
import secrets
from pathlib import Path

from hueandcry.errors import UsageError
from hueandcry.keyfile import read_or_make

DATA_DIR = Path(os.environ.get("HUE_DATA_DIR", "hue-data")).absolute()
DATABASE_PATH = DATA_DIR / "hue.sqlite3"
SIGNING_KEY_PATH = DATA_DIR / "signing-key"
# Where visitors find this server, if not at the address that it listens on.
BASE_URL = os.environ.get("HUE_BASE_URL", "")


def secret_key() -> str:
    """Return the instance's key: from the environment, or made once and kept in the data folder."""
    if given := os.environ.get("HUE_SECRET_KEY"):
        return given
    file = DATA_DIR / "secret-key"
    key = read_or_make(file, lambda: secrets.token_urlsafe(48))
    if not key:
        raise UsageError(
            f"{file} is empty.", "Restore it from a backup; without one, remove it: tokens will count anew."
        )
    return key


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
