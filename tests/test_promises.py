"""The promises, each by reading the disk or the wire."""

import hashlib
import io
import json
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import hueandcry
from hueandcry.campaigns import LANGUAGES
from hueandcry.campaigns.demo import demo_campaigns
from hueandcry.tally import RULE, trace_token
from tests.conftest import Running
from tests.jpeg_markers import spoken_segments
from tests.making import SECRET_WORDS, face, jpeg, profile_bytes, save
from tests.server.asking import RED, TRICOLORE, Reply, ask, post, send_raw, supporters
from tests.server.joining import new_token
from tests.server.serving import QUICK, kill_hard, quick_campaign, serving

# The whole of 127.0.0.0/8 is loopback on Linux: there the client has an address that nothing else has.
CLIENT = "127.0.0.77" if sys.platform == "linux" else "127.0.0.1"
MARKS = {
    "user-agent": "MarkedBrowser/4.2",
    "x-forwarded-for": "203.0.113.77",
    "x-real-ip": "203.0.113.78",
    "forwarded": "for=203.0.113.79",
    "cf-connecting-ip": "2001:db8::77",
    "referer": "https://marked-referrer.example/page",
    "cookie": "marked-cookie=1",
    "accept-language": "en, x-marked;q=0.1",
    "from": "marked-person@example.org",
}
WORDS = ("marked", "MarkedBrowser", "203.0.113.", "2001:db8:", CLIENT, "127.0.0.1")
LOADING = {"src", "srcset", "poster", "data", "background", "ping", "manifest"}
SUBMITTING = {"action", "formaction"}


@dataclass(frozen=True)
class Seized:
    """What is left of a server once it ended.

    Args:
        data: its data folder.
        said: all that it wrote to stdout and stderr.
        token: the one token that joined.
        was_killed: whether it got no chance to tidy up.
    """

    data: Path
    said: bytes
    token: str
    was_killed: bool

    def bytes_on_disk(self) -> dict[str, bytes]:
        """Return every file of the data folder."""
        return {file.name: file.read_bytes() for file in self.data.rglob("*") if file.is_file()}


def drive(running: Running, token: str) -> None:
    """Visit, join and fail in every way there is, with marks in every header."""
    requests: list[tuple[str, str, bytes | None]] = [
        ("GET", "/", None),
        ("GET", f"{QUICK}en/", None),
        ("GET", f"{QUICK}count.json", None),
        ("OPTIONS", f"{QUICK}join", None),
        (
            "POST",
            f"{QUICK}join",
            f'{{"token":"{token}","language":"en","network":"marked-network"}}'.encode(),
        ),
        ("POST", f"{QUICK}event", b'{"what":"visit"}'),
        ("POST", f"{QUICK}event", b'{"what":"marked-event"}'),
        ("POST", f"{QUICK}join", b'{"token":"marked-token"}'),
        ("POST", f"{QUICK}join", b"marked-body" * 400),
        ("GET", "/marked-path?marked-query=1", None),
        ("BREW", "/marked-path", None),
    ]
    for method, path, body in requests:
        ask(running.address, path, method, body=body, headers=MARKS, client=CLIENT)
    send_raw(running.address, b"GET /marked-path\x00 HTTP/1.1\r\nUser-Agent: MarkedBrowser/4.2\r\n\r\n")
    assert supporters(running.address, QUICK) == 1


