"""Compressed copies: the same text in fewer bytes, the same bytes each time, and no bomb goes off."""

import gzip
import tracemalloc

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.bundle import with_compressed
from hueandcry.bundle.compress import COPIES, is_copy, unpack
from tests.bundle.published import Published

MOST = 1_000_000
TEXT = b"Turn your picture red. " * 200


def test_texts_get_copies_that_unpack_to_the_same(published: Published) -> None:
    packed = with_compressed(published.bundle)
    copies = {path for path in packed if is_copy(path, packed)}
    assert packed.keys() - copies == published.bundle.keys()
    for copy in copies:
        plain, _, ending = copy.rpartition(".")
        assert unpack(packed[copy], f".{ending}", MOST) == packed[plain]
        assert len(packed[copy]) < 0.95 * len(packed[plain])
    texts = published.of_kind(".html", ".js", ".css", ".toml", "manifest.json")
    texts |= {path: each for path, each in published.of_kind(".json").items() if path.startswith("effects/")}
    assert len(texts) >= 10 + 3 * len(published.campaign.languages)
    assert {path + ending for path in texts for ending in (".br", ".gz")} <= copies


def test_pictures_are_left_alone(published: Published) -> None:
    packed = with_compressed(published.bundle)
    pictures = published.of_kind(".jpg", ".png", ".webp", ".pdf")
    assert len(pictures) >= 5
    assert [path for path in pictures if f"{path}.br" in packed or f"{path}.gz" in packed] == []


def test_the_same_bundle_is_compressed_to_the_same_bytes(published: Published) -> None:
    assert list(with_compressed(published.bundle).items()) == list(with_compressed(published.bundle).items())


def test_a_gzip_copy_carries_no_time_and_no_name() -> None:
    packed = with_compressed({"a.txt": TEXT})["a.txt.gz"]
    assert packed[3:8] == bytes(5)


def test_what_gains_nothing_is_not_copied() -> None:
    assert with_compressed({"a.txt": b"red"}) == {"a.txt": b"red"}


@given(st.binary(max_size=2_000))
def test_whatever_is_packed_comes_out_again(content: bytes) -> None:
    for ending, pack in COPIES.items():
        assert unpack(pack(content), ending, MOST) == content


@given(st.binary(max_size=200))
def test_whatever_is_unpacked_is_content_or_one_sentence(packed: bytes) -> None:
    for ending in COPIES:
        try:
            unpack(packed, ending, MOST)
        except InputError as error:
            assert error.code == "damaged_copy"  # noqa: PT017 - both ends are right


@pytest.mark.parametrize("ending", COPIES)
def test_a_copy_that_is_cut_off_or_continued_is_refused(ending: str) -> None:
    packed = COPIES[ending](TEXT)
    for spoilt in (packed[:-1], packed[: len(packed) // 2], b"", packed + packed, packed + b"x"):
        with pytest.raises(InputError, match="damaged"):
            unpack(spoilt, ending, MOST)


@pytest.mark.parametrize(
    ("ending", "bomb"),
    [
        (".gz", gzip.compress(bytes(200_000_000), 1)),
        (".br", brotli.compress(bytes(200_000_000), quality=1)),
    ],
)
def test_a_bomb_does_not_fill_the_memory(ending: str, bomb: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(InputError, match="damaged"):
        unpack(bomb, ending, MOST)
    assert tracemalloc.get_traced_memory()[1] < 8 * MOST
    tracemalloc.stop()
