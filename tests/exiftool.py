"""exiftool as a witness: everything that it finds in written pictures besides their pixels."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

# What any JPEG or PNG has to say: how it is stored and how large it is.
PLAIN = re.compile(
    r"SourceFile"
    r"|ExifTool:ExifToolVersion"
    r"|System:\w+"
    r"|File:(FileType|FileTypeExtension|MIMEType|ImageWidth|ImageHeight)"
    r"|File:(EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling)"
    r"|JFIF:(JFIFVersion|ResolutionUnit|[XY]Resolution|Thumbnail(Width|Height))"
    r"|PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace)"
    r"|Composite:(ImageSize|Megapixels)"
)
# JFIF always says how large its thumbnail is: none.
WITHOUT_THUMBNAIL = {"JFIF:ThumbnailWidth": 0, "JFIF:ThumbnailHeight": 0}


def metadata(folder: Path) -> dict[str, dict[str, object]]:
    """Return, by file name, every tag that pixels do not need; one call for the whole folder.

    Unknown and unnamed tags count, and so does any complaint about the file.
    """
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("no exiftool here; install libimage-exiftool-perl")
    command = [program, "-j", "-a", "-G1", "-u", "-U", "-n", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return {Path(str(tags["SourceFile"])).name: spoken(tags) for tags in json.loads(done.stdout)}


def spoken(tags: dict[str, object]) -> dict[str, object]:
    """Return the tags of one file that say more than how its pixels are stored."""
    return {
        name: value
        for name, value in tags.items()
        if not PLAIN.fullmatch(name) or WITHOUT_THUMBNAIL.get(name, value) != value
    }