@pytest.fixture(scope="module", params=["stopped", "killed"])
def seized(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seized:
    """Drive a server with marked requests, end it, and take what is left."""
    folder, token = tmp_path_factory.mktemp("seized"), new_token()
    data = folder / "data"
    data.mkdir()
    with serving(data, quick_campaign(folder / "campaigns")) as running:
        drive(running, token)
        was_killed = request.param == "killed"
        if was_killed:
            kill_hard(running)
        else:
            running.process.terminate()
            assert running.process.wait(timeout=20) == 0
        assert running.process.stdout is not None
        said = running.process.stdout.read().encode() + (data / "stderr.txt").read_bytes()
    return Seized(data, said, token, was_killed)


def traces_of(token: str) -> list[bytes]:
    """Return the ways in which a token, or who sent it, could stand in a file."""
    unique = UUID(token.partition("-")[2])
    hashed = [hashlib.sha256(each.encode()).digest()[:16] for each in (token, str(unique), CLIENT)]
    return [
        *(word.encode() for word in WORDS),
        token.encode(),
        str(unique).encode(),
        unique.hex.encode(),
        unique.bytes,
        unique.bytes_le,
        *hashed,
        *(each.hex().encode() for each in hashed),
    ]


def test_promise_3_no_address_browser_or_token_reaches_the_disk(seized: Seized) -> None:
    on_disk = seized.bytes_on_disk()
    assert {"hue.sqlite3", "secret-key"} <= on_disk.keys()
    found = [
        (name, mark) for name, file in on_disk.items() for mark in traces_of(seized.token) if mark in file
    ]
    assert found == []


def test_promise_3_the_server_says_nothing_about_anyone(seized: Seized) -> None:
    assert [mark for mark in traces_of(seized.token) if mark in seized.said] == []
    assert seized.said == b"", "after its address the server has nothing to say"


def test_promise_3_the_search_reads_where_the_join_is_kept(seized: Seized) -> None:
    on_disk = seized.bytes_on_disk()
    assert ("hue.sqlite3-wal" in on_disk) == seized.was_killed
    key = on_disk["secret-key"].strip()
    today = datetime.strptime(seized.token[:8], "%Y%m%d").replace(tzinfo=UTC).date()
    trace = trace_token(seized.token, slug="quick", secret=key, today=today)
    assert any(trace.keyed_hash in file for file in on_disk.values())


class References(HTMLParser):
    """Collects what a page makes a browser fetch, where its links lead, and where its forms go."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.inline: list[str] = []
        self.linked: list[str] = []
        self.submitted: list[str] = []
        self.policies: list[str] = []
        self.telling: list[str] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        values = {name: value or "" for name, value in attrs}
        self._tag = tag
        self.take(value for name, value in values.items() if name in LOADING)
        self.submitted += [value for name, value in values.items() if name in SUBMITTING]
        if tag == "link":
            self.take([values["href"]])
        elif "href" in values:
            self.linked.append(values["href"])
            if "noreferrer" not in values.get("rel", ""):
                self.telling.append(values["href"])
        elif values.get("property") in ("og:image", "og:url"):
            self.linked.append(values["content"])
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(values["content"])
        assert "style" not in values, "an inline style could fetch"

    def handle_data(self, data: str) -> None:
        """Look into the settings, from which scripts fetch."""
        if self._tag == "script" and data.strip():
            self.take(addresses_in(json.loads(data)))

    def take(self, addresses: Iterable[str]) -> None:
        """Keep what is fetched, and apart from it what stands in the page itself."""
        for each in addresses:
            (self.inline if each.startswith("data:") else self.fetched).append(each)


def addresses_in(said: object) -> list[str]:
    """Return every address within a page's settings."""
    if isinstance(said, str):
        return [said] if re.match(r"\.{0,2}/|[a-z]+:", said) else []
    inside = said.values() if isinstance(said, dict) else said if isinstance(said, list) else []
    return [address for each in inside for address in addresses_in(each)]


def read_page(reply: Reply) -> References:
    """Return what a page refers to."""
    references = References()
    references.feed(reply.body.decode())
    references.close()
    return references


def crawl(address: str) -> Iterator[tuple[str, Reply]]:
    """Fetch everything that can be reached from the list of campaigns, or from a page that frames one."""
    root = address.rstrip("/")
    framed = [f"{root}{campaign}{tag}/embed/" for campaign in (RED, TRICOLORE) for tag in LANGUAGES]
    waiting = [address, *framed, *(f"{root}{campaign}embed.js" for campaign in (RED, TRICOLORE))]
    seen = set()
    while waiting:
        url = waiting.pop()
        path = url.removeprefix(root)
        if url in seen or not path.startswith("/"):
            continue
        seen.add(url)
        reply = ask(address, path)
        yield path, reply
        if "location" in reply.headers:
            waiting.append(urljoin(url, reply.headers["location"]))
        if reply.headers["content-type"] == "text/html; charset=utf-8":
            page = read_page(reply)
            waiting += [urljoin(url, each).partition("#")[0] for each in page.fetched + page.linked]
        if path.endswith("/studio.js"):
            named = set(re.findall(r"[\"']([\w-]+\.js(?:on)?)[\"']", reply.body.decode()))
            assert named == {"worker.js", "sw.js", "edition.json", "count.json"}
            waiting += [urljoin(url, each if each == "worker.js" else f"../../{each}") for each in named]


@pytest.fixture(scope="module")
def site(demo: Running) -> dict[str, Reply]:
    """Return every reply of the demo's site by its path."""
    return dict(crawl(demo.address))


def pages(site: dict[str, Reply]) -> dict[str, Reply]:
    """Return the HTML pages of a site."""
    return {path: each for path, each in site.items() if each.body.startswith(b"<!doctype html>")}


def test_promise_2_no_answer_sets_a_cookie(demo: Running, site: dict[str, Reply]) -> None:
    answers = [
        *site.values(),
        post(demo.address, f"{RED}join", {"token": new_token()}),
        post(demo.address, f"{RED}join", {}),
        post(demo.address, f"{RED}event", {"what": "visit"}),
        ask(demo.address, f"{RED}join", "OPTIONS"),
        ask(demo.address, f"{RED}count.json"),
        ask(demo.address, "/nothing"),
        ask(demo.address, "/", headers={"cookie": "a=b"}),
    ]
    assert len(answers) > 30
    assert all("set-cookie" not in answer.headers for answer in answers)


# What a campaign gives as its source is the one thing outside that its pages link to.
SOURCES = {each.why.url for each in demo_campaigns() if each.why}


def test_promise_2_every_page_refers_to_its_own_origin_only(demo: Running, site: dict[str, Reply]) -> None:
    found = pages(site)
    languages = [f"{RED}{tag}/" for tag in LANGUAGES]
    assert {
        "/",
        *languages,
        *(f"{each}{page}/" for each in languages for page in ("press", "embed")),
    } <= found.keys()
    assert len(SOURCES) == 2
    for path, reply in found.items():
        page = read_page(reply)
        assert page.fetched
        for reference in page.fetched + page.submitted + page.linked:
            target = urljoin(urljoin(demo.address, path), reference)
            is_source = reference in page.linked and target in SOURCES
            assert is_source or urlsplit(target).netloc == urlsplit(demo.address).netloc, (path, reference)
        assert not SOURCES & {*page.fetched, *page.submitted, *page.telling}, "links that say where from"
        assert [each for each in page.inline if not each.startswith(("data:image/", "data:,"))] == []


def test_promise_2_all_that_a_page_fetches_is_there(site: dict[str, Reply]) -> None:
    assert {path: reply.status for path, reply in site.items() if reply.status not in (200, 301, 302)} == {}


def test_promise_2_the_form_is_answered_where_the_page_came_from(
    demo: Running, site: dict[str, Reply]
) -> None:
    forms = {
        urljoin(path, action) for path, reply in pages(site).items() for action in read_page(reply).submitted
    }
    assert forms == {f"{RED}paint", f"{TRICOLORE}paint"}
    for path in forms:
        assert ask(demo.address, path, "POST", body=b"").status == 400


def test_promise_2_no_style_or_script_names_another_origin(site: dict[str, Reply]) -> None:
    found = {
        path: reply.body.decode() for path, reply in site.items() if path.endswith((".js", ".css", ".svg"))
    }
    names = {
        path.removeprefix(RED).rpartition("/")[2].split(".")[0] for path in found if path.startswith(RED)
    }
    assert {"studio", "worker", "style", "plain", "kit", "frame", "sw", "embed", "qr"} <= names
    for path, text in found.items():
        named = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"']*", text)) - {"http://www.w3.org/2000/svg"}
        assert named == set(), path


