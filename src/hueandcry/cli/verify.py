"""`hue verify`: whether a copy of a campaign is what its organiser published."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer

from hueandcry.bundle.manifest import read_manifest
from hueandcry.bundle.signing import FINGERPRINT_DIGITS, KEY_BYTES, fingerprint, from_base64, parse_key
from hueandcry.bundle.verify import Official, Verdict
from hueandcry.bundle.verify import verify as check
from hueandcry.cli.copies import FolderCopy, WebCopy, find_copy
from hueandcry.cli.say import say, say_json
from hueandcry.errors import HueError, InputError, UsageError

AT_ONCE = 6
MAX_KEY_FILE_BYTES = 4_000_000
NO_KNOWN_KEY = (
    "A signature alone proves that the copy is whole, not whose it is: anyone can sign with their own key. "
    "Compare the fingerprint with the one that the organiser gives you, or check with --official ADDRESS."
)
AGES = {
    "same": "has the same edition",
    "older": "has a newer edition: this copy lacks a correction",
    "other": "has another edition",
}


def verify(
    place: str = typer.Argument(help="The address or the folder of a bundle."),
    key: str = typer.Option(
        "",
        help="The expected key: its fingerprint, the public key in Base64, or a file: a key or a manifest.",
    ),
    official: str = typer.Option("", help="The official address, to compare key and edition with."),
    json: bool = typer.Option(False, "--json", help="Print the verdict as JSON."),
) -> None:
    """Check that a copy of a campaign is what was published; exit 1 if anything differs.

    Example:  hue verify https://mirror.example/red/ --official https://your.host/c/red/
    """
    try:
        verdict = judge(place, key, official)
    except HueError as error:
        if json:
            say_json({"ok": False, **error.as_json()})
            raise typer.Exit(error.exit_code) from error
        raise
    if json:
        say_json(verdict.as_json())
    else:
        tell(verdict, place, official)
    raise typer.Exit(0 if verdict.is_good else 1)


def judge(place: str, key: str, official: str) -> Verdict:
    """Read the copy, and the official one if that is asked for."""
    key_fits = expected(key) if key else None
    if official and "://" not in official:
        raise UsageError(f"{official!r} is no web address.", "Give --official https://your.host/…/")
    copy = find_copy(place)
    original = find_copy(official) if official else None
    read_official = original.read if original else None
    if isinstance(copy, FolderCopy):
        return check(copy.read, present=copy.paths(), key_fits=key_fits, official=read_official)
    return judge_address(copy, key_fits, read_official)


def judge_address(
    copy: WebCopy, key_fits: Callable[[bytes], bool] | None, official: Callable[[str], bytes] | None
) -> Verdict:
    """Check a copy at an address, with several requests under way."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        return check(copy.read, key_fits=key_fits, official=official, run=pool.map)
    finally:
        pool.shutdown(cancel_futures=True)


def expected(key: str) -> Callable[[bytes], bool]:
    """Return what says whether a public key is the one that was named.

    Raises:
        UsageError: if no key is named so.
    """
    file = Path(key)
    is_file = len(key) < 1_000 and file.is_file()
    text = key_in(file) if is_file else key
    public = from_base64(text)
    if public and len(public) == KEY_BYTES:
        return lambda found: found == public
    digits = re.sub(r"[\s:-]", "", text).lower()
    if re.fullmatch(f"[0-9a-f]{{{FINGERPRINT_DIGITS}}}", digits):
        return lambda found: fingerprint(found).replace("-", "") == digits
    raise UsageError(
        f"--key {key!r} is no key.",
        f"Give a fingerprint of {FINGERPRINT_DIGITS} digits, a public key in Base64, or a file with one.",
    )


def key_in(file: Path) -> str:
    """Return what a file says about a key: a manifest's or a private key's public half, else its text."""
    with file.open("rb") as stream:
        raw = stream.read(MAX_KEY_FILE_BYTES)
    try:
        return fingerprint(read_manifest(raw).key)
    except InputError:
        text = raw.decode("ascii", errors="replace").strip()
        private = parse_key(text)
        return fingerprint(private.public) if private else text


def tell(verdict: Verdict, place: str, official: str) -> None:
    """Say what was found."""
    manifest = verdict.manifest
    say(f"{manifest.slug}, edition {manifest.edition}, at {place}")
    say(f"signature: {'good' if manifest.is_signed else 'WRONG: the manifest was changed later'}")
    say(f"key: {fingerprint(manifest.key)}{told_of_key(verdict.has_known_key)}")
    if verdict.official:
        say(f"official: {told_of_official(verdict.official, official)}")
    elif manifest.address:
        say(f"official: the copy names {manifest.address}; --official compares it with that.")
    say(f"files: {len(manifest.files)} published, {len(verdict.wrong) or 'none'} wrong")
    for each in verdict.wrong:
        say(f"  {each.what:<7}  {shown(each.path)}")
    if "://" in place:
        say("What was added to an address beside the published files cannot be seen from outside.")
    if not verdict.is_known:
        say(NO_KNOWN_KEY)
    say(conclusion(verdict))


def conclusion(verdict: Verdict) -> str:
    """Return the last line."""
    if not verdict.is_good:
        return "This copy is NOT what was published."
    return "This copy is what was published." if verdict.is_known else "This copy is whole."


def told_of_key(has_known_key: bool | None) -> str:
    """Say whether the key is the expected one."""
    return {True: ", as expected", False: ", NOT the expected one", None: ""}[has_known_key]


def told_of_official(official: Official, address: str) -> str:
    """Say how the copy stands to the official address."""
    key = "is signed with the same key" if official.has_same_key else "is signed with ANOTHER key"
    return f"{address} {key} and {AGES[official.age]} ({official.edition})."


def shown(path: str) -> str:
    """Return a path that cannot play tricks on a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path)
