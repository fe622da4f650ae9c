"""The manifest: every file with its sum, signed; and the key that signs, kept for its owner."""

import base64
import json
import re
import stat
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from hueandcry import InputError, UsageError
from hueandcry.bundle import SigningKey, build_bundle, edition_of, fingerprint, load_or_make_key
from hueandcry.bundle.manifest import is_plain, read_manifest
from hueandcry.bundle.signing import new_key
from hueandcry.campaigns import Campaign, Correction, dump_campaign
from hueandcry.effects import canonical_json
from tests import strategies
from tests.bundle.published import Published
from tests.making import frame_png
from tests.stories import KEY, framed_campaign, full_campaign, red_campaign


def document_of(bundle: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bundle["manifest.json"])
    return found


def resigned(**changes: object) -> bytes:
    """Return a manifest with other values, truly signed."""
    document = document_of(build_bundle(red_campaign(), key=KEY)) | changes
    document.pop("signature")
    signature = base64.b64encode(KEY.sign(canonical_json(document))).decode()
    return canonical_json(document | {"signature": signature})


def test_every_file_but_the_manifest_is_listed_with_its_sum_in_order(published: Published) -> None:
    listed = document_of(published.bundle)["files"]
    sums = {path: sha256(content).hexdigest() for path, content in published.bundle.items()}
    sums.pop("manifest.json")
    assert listed == sums
    assert list(listed) == sorted(sums)


def test_it_says_what_it_is_the_manifest_of(published: Published) -> None:
    document = document_of(published.bundle)
    campaign = published.campaign
    assert (document["version"], document["slug"]) == (1, campaign.slug)
    assert (document["address"], document["edition"]) == (campaign.address, edition_of(campaign))
    assert sorted(document) == ["address", "edition", "files", "key", "signature", "slug", "version"]


def test_anybody_can_check_the_signature_without_us(published: Published) -> None:
    document = document_of(published.bundle)
    signature = base64.b64decode(document.pop("signature"))
    message = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(document["key"]))
    public.verify(signature, message)


def test_the_official_address_can_be_named_when_building() -> None:
    bundle = build_bundle(red_campaign(), key=KEY, address="https://official.example/red/")
    assert document_of(bundle)["address"] == "https://official.example/red/"
    assert b'address = "https://official.example/red/"' in bundle["campaign.toml"]


def test_what_was_written_is_read(published: Published) -> None:
    manifest = read_manifest(published.bundle["manifest.json"])
    assert manifest.is_signed
    assert (manifest.key, manifest.slug) == (KEY.public, published.campaign.slug)


@pytest.mark.parametrize("name", ["slug", "address", "edition", "files", "key"])
def test_no_part_of_it_can_be_changed_unnoticed(name: str) -> None:
    document = document_of(build_bundle(red_campaign(), key=KEY))
    other = {
        "slug": "another",
        "address": "https://another.example/",
        "edition": "0" * 12,
        "files": {"index.html": "0" * 64},
        "key": base64.b64encode(new_key().public).decode(),
    }
    manifest = read_manifest(canonical_json(document | {name: other[name]}))
    assert not manifest.is_signed


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../../x",
        "..",
        "/etc/passwd",
        "a//b",
        "a/",
        "./a",
        "a/./b",
        "",
        "..\\x",
        "a\\b",
        "C:/x",
        "c:x",
        "a\x00b",
        "a\nb",
    ],
)
def test_a_path_that_leads_out_of_the_bundle_is_refused_though_it_is_signed(path: str) -> None:
    with pytest.raises(InputError, match="no plain path"):
        read_manifest(resigned(files={path: "0" * 64}))


@given(st.text(max_size=30))
def test_whatever_is_plain_stays_in_the_folder(path: str) -> None:
    if is_plain(path):
        folder = Path("/somewhere/bundle")
        assert (folder / path).resolve().is_relative_to(folder)
        assert "\\" not in path


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": 2}, "version"),
        ({"slug": None}, "lacks"),
        ({"slug": "\x1b[2J"}, "slug"),
        ({"edition": "new"}, "edition"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"files": []}, "files"),
        ({"files": {}}, "files"),
        ({"files": {"a": "short"}}, "sum"),
        ({"files": {"a": 1}}, "sum"),
    ],
)
def test_what_a_manifest_cannot_say_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_manifest(resigned(**changes))


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"3", b"<!doctype html>", b'{"version":1', b"\xff", b"[" * 100_000, b'{"a":"\\ud800"}'],
)
def test_what_is_no_manifest_is_one_sentence(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"manifest\.json"):
        read_manifest(raw)


