"""What the command's tests share: the command, and a photo with everything a camera leaves in a file."""

import os
from pathlib import Path

import pytest

from hueandcry.bundle import load_or_make_key
from hueandcry.bundle.signing import KEY_FILE_NAME
from tests.cli.running import Hue
from tests.making import face, jpeg


@pytest.fixture(scope="session")
def hue(tmp_path_factory: pytest.TempPathFactory) -> Hue:
    """Give the command, with a terminal wide enough that no help is wrapped."""
    home = tmp_path_factory.mktemp("home")
    load_or_make_key(home / "hueandcry" / KEY_FILE_NAME)  # the first command would speak of making it
    environment = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1", "XDG_DATA_HOME": str(home)}
    environment.pop("HUE_DATA_DIR", None)
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Every start would compile the libraries anew.
        environment["PYTHONPYCACHEPREFIX"] = str(tmp_path_factory.mktemp("bytecode"))
    return Hue(environment)


@pytest.fixture(scope="session")
def photo_bytes() -> bytes:
    """Give a small photo that lies on its side."""
    return jpeg(face(400, 300), orientation=6)


@pytest.fixture
def photo(tmp_path: Path, photo_bytes: bytes) -> Path:
    """Give the photo as a file in a folder of its own."""
    file = tmp_path / "photos" / "photo.jpg"
    file.parent.mkdir()
    file.write_bytes(photo_bytes)
    return file
