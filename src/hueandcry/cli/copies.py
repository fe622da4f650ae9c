"""Copies of a bundle that `hue verify` reads: a folder, or an address asked as a browser would."""

import os
import time
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO, cast
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from hueandcry import __version__
from hueandcry.bundle.compress import unpack
from hueandcry.bundle.manifest import MANIFEST_FILE, read_manifest
from hueandcry.bundle.verify import MAX_FILE_BYTES
from hueandcry.campaigns.reader import is_web_address
from hueandcry.errors import InputError, UsageError

SILENCE_S = 15
DEADLINE_S = 120
PIECE_BYTES = 65_536
ENDINGS = {"br": ".br", "gzip": ".gz", "x-gzip": ".gz"}


class FolderCopy:
    """A folder on the disk.

    Args:
        folder: the bundle's.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes:
        """Return a file; one that is larger than any bundle's is cut, and so differs."""
        file = self.folder / path
        if not file.is_file():
            raise FileNotFoundError(path)
        try:
            with file.open("rb") as stream:
                return stream.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise InputError(f"{file} cannot be read: {error.strerror}.") from error

    def paths(self) -> Iterator[str]:
        """Return every file, hidden ones too; a link to a folder counts as a file that was added."""
        for place, folders, files in os.walk(self.folder):
            here = Path(place)
            links = [name for name in folders if (here / name).is_symlink()]
            yield from ((here / name).relative_to(self.folder).as_posix() for name in (*files, *links))


class StaysThere(HTTPRedirectHandler):
    """Follows a redirect only on the same host: another one is another copy."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Return the request to follow."""
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        is_weaker = before.scheme == "https" and after.scheme != "https"
        if before.hostname != after.hostname or is_weaker:
            raise InputError(
                f"{req.full_url} sends its visitors on to {newurl!r}.", "Verify that address, if you mean it."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class WebCopy:
    """A bundle at an address.

    Args:
        base: its address, ending in a slash.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self._opener = build_opener(StaysThere)

    def read(self, path: str) -> bytes:
        """Return what a browser gets for a file; what cannot be unpacked or is too large differs anyway."""
        url = self.base + quote(path)
        agent = f"hue/{__version__}"
        request = Request(url, headers={"Accept-Encoding": "br, gzip", "User-Agent": agent})  # noqa: S310 - checked
        try:
            with cast("HTTPResponse", self._opener.open(request, timeout=SILENCE_S)) as response:
                body = read_body(response)
                ending = ENDINGS.get(response.headers.get("content-encoding", "").strip().lower())
        except HTTPError as error:
            error.close()
            if error.code in (404, 410):
                raise FileNotFoundError(path) from error
            raise InputError(f"{url} answers {error.code}.", "Ask whoever runs that server.") from error
        except (OSError, HTTPException, ValueError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise InputError(f"{url} cannot be reached: {reason}.", "Try again later.") from error
        return unpacked(body, ending) if ending else body


def read_body(response: HTTPResponse) -> bytes:
    """Return a body, up to the most that a file may hold, from a server that does not dawdle."""
    body = bytearray()
    until = time.monotonic() + DEADLINE_S
    while len(body) <= MAX_FILE_BYTES and (piece := response.read(PIECE_BYTES)):
        body += piece
        if time.monotonic() > until:
            raise TimeoutError(f"no end after {DEADLINE_S} seconds")
    return bytes(body)


def unpacked(body: bytes, ending: str) -> bytes:
    """Return what a compressed body holds, or the body itself if it cannot be unpacked."""
    try:
        return unpack(body, ending, MAX_FILE_BYTES)
    except InputError:
        return body


def find_copy(place: str) -> FolderCopy | WebCopy:
    """Return the copy at a folder or an address; the address may also be that of one of its pages.

    Raises:
        UsageError: if it is neither.
        InputError: if nothing can be read there.
    """
    if "://" not in place:
        if not Path(place).is_dir():
            raise InputError(f"There is no folder {place}.", "Give a bundle's folder, or an address.")
        return FolderCopy(Path(place))
    if not is_web_address(place):
        raise UsageError(f"{place!r} is no web address.", "Give https://… or http://…, or a folder.")
    return find_web_copy(place)


def find_web_copy(address: str) -> WebCopy:
    """Look for the manifest at an address, and one folder above: people copy the address of a page."""
    here = address.partition("#")[0].partition("?")[0]
    here = here.removesuffix("index.html").removesuffix(MANIFEST_FILE).rstrip("/") + "/"
    first = WebCopy(here)
    try:
        read_manifest(first.read(MANIFEST_FILE))
    except (FileNotFoundError, InputError) as error:
        above = WebCopy(urljoin(here, "../"))
        if isinstance(error, FileNotFoundError) or error.code == "bad_manifest":
            return above if has_manifest(above) else first
        raise
    return first


def has_manifest(copy: WebCopy) -> bool:
    """Whether a manifest stands at an address."""
    try:
        read_manifest(copy.read(MANIFEST_FILE))
    except (FileNotFoundError, InputError):
        return False
    return True
