"""Every file of every corpus ends well: as a picture or one clear sentence, in time and within memory."""

from pathlib import Path

import pytest

from hueandcry import InputError
from tests.clear_words import assert_clear
from tests.measured_painting import Cost, measure

MOST_S, MOST_MB = 10.0, 600.0
"""The issue's own bounds for any single file, with each of two effects within the one measurement."""

CORPORA_SIZES = {
    "orientation": 54,
    "exif-gps": 66,
    "colour": 85,
    "formats": 271,
    "hostile": 149,
    "people": 55,
}

# Not to be painted: what is missing in them is pixels, or they are no photo.
MUST_BE_REFUSED = {
    "truncated_jpeg.jpg": "photo_damaged",
    "ultrahdr.jpg": "photo_damaged",
    "truncated.jpg": "photo_damaged",
    "truncated_image.png": "photo_damaged",
    "broken_data_stream.png": "photo_damaged",
    "decompression_bomb.gif": "photo_damaged",
    "16383x16383.png": "photo_too_large",
    "16384x16384.png": "photo_too_large",
    "empty.heic": "photo_empty",
    "test1.svg": "photo_unknown_format",
    "Bad_reallybig.bmp": "photo_unknown_format",
    "crash-2020-10-test.tif": "photo_unknown_format",
}
# To be painted all the same: what is wrong with them is not their pixels.
MUST_BE_PAINTED = {
    "invalid-exif.jpg",
    "hopper_bad_exif.jpg",
    "exif_typeerror.jpg",
    "empty_gps_ifd.jpg",
    "junk_jpeg_header.jpg",
    "jpeg_ff00_header.jpg",
    "photoshop-200dpi-broken.jpg",
    "sugarshack_bad_mpo_header.jpg",
    "sugarshack_no_data.mpo",
    "comment_after_last_frame.gif",
    "no_palette_with_transparency.gif",
    "truncated_app14.jpg",
    "broken-exif-tag.jpg",
    "syntax_num_frames_zero_default.png",
    "chunk_multi_actl.png",
    "940x2.png",
    "1x1.png",
}


def files_of(corpora: Path, name: str) -> list[Path]:
    """Return the files of a corpus."""
    return [
        path for path in sorted((corpora / name).rglob("*")) if path.is_file() and path.name != "NOTICE.md"
    ]


def ends(costs: list[Cost]) -> dict[str, Cost]:
    """Return the costs by the files' own names, without the folders they were flattened from."""
    return {Path(cost.path).name.rsplit("__", maxsplit=1)[-1]: cost for cost in costs}


@pytest.mark.parametrize("name", CORPORA_SIZES)
def test_every_file_ends_as_a_picture_or_a_clear_sentence_in_time_and_memory(
    corpora: Path, name: str
) -> None:
    files = files_of(corpora, name)
    assert len(files) == CORPORA_SIZES[name]
    costs = measure(files)
    assert len(costs) == len(files)
    surprises = {cost.path: cost.outcome for cost in costs if cost.outcome not in ("painted", "refused")}
    assert not surprises, surprises
    slowest, largest = max(costs, key=lambda cost: cost.cpu_s), max(costs, key=lambda cost: cost.peak_mb)
    assert slowest.cpu_s < MOST_S, slowest
    assert largest.peak_mb < MOST_MB, largest
    for cost in costs:
        if cost.outcome == "refused":
            assert_clear(InputError(cost.message, cost.hint, code=cost.code))


def test_what_lacks_pixels_is_refused_and_what_only_lies_about_itself_is_painted(corpora: Path) -> None:
    found = ends(measure(files_of(corpora, "hostile")))
    assert {name: found[name].code for name in MUST_BE_REFUSED} == MUST_BE_REFUSED
    assert {name for name in MUST_BE_PAINTED if found[name].outcome != "painted"} == set()


def test_a_heic_whose_side_data_has_an_unreadable_kind_does_not_crash(corpora: Path, tmp_path: Path) -> None:
    """One wrong byte there, found by fuzzing, makes pi-heif 1.4.0 end the process it runs in."""
    pytest.importorskip("pi_heif", reason="no HEIC here; install hueandcry[heif]")
    (path,) = (corpora / "exif-gps").rglob("*L_xmp.heif")
    photo = path.read_bytes()
    assert photo.count(b"\0application/rdf+xml\0") == 1
    broken = tmp_path / "broken.heic"
    broken.write_bytes(photo.replace(b"\0application/rdf+xml\0", b"\0\xffpplication/rdf+xml\0"))
    (cost,) = measure([broken])
    assert cost.outcome in ("painted", "refused"), cost
