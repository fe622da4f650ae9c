"""Files ready to send: their headers, and the compressed forms in which browsers may have them."""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass

from hueandcry.bundle.compress import COPIES, is_copy
from hueandcry.server.encodings import ENCODINGS, best_encoding
from hueandcry.server.wire import Answer, Headers

# Whatever bundles hold: Python's own table lacks some, and depends on the machine.
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".toml": "text/plain; charset=utf-8",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".zip": "application/zip",
}
NAMED_BY_CONTENT = ("studio/", "effects/", "previews/", "share/")
# Pages that others may show in a frame; all the rest may not be framed.
EMBEDDED = re.compile(r"[^/]+/embed/")
FOR_EVER: Headers = ((b"cache-control", b"public, max-age=31536000, immutable"),)
ASK_AGAIN: Headers = ((b"cache-control", b"no-cache"),)
# The page's own policy stands in the page; what only a header can say is said here.
UNFRAMED: Headers = ((b"content-security-policy", b"frame-ancestors 'none'"),)
ANY_ORIGIN: Headers = ((b"access-control-allow-origin", b"*"),)
# What pages on other hosts use: mirrors compare their edition, partners load the button.
FOR_OTHERS: Mapping[str, Headers] = {
    "edition.json": ANY_ORIGIN,
    "embed.js": (*ANY_ORIGIN, (b"cross-origin-resource-policy", b"cross-origin")),
}


@dataclass(frozen=True)
class StaticFile:
    """A file ready to send.

    Args:
        forms: the answer by encoding; the plain one's is empty.
    """

    forms: Mapping[str, Answer]

    def answer(self, encodings: str, known_etag: str) -> Answer:
        """Return the form that a browser likes best, or only that it has not changed.

        Args:
            encodings: the Accept-Encoding header.
            known_etag: the If-None-Match header.
        """
        form = self.forms[best_encoding(encodings, self.forms)]
        if known_etag and dict(form.headers)[b"etag"].decode() in known_etag:
            return Answer(304, headers=form.headers)
        return form


def static_files(bundle: Mapping[str, bytes]) -> dict[str, StaticFile]:
    """Return a bundle's files by path; compressed copies are forms of theirs and no files of their own."""
    return {
        path: static_file(path, content, copies_of(path, bundle))
        for path, content in bundle.items()
        if not is_copy(path, bundle)
    }


def copies_of(path: str, bundle: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a file's compressed copies by encoding."""
    endings = zip(ENCODINGS, COPIES, strict=True)
    return {encoding: bundle[path + ending] for encoding, ending in endings if path + ending in bundle}


def static_file(
    path: str, content: bytes, copies: Mapping[str, bytes] | None = None, vary: str = ""
) -> StaticFile:
    """Prepare a file for sending.

    Args:
        path: its path in the bundle, which decides about its headers.
        content: its bytes.
        copies: the compressed ones by encoding.
        vary: the request header on which the file itself depends, if any.
    """
    ending = "." + path.rsplit(".", 1)[-1]
    kind = KINDS.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    varies = ", ".join(name for name in (vary, "accept-encoding" if copies else "") if name)
    common: Headers = (
        *(((b"vary", varies.encode()),) if varies else ()),
        *(FOR_EVER if path.startswith(NAMED_BY_CONTENT) else ASK_AGAIN),
        *(UNFRAMED if ending == ".html" and not EMBEDDED.match(path) else ()),
        *FOR_OTHERS.get(path, ()),
    )
    state = hashlib.sha256(content).hexdigest()[:20]
    forms = {"": Answer(200, content, kind, (*common, etag(state)))}
    for encoding, packed in (copies or {}).items():
        headers = (*common, (b"content-encoding", encoding.encode()), etag(f"{state}-{encoding}"))
        forms[encoding] = Answer(200, packed, kind, headers)
    return StaticFile(forms)


def etag(state: str) -> tuple[bytes, bytes]:
    """Return the header that names a form's state."""
    return (b"etag", f'"{state}"'.encode())
