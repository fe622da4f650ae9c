"""The short-lived link: two minutes, in memory, gone when asked."""

import asyncio
import re

import pytest
from PIL import Image

from hueandcry import BusyError, paint
from hueandcry.campaigns.demo import demo_campaign
from hueandcry.server.painters import Painters
from hueandcry.server.parcels import Parcels
from hueandcry.server.uploads import Uploads
from hueandcry.server.wire import Answer, Message
from tests.conftest import Running
from tests.jpeg_markers import spoken_segments
from tests.making import SECRET_WORDS, face, jpeg, save
from tests.server.asking import RED, TRICOLORE, Reply, ask
from tests.server.uploading import FOREIGN, code_of, opened, pieces, run_apart

PICTURE = paint(jpeg(face(400, 300)), "red").jpeg()


def leave(demo: Running, picture: bytes = PICTURE, campaign: str = RED) -> Reply:
    """Put a picture on the shelf."""
    headers = FOREIGN | {"content-type": "image/jpeg"}
    return ask(demo.address, f"{campaign}p", "POST", body=picture, headers=headers)


@pytest.fixture
def link(demo: Running) -> str:
    """Return the path of a picture on the shelf."""
    return RED + str(leave(demo).json()["path"])


def test_a_picture_gets_an_address_that_cannot_be_guessed(demo: Running) -> None:
    reply = leave(demo)
    document = reply.json()
    assert (reply.status, document.keys(), document["seconds"]) == (201, {"path", "seconds"}, 120)
    assert re.fullmatch(r"p/[\w-]{22}\.jpg", document["path"])
    assert leave(demo).json()["path"] != document["path"]
    assert reply.headers["cache-control"] == "no-store"


def test_the_picture_is_there_and_nobody_is_to_keep_or_list_it(demo: Running, link: str) -> None:
    reply = ask(demo.address, link)
    assert (reply.status, reply.headers["content-type"]) == (200, "image/jpeg")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-robots-tag"] == "noindex"
    assert reply.headers["content-disposition"] == 'inline; filename="photo.jpg"'
    assert opened(reply.body).size == (1080, 1080)
    head = ask(demo.address, link, "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(reply.body)))


def test_deleted_it_is_gone(demo: Running, link: str) -> None:
    assert ask(demo.address, link, "DELETE", headers=FOREIGN).status == 204
    for method in ("GET", "DELETE", "GET"):
        assert code_of(ask(demo.address, link, method)) == "not_found"


def test_what_was_posted_is_made_anew_and_says_nothing_but_its_pixels(demo: Running) -> None:
    posted = jpeg(face(800, 600), orientation=6) + b"bytes after the end"
    kept = ask(demo.address, RED + leave(demo, posted).json()["path"]).body
    assert opened(kept).size == (600, 800)
    assert spoken_segments(kept) == []
    assert not any(word.encode() in kept for word in SECRET_WORDS)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "photo_unknown_format"),
        (b"<svg/>", 400, "photo_unknown_format"),
        (save(face(64, 64), "PNG"), 400, "photo_unknown_format"),
        (PICTURE[:5000], 400, "photo_damaged"),
        (save(Image.new("RGB", (1200, 1200)), "JPEG"), 400, "photo_too_large"),
        (save(Image.new("RGB", (9000, 20)), "JPEG"), 400, "photo_too_large"),
        (PICTURE + bytes(1_500_000), 413, "too_large"),
    ],
)
def test_what_is_no_small_jpeg_is_refused(demo: Running, content: bytes, status: int, code: str) -> None:
    reply = leave(demo, content)
    assert (reply.status, code_of(reply)) == (status, code)
    assert reply.headers["access-control-allow-origin"] == "*"


def test_a_long_strip_is_shrunk(demo: Running) -> None:
    strip = save(Image.new("RGB", (2000, 100)), "JPEG")
    assert opened(ask(demo.address, RED + leave(demo, strip).json()["path"]).body).size == (1000, 50)


def test_a_body_without_a_length_is_measured_too(demo: Running) -> None:
    long = pieces(PICTURE + bytes(1_500_000), 50_000)
    assert code_of(ask(demo.address, f"{RED}p", "POST", body=long)) == "too_large"
    assert ask(demo.address, f"{RED}p", "POST", body=pieces(PICTURE, 5_000)).status == 201


