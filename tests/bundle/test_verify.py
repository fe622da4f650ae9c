"""Verifying: a whole copy is called whole, whatever differs is named, and the key decides whose it is."""

import json
from dataclasses import replace
from datetime import date

import pytest

from hueandcry import Campaign, InputError
from hueandcry.bundle import SigningKey, build_bundle, with_compressed
from hueandcry.bundle.verify import Reader, Verdict, Wrong, verify
from hueandcry.campaigns import Correction
from tests.bundle.published import Published
from tests.stories import KEY, red_campaign

Bundle = dict[str, bytes]


def reader(files: Bundle) -> Reader:
    """Return what reads files from memory as from a disk."""

    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    return read


def judged(files: Bundle, official: Bundle | None = None, key: SigningKey | None = None) -> Verdict:
    return verify(
        reader(files),
        present=files,
        key_fits=key.public.__eq__ if key else None,
        official=reader(official) if official else None,
    )


@pytest.fixture
def site() -> Bundle:
    """Give a bundle with its compressed copies."""
    return with_compressed(build_bundle(red_campaign(), key=KEY))


def corrected() -> Campaign:
    return replace(red_campaign(), corrections=(Correction(date(2016, 5, 2), {"en": "Not so."}),))


def test_every_bundle_is_whole(published: Published) -> None:
    verdict = judged(with_compressed(published.bundle))
    assert (verdict.is_good, verdict.is_known, verdict.wrong) == (True, False, ())
    assert judged(published.bundle).is_good


def test_each_file_that_differs_is_named(site: Bundle) -> None:
    site["en/index.html"] += b"<script src=https://evil.example></script>"
    del site["campaign.toml"]
    site["evil.js"] = b"alert(1)"
    verdict = judged(site)
    assert not verdict.is_good
    assert verdict.wrong == (
        Wrong("campaign.toml", "missing"),
        Wrong("en/index.html", "changed"),
        Wrong("evil.js", "added"),
    )


@pytest.mark.parametrize("ending", [".br", ".gz"])
@pytest.mark.parametrize("path", ["en/index.html", "manifest.json"])
def test_a_compressed_copy_of_something_else_is_named(site: Bundle, path: str, ending: str) -> None:
    site[path + ending] = site["campaign.toml" + ending]
    assert judged(site).wrong == (Wrong(path + ending, "changed"),)
    site[path + ending] = b"damaged"
    assert judged(site).wrong == (Wrong(path + ending, "changed"),)


def test_a_copy_of_no_file_and_a_copy_of_a_copy_were_added(site: Bundle) -> None:
    site["evil.gz"] = site["en/index.html.br.gz"] = b""
    assert judged(site).wrong == (Wrong("en/index.html.br.gz", "added"), Wrong("evil.gz", "added"))


def test_a_changed_manifest_has_a_wrong_signature(site: Bundle) -> None:
    document = json.loads(site["manifest.json"])
    document["files"].popitem()
    site["manifest.json"] = json.dumps(document).encode()
    verdict = judged(site)
    assert not verdict.manifest.is_signed
    assert not verdict.is_good


def test_another_key_than_the_expected_one_is_noticed(site: Bundle) -> None:
    assert judged(site, key=KEY).is_good
    assert judged(site, key=KEY).is_known
    verdict = judged(site, key=SigningKey(bytes(32)))
    assert (verdict.is_good, verdict.has_known_key) == (False, False)


def test_a_mirror_with_its_own_counter_is_compared_by_key_and_edition(site: Bundle) -> None:
    mirror = build_bundle(red_campaign(), key=KEY, tally="https://tally.example")
    verdict = judged(mirror, official=site)
    assert verdict.is_good
    assert verdict.official is not None
    assert (verdict.official.has_same_key, verdict.official.age) == (True, "same")


def test_a_forgery_that_is_whole_is_found_by_the_official_key(site: Bundle) -> None:
    forgery = build_bundle(red_campaign(), key=SigningKey(bytes(32)))
    assert judged(forgery).is_good
    assert not judged(forgery).is_known
    verdict = judged(forgery, official=site)
    assert not verdict.is_good
    assert verdict.official is not None
    assert not verdict.official.has_same_key


def test_a_copy_that_lacks_a_correction_is_older(site: Bundle) -> None:
    newer = build_bundle(corrected(), key=KEY)
    stale, ahead = judged(site, official=newer), judged(newer, official=site)
    assert stale.official is not None
    assert ahead.official is not None
    assert (stale.official.age, ahead.official.age) == ("older", "other")
    assert not stale.is_good


def test_an_official_address_with_a_broken_manifest_proves_nothing(site: Bundle) -> None:
    broken = site | {"manifest.json": site["manifest.json"].replace(b'"red"', b'"dead"')}
    with pytest.raises(InputError, match="official address"):
        judged(site, official=broken)


def test_a_place_without_a_manifest_is_one_sentence() -> None:
    with pytest.raises(InputError, match=r"no manifest\.json"):
        judged({"index.html": b""})


def test_the_verdict_can_be_read_by_programs(site: Bundle) -> None:
    site["x"] = b""
    document = json.loads(json.dumps(judged(site, official=dict(site)).as_json()))
    assert document["ok"] is False
    assert document["wrong"] == [{"path": "x", "what": "added"}]
    assert document["official"]["has_same_key"] is True