def test_promises_1_and_2_every_page_forbids_itself_other_origins(site: dict[str, Reply]) -> None:
    for path, reply in pages(site).items():
        page = read_page(reply)
        (policy,) = page.policies
        rules = {
            name: values.split()
            for name, _, values in (rule.strip().partition(" ") for rule in policy.split(";"))
        }
        assert rules["default-src"] == ["'none'"], path
        assert rules["form-action"] == (["'self'"] if page.submitted else ["'none'"]), path
        assert rules["base-uri"] == ["'none'"], path
        assert set(rules.pop("img-src")) <= {"'self'", "blob:", "data:"}, path
        allowed = {value for values in rules.values() for value in values}
        assert allowed <= {"'none'", "'self'"}, path


def test_promise_6_the_rule_stands_beside_the_number(demo: Running) -> None:
    document = ask(demo.address, f"{RED}count.json").json()
    assert document["rule"] == RULE
    assert "supporters = browsers that saved or shared at least once" in document["rule"]


@pytest.fixture(scope="module")
def photos() -> dict[str, bytes]:
    """Return photos that say more than they show, in every way their formats know."""
    image = face(640, 480)
    text = PngInfo()
    text.add_text("Author", SECRET_WORDS[0])
    text.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET_WORDS[1]}</x>")
    text.add_text("Comment", SECRET_WORDS[1], zip=True)
    exif = Image.Exif()
    exif[0x010F] = SECRET_WORDS[0]
    profile = profile_bytes("sRGB")
    return {
        "jpeg": jpeg(image, icc_profile=profile, xmp=SECRET_WORDS[0].encode()),
        "progressive": jpeg(image, progressive=True, orientation=6),
        "png": save(image, "PNG", pnginfo=text, exif=exif, icc_profile=profile, dpi=(300, 300)),
        "webp": save(image, "WEBP", exif=exif, xmp=SECRET_WORDS[1].encode(), icc_profile=profile),
    }


