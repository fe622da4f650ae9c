"""Bundles and the list of campaigns, served from memory."""

from collections.abc import Mapping
from dataclasses import dataclass

from hueandcry.bundle import render_home, with_compressed
from hueandcry.bundle.build import Bundle
from hueandcry.bundle.studio_files import folder_hash, studio_files
from hueandcry.campaigns import LANGUAGES, Campaign
from hueandcry.effects.named import RED
from hueandcry.server.static import ASK_AGAIN, StaticFile, copies_of, static_file, static_files
from hueandcry.server.wire import Answer, Headers

VARIES: Headers = ((b"vary", b"accept-language"),)
EMBED = "embed.js"


@dataclass(frozen=True)
class Asked:
    """What a request says of the answer that it would like.

    Args:
        languages: the Accept-Language header.
        encodings: the Accept-Encoding header.
        known_etag: the If-None-Match header.
    """

    languages: str = ""
    encodings: str = ""
    known_etag: str = ""

    def of(self, file: StaticFile) -> Answer:
        """Return the file's form that fits."""
        return file.answer(self.encodings, self.known_etag)


class Shelf:
    """The bundles of all live campaigns.

    Args:
        campaigns: in the order of the list.
        bundles: each campaign's files, by slug; compressed copies beside them are sent to whoever takes them.
    """

    def __init__(self, campaigns: list[Campaign], bundles: dict[str, Bundle]) -> None:
        self.campaigns = {campaign.slug: campaign for campaign in campaigns}
        self._files = {
            f"/c/{slug}/{path}": file
            for slug, bundle in bundles.items()
            for path, file in static_files(bundle).items()
        }
        previews = {slug: f"/c/{slug}/{first(bundle, 'previews/')}" for slug, bundle in bundles.items()}
        look = {name: content for name, content in studio_files(RED).items() if not name.endswith(".js")}
        folder = f"/studio/{folder_hash(look)}"
        ours = with_compressed({f"studio/{name}": content for name, content in look.items()})
        self._files |= {path.replace("studio", folder, 1): file for path, file in static_files(ours).items()}
        self._files |= shared_embed(bundles)
        self._home = {
            language: home_page(render_home(campaigns, previews, language, folder)) for language in LANGUAGES
        }

    def answer(self, path: str, query: str, asked: Asked) -> Answer | None:
        """Return the answer to a GET, or None if there is no such file.

        Args:
            path: the request's path.
            query: its query string.
            asked: what the answer should be like.
        """
        if path == "/":
            chosen = query.removeprefix("lang=") if query.startswith("lang=") else ""
            return asked.of(self._home[best_language(chosen or asked.languages, tuple(LANGUAGES))])
        if found := self._files.get(path):
            return asked.of(found)
        return self._front(path, query, asked.languages) or self._index(path, query, asked)

    def _front(self, path: str, query: str, accepted: str) -> Answer | None:
        """Send the visitor of a campaign's address to the language they read best, with the link's words."""
        slug = path.removeprefix("/c/").strip("/")
        campaign = self.campaigns.get(slug)
        if campaign is None or path not in (f"/c/{slug}", f"/c/{slug}/"):
            return None
        target = with_query(f"/c/{slug}/{best_language(accepted, campaign.languages)}/", query)
        return Answer(302, headers=((b"location", target), *VARIES, *ASK_AGAIN))

    def _index(self, path: str, query: str, asked: Asked) -> Answer | None:
        if path.endswith("/"):
            found = self._files.get(path + "index.html")
            return asked.of(found) if found else None
        if f"{path}/index.html" in self._files:
            return Answer(301, headers=((b"location", with_query(f"{path}/", query)),))
        return None


def with_query(path: str, query: str) -> bytes:
    """Return where to go on; a partner's link keeps its words."""
    return path.encode() + (b"?" + query.encode("latin-1") if query else b"")


def first(bundle: Bundle, folder: str) -> str:
    """Return the first path in a folder of the bundle."""
    return next(path for path in bundle if path.startswith(folder))


def home_page(html: bytes) -> StaticFile:
    """Prepare the list of campaigns, which differs by language, for sending."""
    page = with_compressed({"index.html": html})
    return static_file("index.html", html, copies_of("index.html", page), vary="accept-language")


def shared_embed(bundles: Mapping[str, Bundle]) -> dict[str, StaticFile]:
    """Return the script that puts a campaign's button on another page; it is the same in every bundle."""
    found = [static_files(bundle)[EMBED] for bundle in bundles.values() if EMBED in bundle]
    return {f"/{EMBED}": found[0]} if found else {}


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