@pytest.mark.parametrize("key", ["", "AAAA", "not base64!", base64.b64encode(bytes(31)).decode()])
def test_a_key_or_signature_of_the_wrong_form_signs_nothing(key: str) -> None:
    assert not read_manifest(resigned(key=key)).is_signed
    document = document_of(build_bundle(red_campaign(), key=KEY))
    assert not read_manifest(canonical_json(document | {"signature": key})).is_signed


def test_the_edition_is_the_same_wherever_the_campaign_stands_and_counts() -> None:
    campaign = red_campaign()
    elsewhere = replace(campaign, tally="none", address="https://a.example/", mirrors=("https://b.example/",))
    assert edition_of(elsewhere) == edition_of(campaign)
    assert edition_of(replace(campaign, title={"en": "Redder"})) != edition_of(campaign)


def test_other_artwork_under_the_same_name_is_another_edition() -> None:
    campaign, other = framed_campaign(frame_png()), framed_campaign(frame_png(hole=0.5))
    assert campaign.assets.keys() == other.assets.keys()
    assert dump_campaign(campaign) == dump_campaign(other)
    assert edition_of(campaign) == edition_of(framed_campaign(frame_png()))
    assert edition_of(campaign) != edition_of(other)
    pages = [build_bundle(each, key=KEY) for each in (campaign, other)]
    assert [json.loads(each["edition.json"])["edition"] for each in pages] == [
        edition_of(campaign),
        edition_of(other),
    ]


def test_every_file_that_a_campaign_names_belongs_to_its_edition() -> None:
    full = full_campaign()
    assert full.assets
    for name in full.assets:
        changed = replace(full, assets={**full.assets, name: full.assets[name] + b"\0"})
        assert edition_of(changed) != edition_of(full)


@given(strategies.campaigns())
@settings(max_examples=15, deadline=None)
def test_an_editions_name_is_twelve_digits_and_no_chance(campaign: Campaign) -> None:
    assert re.fullmatch("[0-9a-f]{12}", edition_of(campaign))
    turned = replace(campaign, assets=dict(reversed(list(campaign.assets.items()))))
    assert edition_of(turned) == edition_of(campaign)


def test_the_edition_file_says_what_an_older_page_must_learn() -> None:
    corrected = replace(
        red_campaign(),
        ends=date(2016, 6, 1),
        corrections=(Correction(date(2016, 5, 20), {"en": "It was Thursday."}),),
    )
    assert json.loads(build_bundle(corrected, key=KEY)["edition.json"]) == {
        "edition": edition_of(corrected),
        "ends": "2016-06-01",
        "corrections": [{"on": "2016-05-20", "text": {"en": "It was Thursday."}}],
    }
    plain = json.loads(build_bundle(red_campaign(), key=KEY)["edition.json"])
    assert (plain["ends"], plain["corrections"]) == (None, [])


def test_a_key_is_made_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "not" / "yet" / "signing-key"
    key = load_or_make_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
    assert load_or_make_key(file) == key
    assert load_or_make_key(tmp_path / "another") != key
    assert len(key.seed) == 32


@pytest.mark.parametrize("spoil", ["", "nonsense", "é", base64.b64encode(bytes(64)).decode()])
def test_a_damaged_key_file_is_one_sentence_and_left_as_it_was(tmp_path: Path, spoil: str) -> None:
    file = tmp_path / "signing-key"
    file.write_text(spoil, encoding="utf-8")
    with pytest.raises(UsageError, match="no signing key, or a damaged one"):
        load_or_make_key(file)
    assert file.read_text(encoding="utf-8") == spoil


def test_one_changed_letter_of_a_key_file_is_noticed(tmp_path: Path) -> None:
    text = KEY.as_text()
    (tmp_path / "key").write_text(text[:5] + ("A" if text[5] != "A" else "B") + text[6:])
    with pytest.raises(UsageError):
        load_or_make_key(tmp_path / "key")


def test_a_key_that_cannot_be_kept_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be kept"):
        load_or_make_key(tmp_path / "file" / "signing-key")


def test_a_key_does_not_show_its_secret() -> None:
    assert repr(KEY.seed) not in repr(KEY)
    assert repr(KEY) == "SigningKey()"


def test_a_fingerprint_can_be_read_out() -> None:
    # RFC 8032, 7.1, test 1: the seed's public key; the digits are the beginning of its SHA-256.
    key = SigningKey(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    digest = sha256(key.public).hexdigest()
    assert fingerprint(key.public).replace("-", "") == digest[:32]
    assert {len(group) for group in fingerprint(key.public).split("-")} == {4}