@pytest.mark.parametrize("path", ["p/", "p/x.jpg", "p/../en/", f"p/{'x' * 22}.png", f"p/{'é' * 22}.jpg"])
def test_no_other_address_is_one(demo: Running, path: str) -> None:
    assert ask(demo.address, RED + path.replace("é", "%C3%A9")).status in (301, 404)


def test_a_link_belongs_to_its_campaign(demo: Running, link: str) -> None:
    assert ask(demo.address, link.replace(RED, TRICOLORE)).status == 404
    assert ask(demo.address, link.replace(RED, "/c/nothing/")).status == 404
    assert leave(demo, campaign="/c/nothing/").status == 404


@pytest.mark.parametrize(("is_link", "methods"), [(False, "POST"), (True, "GET, HEAD, DELETE")])
def test_other_methods_are_refused_and_preflights_answered(
    demo: Running, link: str, *, is_link: bool, methods: str
) -> None:
    path = link if is_link else f"{RED}p"
    wrong = ask(demo.address, path, "PUT", body=b"x")
    assert (wrong.status, wrong.headers["allow"]) == (405, f"{methods}, OPTIONS")
    preflight = ask(demo.address, path, "OPTIONS", headers=FOREIGN)
    assert (preflight.status, preflight.headers["access-control-allow-methods"]) == (204, methods)
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert preflight.headers["access-control-allow-headers"] == "content-type"


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_after_two_minutes_a_picture_is_gone() -> None:
    clock = Clock()
    parcels = Parcels(clock=clock)
    early = parcels.put("a", b"first")
    clock.now += 60
    late = parcels.put("a", b"second")
    clock.now += 59.9
    assert parcels.find("a", early) == b"first"
    clock.now += 0.1
    assert (parcels.find("a", early), parcels.find("a", late)) == (None, b"second")
    assert (len(parcels), parcels.held_bytes) == (1, len(b"second"))
    clock.now += 60
    assert not parcels.remove("a", late)
    assert (len(parcels), parcels.held_bytes) == (0, 0)


def test_the_shelf_takes_so_many_pictures_and_so_many_bytes() -> None:
    clock = Clock()
    for parcels in (Parcels(most_parcels=2, clock=clock), Parcels(most_bytes=20, clock=clock)):
        first = parcels.put("a", bytes(8))
        parcels.put("a", bytes(8))
        with pytest.raises(BusyError):
            parcels.put("a", bytes(8))
        assert parcels.remove("a", first)
        parcels.put("a", bytes(8))
        clock.now += 120
        parcels.put("a", bytes(8))
        assert len(parcels) == 1


def ask_uploads(
    uploads: Uploads, method: str, path: str, body: bytes = b""
) -> "asyncio.Future[Answer | None]":
    """Ask the routes directly."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": []}
    return asyncio.ensure_future(uploads.answer(scope, receive))


def test_a_full_shelf_says_when_to_come_back_and_takes_the_next_when_there_is_room() -> None:
    campaign, painters, clock = demo_campaign("tricolore"), Painters(1), Clock()
    uploads = Uploads({campaign.slug: campaign}, painters, Parcels(most_parcels=1, clock=clock))

    async def post() -> Answer:
        answer = await ask_uploads(uploads, "POST", f"{TRICOLORE}p", PICTURE)
        assert answer
        return answer

    async def talk() -> list[Answer]:
        answers = [await post(), await post()]
        clock.now += 120
        return [*answers, await post()]

    taken, refused, again = run_apart(talk())
    painters.stop()
    assert (taken.status, refused.status, again.status) == (201, 503, 201)
    assert dict(refused.headers)[b"retry-after"]
    assert dict(refused.headers)[b"access-control-allow-origin"] == b"*"


def test_a_picture_goes_by_itself_without_being_asked_for() -> None:
    campaign, painters, parcels = demo_campaign("tricolore"), Painters(1), Parcels(seconds=0.2)
    uploads = Uploads({campaign.slug: campaign}, painters, parcels)

    async def wait() -> tuple[int, int]:
        answer = await ask_uploads(uploads, "POST", f"{TRICOLORE}p", PICTURE)
        assert answer
        assert answer.status == 201
        kept = len(parcels)
        await asyncio.sleep(0.6)
        return kept, len(parcels)

    assert run_apart(wait()) == (1, 0)
    painters.stop()
    assert parcels.held_bytes == 0