KINDS = ("jpeg", "progressive", "png", "webp")


def png_chunks(png: bytes) -> list[str]:
    """Return the kinds of a PNG's chunks in order; nothing may stand after the end."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    kinds, at = [], 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        kinds.append(kind.decode("ascii"))
        at += 12 + length
    assert at == len(png)
    return kinds


@pytest.mark.parametrize("effect", ["red", "flag:FR"])
@pytest.mark.parametrize("kind", KINDS)
def test_promise_4_a_jpeg_that_we_hand_back_says_nothing_but_its_pixels(
    photos: dict[str, bytes], kind: str, effect: str
) -> None:
    painted = hueandcry.paint(photos[kind], effect, size_px=320).jpeg()
    assert spoken_segments(painted) == []
    assert [word for word in SECRET_WORDS if word.encode() in painted] == []
    with Image.open(io.BytesIO(painted)) as image:
        assert dict(image.getexif()) == {}
        assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}


@pytest.mark.parametrize("effect", ["red", "flag:FR"])
@pytest.mark.parametrize("kind", KINDS)
def test_promise_4_a_png_that_we_hand_back_says_nothing_but_its_pixels(
    photos: dict[str, bytes], kind: str, effect: str
) -> None:
    painted = hueandcry.paint(photos[kind], effect, size_px=320).png()
    assert set(png_chunks(painted)) == {"IHDR", "IDAT", "IEND"}
    assert [word for word in SECRET_WORDS if word.encode() in painted] == []


def test_promise_4_a_saved_file_says_no_more_than_the_bytes(photos: dict[str, bytes], tmp_path: Path) -> None:
    picture = hueandcry.paint(photos["jpeg"], "red", size_px=320)
    for name, content in (("photo.jpg", picture.jpeg()), ("photo.png", picture.png())):
        picture.save(tmp_path / name)
        assert (tmp_path / name).read_bytes() == content


def test_promise_4_the_photos_of_these_tests_do_carry_what_must_not_survive(photos: dict[str, bytes]) -> None:
    assert len(spoken_segments(photos["jpeg"])) >= 4
    assert {"tEXt", "iTXt", "zTXt", "eXIf", "iCCP", "pHYs"} <= set(png_chunks(photos["png"]))
    assert photos.keys() == set(KINDS)
    for kind, photo in photos.items():
        assert SECRET_WORDS[0].encode() in photo, kind
