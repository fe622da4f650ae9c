"""Checking a copy of a bundle: whose it is, and whether every file is the one that was published."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from hueandcry.bundle.compress import COPIES, is_copy, unpack
from hueandcry.bundle.edition import EDITION_FILE
from hueandcry.bundle.manifest import MANIFEST_FILE, Manifest, read_manifest
from hueandcry.bundle.signing import fingerprint
from hueandcry.errors import InputError

MAX_FILE_BYTES = 32_000_000

Reader = Callable[[str], bytes]
"""Gives the bytes at a path of the copy; raises FileNotFoundError, or InputError if it cannot say."""


@dataclass(frozen=True, order=True)
class Wrong:
    """A file that is not as it was published."""

    path: str
    what: Literal["added", "changed", "missing"]


Run = Callable[[Callable[[str], Wrong | None], Iterable[str]], Iterable[Wrong | None]]
"""Like `map`; a pool's own keeps several requests under way."""


@dataclass(frozen=True)
class Official:
    """How a copy stands to the official address.

    Args:
        edition: the edition there.
        has_same_key: whether the same key signed there.
        age: whether the copy has the same edition, an older one (it lacks corrections), or another.
    """

    edition: str
    has_same_key: bool
    age: Literal["same", "older", "other"]


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    Args:
        manifest: the copy's.
        has_known_key: whether the expected key signed it; None if none was named.
        official: how it stands to the official address, if that was asked.
        wrong: every file that differs.
    """

    manifest: Manifest
    has_known_key: bool | None
    official: Official | None
    wrong: tuple[Wrong, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing differs from what was published and expected."""
        as_official = self.official is None or (self.official.has_same_key and self.official.age == "same")
        return self.manifest.is_signed and self.has_known_key is not False and as_official and not self.wrong

    @property
    def is_known(self) -> bool:
        """Whether the key was compared with anything."""
        return self.has_known_key is not None or self.official is not None

    def as_json(self) -> dict[str, object]:
        """Return the verdict for programs."""
        return {
            "ok": self.is_good,
            "slug": self.manifest.slug,
            "address": self.manifest.address,
            "edition": self.manifest.edition,
            "fingerprint": fingerprint(self.manifest.key),
            "signature": self.manifest.is_signed,
            "expected_key": self.has_known_key,
            "official": self.official and vars(self.official),
            "files": len(self.manifest.files),
            "wrong": [{"path": each.path, "what": each.what} for each in self.wrong],
        }


def verify(
    read: Reader,
    *,
    present: Iterable[str] = (),
    key_fits: Callable[[bytes], bool] | None = None,
    official: Reader | None = None,
    run: Run = map,
) -> Verdict:
    """Check a copy.

    Args:
        read: reads the copy.
        present: every path that the copy holds, where that can be known.
        key_fits: says whether a public key is the expected one.
        official: reads the official address.
        run: checks the files, one by one or several at a time.

    Raises:
        InputError: if there is no manifest, or it cannot be used.
    """
    manifest = manifest_of(read)
    paths = set(present)
    wrong = {each for each in run(lambda path: check_file(read, path, manifest), manifest.files) if each}
    wrong |= set(added_files(paths, manifest)) | set(wrong_copies(read, paths, manifest))
    return Verdict(
        manifest=manifest,
        has_known_key=key_fits(manifest.key) if key_fits else None,
        official=compare(read, manifest, official) if official else None,
        wrong=tuple(sorted(wrong)),
    )


def manifest_of(read: Reader) -> Manifest:
    """Return the manifest that a reader finds."""
    try:
        return read_manifest(read(MANIFEST_FILE))
    except FileNotFoundError as error:
        raise InputError(
            f"There is no {MANIFEST_FILE} there.",
            "It is no published campaign, or one from before campaigns were signed.",
            code="no_manifest",
        ) from error


def check_file(read: Reader, path: str, manifest: Manifest) -> Wrong | None:
    """Compare one file with its sum."""
    try:
        content = read(path)
    except FileNotFoundError:
        return Wrong(path, "missing")
    return None if sha256(content).hexdigest() == manifest.files[path] else Wrong(path, "changed")


def added_files(present: set[str], manifest: Manifest) -> Iterator[Wrong]:
    """Find what nobody published: a web server would hand it out like the rest."""
    known = {*manifest.files, MANIFEST_FILE}
    return (Wrong(path, "added") for path in present - known if not is_copy(path, known))


def wrong_copies(read: Reader, present: set[str], manifest: Manifest) -> Iterator[Wrong]:
    """Find compressed copies that hold something else than their file: browsers get the copies."""
    for path in (*manifest.files, MANIFEST_FILE):
        for ending in COPIES:
            if path + ending in present and not is_true_copy(read, path, ending, manifest):
                yield Wrong(path + ending, "changed")


def is_true_copy(read: Reader, path: str, ending: str, manifest: Manifest) -> bool:
    """Whether a compressed copy holds what its file must be."""
    try:
        content = unpack(read(path + ending), ending, MAX_FILE_BYTES)
        expected = manifest.files.get(path) or sha256(read(path)).hexdigest()
    except (FileNotFoundError, InputError):
        return False
    return sha256(content).hexdigest() == expected


def compare(read: Reader, manifest: Manifest, official: Reader) -> Official:
    """Compare a copy with what stands at the official address."""
    theirs = manifest_of(official)
    if not theirs.is_signed:
        raise InputError("The manifest at the official address has a wrong signature.", code="bad_manifest")
    return Official(
        edition=theirs.edition,
        has_same_key=theirs.key == manifest.key,
        age="same" if theirs.edition == manifest.edition else age_of(read, official),
    )


def age_of(read: Reader, official: Reader) -> Literal["older", "other"]:
    """Say whether a copy of another edition lacks a correction that the official one carries."""
    return "older" if corrections_of(official) - corrections_of(read) else "other"


def corrections_of(read: Reader) -> set[str]:
    """Return the corrections of an edition, each as text; none if they cannot be read."""
    try:
        return {json.dumps(each, sort_keys=True) for each in json.loads(read(EDITION_FILE))["corrections"]}
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
        return set()
