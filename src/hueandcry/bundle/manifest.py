"""manifest.json: the sum of every file of a bundle, signed by whoever published it."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from hueandcry.bundle.edition import edition_of
from hueandcry.bundle.signing import SigningKey, from_base64, is_signed
from hueandcry.campaigns import Campaign
from hueandcry.campaigns.reader import SLUG, is_web_address
from hueandcry.effects import canonical_json
from hueandcry.errors import InputError

MANIFEST_FILE = "manifest.json"
VERSION = 1
MAX_BYTES = 4_000_000
MAX_FILES = 10_000
SUM = re.compile(r"[0-9a-f]{64}")
EDITION = re.compile(r"[0-9a-f]{12}")
TEXTS = ("slug", "address", "edition", "key", "signature")


@dataclass(frozen=True)
class Manifest:
    """A manifest that was read.

    Args:
        slug: the campaign's.
        address: its official address; may be empty.
        edition: the edition's name.
        files: path → SHA-256 in hexadecimal.
        key: the public key.
        is_signed: whether the signature is that key's.
    """

    slug: str
    address: str
    edition: str
    files: Mapping[str, str]
    key: bytes
    is_signed: bool


def signed_manifest(files: Mapping[str, bytes], campaign: Campaign, key: SigningKey) -> bytes:
    """Return the manifest of a campaign's files."""
    document: dict[str, object] = {
        "version": VERSION,
        "slug": campaign.slug,
        "address": campaign.address,
        "edition": edition_of(campaign),
        "files": {path: sha256(content).hexdigest() for path, content in files.items()},
        "key": base64.b64encode(key.public).decode(),
    }
    signature = key.sign(canonical_json(document))
    return canonical_json(document | {"signature": base64.b64encode(signature).decode()})


def read_manifest(raw: bytes) -> Manifest:
    """Read a manifest and check its signature.

    Raises:
        InputError: if it is none, or names a file outside the bundle.
    """
    if len(raw) > MAX_BYTES:
        raise wrong(f"is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        document = json.loads(raw)
        message = canonical_json({name: each for name, each in document.items() if name != "signature"})
    except (ValueError, AttributeError, RecursionError) as error:
        raise wrong("is not whole: it is no JSON object") from error
    if document.get("version") != VERSION:
        raise wrong(f"is not of version {VERSION}; a newer bundle needs a newer hue")
    slug, address, edition, key, signature = read_texts(document)
    public = from_base64(key) or b""
    return Manifest(
        slug=slug,
        address=address,
        edition=edition,
        files=read_files(document.get("files")),
        key=public,
        is_signed=is_signed(message, from_base64(signature) or b"", public),
    )


def read_texts(document: Mapping[str, object]) -> list[str]:
    """Return the texts in the order of `TEXTS`; people will read them, so each must look its part."""
    texts = [document.get(name) for name in TEXTS]
    if not all(isinstance(text, str) for text in texts):
        raise wrong(f"lacks one of {', '.join(TEXTS)}")
    slug, address, edition, *_ = found = cast("list[str]", texts)
    for name, is_right in (
        ("slug", SLUG.fullmatch(slug)),
        ("address", not address or is_web_address(address)),
        ("edition", EDITION.fullmatch(edition)),
    ):
        if not is_right:
            raise wrong(f"has an impossible {name}")
    return found


def read_files(value: object) -> dict[str, str]:
    """Return the list of files: plain paths within the bundle, each with its sum."""
    if not isinstance(value, dict) or not value or len(value) > MAX_FILES:
        raise wrong(f"must list 1 to {MAX_FILES} files")
    for path, digest in value.items():
        if not is_plain(path):
            raise wrong(f"names {path!r}, which is no plain path within the bundle")
        if not isinstance(digest, str) or not SUM.fullmatch(digest):
            raise wrong(f"has no SHA-256 sum for {path!r}")
    return value


def is_plain(path: str) -> bool:
    """Whether a path stays within the bundle on every system."""
    if re.search(r"[\\\x00-\x1f\x7f]|^[A-Za-z]:", path):
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def wrong(what: str) -> InputError:
    """Return the error for a manifest that cannot be used."""
    return InputError(f"{MANIFEST_FILE} {what}.", "Do not trust this copy.", code="bad_manifest")
