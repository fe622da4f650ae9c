"""Two thousand spoilt photos, always the same ones; `make fuzz` tries a hundred thousand new ones."""

import hashlib

import pytest

from tests.fuzz.mutate import WAYS, spoil, take_apart
from tests.fuzz.run import CORPORA, fuzz
from tests.fuzz.seeds import gather, made_here

SHARES = 4
"""Test processes can take one each."""


@pytest.mark.parametrize("seed", range(SHARES))
def test_spoilt_photos_end_as_pictures_or_clear_refusals(seed: int) -> None:
    assert fuzz(seed, 2000 // SHARES, processes=1) == []


def test_a_seed_and_a_number_always_make_the_same_file() -> None:
    seeds = made_here()
    one, other = (hashlib.sha256(spoil(seeds, 7, 42)).hexdigest() for _ in range(2))
    assert one == other
    assert len({spoil(seeds, 7, number) for number in range(100)}) > 90


def test_every_format_is_taken_apart_and_put_together_again() -> None:
    for photo in gather(CORPORA):
        assert take_apart(photo).whole() == photo
    starts = (b"\xff\xd8", b"\x89PNG", b"RIFF")
    apart = [take_apart(photo) for photo in made_here() if photo.startswith(starts) or photo[4:8] == b"ftyp"]
    assert min(len(each.parts) for each in apart) >= 1
    assert len(WAYS) == len(set(WAYS))
