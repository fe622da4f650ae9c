"""Django's settings, from environment variables."""

import os
import secrets
from pathlib import Path

DATA_DIR = Path(os.environ.get("HUE_DATA_DIR", "hue-data")).absolute()
DATABASE_PATH = DATA_DIR / "hue.sqlite3"


def secret_key() -> str:
    """Return the instance's key: from the environment, or made once and kept in the data folder."""
    if given := os.environ.get("HUE_SECRET_KEY"):
        return given
    file = DATA_DIR / "secret-key"
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(48)
        # Exclusive and for the owner only: two starts at once must not each keep another key.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as sink:
            sink.write(key + "\n")
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
