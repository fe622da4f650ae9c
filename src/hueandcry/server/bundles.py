"""Bundles and the list of campaigns, served from memory."""

import hashlib
import mimetypes
from dataclasses import dataclass

from hueandcry.bundle import render_home
from hueandcry.bundle.build import Bundle, folder_hash, studio_files
from hueandcry.campaigns import LANGUAGES, Campaign
from hueandcry.effects.named import RED
from hueandcry.server.wire import Answer, Headers

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".toml": "text/plain; charset=utf-8",
}
NAMED_BY_CONTENT = ("studio/", "effects/", "previews/")
FOR_EVER: Headers = ((b"cache-control", b"public, max-age=31536000, immutable"),)
ASK_AGAIN: Headers = ((b"cache-control", b"no-cache"),)
# The page's own policy stands in the page; what only a header can say is said here.
VARIES: Headers = ((b"vary", b"accept-language"),)
UNFRAMED: Headers = ((b"content-security-policy", b"frame-ancestors 'none'"),)


@dataclass(frozen=True)
class StaticFile:
    """A file ready to send."""

    answer: Answer
    etag: bytes


class Shelf:
    """The bundles of all live campaigns.

    Args:
        campaigns: in the order of the list.
        bundles: each campaign's files, by slug.
    """

    def __init__(self, campaigns: list[Campaign], bundles: dict[str, Bundle]) -> None:
        self.campaigns = {campaign.slug: campaign for campaign in campaigns}
        self._files = {
            f"/c/{slug}/{path}": static_file(path, content)
            for slug, bundle in bundles.items()
            for path, content in bundle.items()
        }
        previews = {slug: f"/c/{slug}/{first(bundle, 'previews/')}" for slug, bundle in bundles.items()}
        look = {name: content for name, content in studio_files(RED).items() if not name.endswith(".js")}
        folder = f"/studio/{folder_hash(look)}"
        self._files |= {f"{folder}/{name}": static_file(f"studio/{name}", look[name]) for name in look}
        self._home = {
            language: static_file("index.html", render_home(campaigns, previews, language, folder), VARIES)
            for language in LANGUAGES
        }

    def answer(self, path: str, query: str, accepted: str, known_etag: str) -> Answer | None:
        """Return the answer to a GET, or None if there is no such file.

        Args:
            path: the request's path.
            query: its query string.
            accepted: the Accept-Language header.
            known_etag: the If-None-Match header.
        """
        if path == "/":
            asked = query.removeprefix("lang=") if query.startswith("lang=") else ""
            return fresh(self._home[best_language(asked or accepted, tuple(LANGUAGES))], known_etag)
        if found := self._files.get(path):
            return fresh(found, known_etag)
        return self._front(path, accepted) or self._index(path, known_etag)

    def _front(self, path: str, accepted: str) -> Answer | None:
        """Send the visitor of a campaign's address to the language they read best."""
        slug = path.removeprefix("/c/").strip("/")
        campaign = self.campaigns.get(slug)
        if campaign is None or path not in (f"/c/{slug}", f"/c/{slug}/"):
            return None
        target = f"/c/{slug}/{best_language(accepted, campaign.languages)}/"
        return Answer(302, headers=((b"location", target.encode()), *VARIES, *ASK_AGAIN))

    def _index(self, path: str, known_etag: str) -> Answer | None:
        if path.endswith("/"):
            found = self._files.get(path + "index.html")
            return fresh(found, known_etag) if found else None
        if f"{path}/index.html" in self._files:
            return Answer(301, headers=((b"location", f"{path}/".encode()),))
        return None


def first(bundle: Bundle, folder: str) -> str:
    """Return the first path in a folder of the bundle."""
    return next(path for path in bundle if path.startswith(folder))


def static_file(path: str, content: bytes, headers: Headers = ()) -> StaticFile:
    """Prepare a file for sending."""
    ending = "." + path.rsplit(".", 1)[-1]
    kind = KINDS.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    etag = b'"' + hashlib.sha256(content).hexdigest()[:20].encode() + b'"'
    caching = FOR_EVER if path.startswith(NAMED_BY_CONTENT) else ASK_AGAIN
    framing = UNFRAMED if ending == ".html" else ()
    return StaticFile(Answer(200, content, kind, (*headers, *caching, *framing, (b"etag", etag))), etag)


def fresh(file: StaticFile, known_etag: str) -> Answer:
    """Return the file, or only that it has not changed."""
    if known_etag and file.etag.decode() in known_etag:
        return Answer(304, headers=file.answer.headers)
    return file.answer


def best_language(accepted: str, offered: tuple[str, ...]) -> str:
    """Return the offered language that an Accept-Language header likes best; the first if none."""
    wishes: list[tuple[float, int, str]] = []
    for part in accepted.split(","):
        tag, _, rest = part.partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
        except ValueError:
            continue
        if 0 < weight <= 1:  # what is no number at all is neither
            wishes.append((-weight, len(wishes), tag.strip().split("-")[0].lower()))
    return next((tag for _, _, tag in sorted(wishes) if tag in offered), offered[0])
