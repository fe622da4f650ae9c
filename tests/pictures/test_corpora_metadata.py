"""Nothing of the source survives: what exiftool, and a look at the bytes, find in painted pictures."""

import io
import random
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from hueandcry import InputError, paint
from tests.exiftool import metadata
from tests.jpeg_markers import spoken_segments
from tests.making import SECRET_WORDS, face, profile_bytes, save
from tests.making import jpeg as camera_jpeg

# One for each way that files are written: three channels, luminance alone, an overlay, the photo as it is.
EFFECTS = ("red", "red-duotone", "flag:FR", "grey")
SIZE_PX = 96
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>secret-author</dc:creator></x:xmpmeta>'
SECRETS = (
    *(word.encode() for word in SECRET_WORDS),
    b"secret-author",
    b"Exif\0\0",
    b"ICC_PROFILE",
    b"xmpmeta",
)
NEEDED_CHUNKS = {b"IHDR", b"IDAT", b"IEND"}


def paint_all(photos: dict[str, bytes], into: Path) -> dict[str, str]:
    """Write each photo's picture as JPEG, PNG and round PNG; return why photos were refused."""
    refused = {}
    for number, (name, photo) in enumerate(photos.items()):
        try:
            picture = paint(photo, EFFECTS[number % len(EFFECTS)], size_px=SIZE_PX)
        except InputError as refusal:
            refused[name] = refusal.code
            continue
        picture.save(into / f"{name}.jpg")
        picture.save(into / f"{name}.png")
        (into / f"{name}.round.png").write_bytes(picture.png(circle=True))
    return refused


def read_corpus(folder: Path) -> dict[str, bytes]:
    """Return every file of a corpus by a flat name."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "NOTICE.md")
    return {path.relative_to(folder).as_posix().replace("/", "+"): path.read_bytes() for path in files}


def png_chunks(png: bytes) -> list[bytes]:
    """Return the kinds of chunks, each with a right checksum, and ``b"more"`` for bytes behind the end."""
    kinds: list[bytes] = []
    at = 8
    while at < len(png) and (not kinds or kinds[-1] != b"IEND"):
        length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        end = at + 8 + length
        assert zlib.crc32(png[at + 4 : end]) == int.from_bytes(png[end : end + 4], "big")
        kinds.append(kind)
        at = end + 4
    return kinds if at == len(png) else [*kinds, b"more"]


def assert_silent(folder: Path) -> None:
    """Fail if any picture in the folder says more than its pixels."""
    said = {name: tags for name, tags in metadata(folder).items() if tags}
    assert not said, said
    for path in folder.iterdir():
        content = path.read_bytes()
        if path.suffix == ".jpg":
            assert spoken_segments(content) == [], path.name
            assert content.count(b"\xff\xd8\xff") == 1, f"{path.name} holds a second picture"
        else:
            assert set(png_chunks(content)) == NEEDED_CHUNKS, path.name
        assert not [secret for secret in SECRETS if secret in content], path.name


def test_the_witness_sees_what_cameras_write(corpora: Path) -> None:
    said = metadata(corpora / "exif-gps" / "drewnoakes+metadata-extractor-images")
    assert said.keys() >= {"jpg__Apple_iPhone_6.jpg", "jpg__Nikon_D5000.jpg"}
    for name, tags in said.items():
        assert len(tags) > 3, f"{name}: {tags}"
    assert any("GPS" in tag for tags in said.values() for tag in tags)


def test_no_metadata_of_any_photo_in_the_corpus_survives(corpora: Path, tmp_path: Path) -> None:
    photos = read_corpus(corpora / "exif-gps")
    assert len(photos) == 66
    refused = paint_all(photos, tmp_path)
    heic = {name for name in photos if name.endswith((".heic", ".heif"))}
    allowed = {} if reads_heic() else dict.fromkeys(heic, "photo_heic")
    assert refused == allowed
    assert len(list(tmp_path.iterdir())) == 3 * (66 - len(allowed))
    assert_silent(tmp_path)


def reads_heic() -> bool:
    """Whether the `heif` extra is installed."""
    try:
        import pi_heif
    except ImportError:
        return False
    return bool(pi_heif.__version__)


def test_no_metadata_survives_from_any_format(tmp_path: Path) -> None:
    refused = paint_all(talkative_photos(), tmp_path)
    assert refused == {}
    assert_silent(tmp_path)


def talkative_photos() -> dict[str, bytes]:
    """Return a photo of each format with everything that Pillow can put into it."""
    image, exif = face(160, 120), Image.open(io.BytesIO(camera_jpeg(face(32, 32)))).getexif()
    profile = profile_bytes("sRGB")
    photos = {"camera": camera_jpeg(image, xmp=XMP, icc_profile=profile) + b"trailing" + XMP}
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    photos["PNG"] = save(image, "PNG", exif=exif.tobytes(), pnginfo=text, icc_profile=profile)
    for kind in ("WEBP", "AVIF", "MPO"):
        photos[kind] = save(image, kind, exif=exif.tobytes(), xmp=XMP, icc_profile=profile)
    photos["GIF"] = save(image.convert("P"), "GIF", comment=SECRET_WORDS[1].encode(), xmp=XMP)
    for name, photo in photos.items():
        assert b"secret" in photo, f"{name} says nothing that could be lost"
    return photos


@pytest.mark.parametrize("corpus", ["colour", "formats", "hostile", "orientation"])
def test_no_metadata_survives_from_the_other_corpora(corpora: Path, tmp_path: Path, corpus: str) -> None:
    photos = read_corpus(corpora / corpus)
    # All of them are painted elsewhere; what is written depends on the effect far more than on the photo.
    some = dict(random.Random(corpus).sample(sorted(photos.items()), 40))  # noqa: S311 - no secret
    paint_all(some, tmp_path)
    assert_silent(tmp_path)
