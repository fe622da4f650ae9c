"""`paint`: a photo comes, the picture goes back, as the library would have made it."""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from PIL import Image

from hueandcry import Crop, paint
from hueandcry.bundle.texts import catalogue
from hueandcry.campaigns import Campaign
from hueandcry.campaigns.demo import demo_campaign
from hueandcry.server.body import MOST_BYTES
from tests.conftest import Running
from tests.jpeg_markers import spoken_segments
from tests.making import face, save
from tests.server.asking import RED, TRICOLORE, Reply, ask, send_raw
from tests.server.uploading import (
    BOUNDARY,
    CONTENT_TYPE,
    FORM_ACCEPT,
    PHOTO,
    code_of,
    form,
    opened,
    pieces,
    send,
)

PAINT = f"{RED}paint"


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """Return the red demo campaign."""
    return demo_campaign("make-facebook-red")


def test_the_picture_is_the_library_s_own_with_the_campaign_s_first_variant(
    demo: Running, campaign: Campaign
) -> None:
    reply = send(demo.address, PAINT, PHOTO)
    assert (reply.status, reply.headers["content-type"]) == (200, "image/jpeg")
    assert reply.body == paint(PHOTO, campaign.variants[0].effect).jpeg()
    assert opened(reply.body).size == (1080, 1080)
    assert spoken_segments(reply.body) == []


def test_it_is_saved_as_photo_and_kept_by_nobody(demo: Running) -> None:
    headers = send(demo.address, PAINT, PHOTO).headers
    assert headers["cache-control"] == "no-store"
    assert headers["content-disposition"] == 'attachment; filename="photo.jpg"'
    assert headers.get_all("access-control-allow-origin") == ["*"]
    assert "access-control-allow-credentials" not in headers


@pytest.mark.parametrize(
    ("words", "crop"),
    [("centre", "centre"), ("auto", "auto"), ("100,40,400", Crop(100, 40, 400))],
)
def test_the_crop_can_be_chosen(demo: Running, campaign: Campaign, words: str, crop: Crop) -> None:
    reply = send(demo.address, PAINT, PHOTO, crop=words, language="ar")
    assert reply.body == paint(PHOTO, campaign.variants[0].effect, crop=crop).jpeg()


def test_every_variant_can_be_chosen_and_a_plain_square_needs_no_photo(
    demo: Running, campaign: Campaign
) -> None:
    plain = [variant for variant in campaign.variants if not variant.effect.needs_photo]
    assert len(plain) < len(campaign.variants)
    for variant in campaign.variants:
        photo = PHOTO if variant.effect.needs_photo else None
        reply = send(demo.address, PAINT, photo, variant=variant.name)
        assert reply.body == paint(photo or b"", variant.effect).jpeg()


def test_a_body_without_a_length_is_read_too(demo: Running) -> None:
    headers = {"content-type": CONTENT_TYPE}
    reply = ask(demo.address, PAINT, "POST", body=pieces(form(PHOTO), 1000), headers=headers)
    assert reply.status == 200


WRONG: list[tuple[bytes | None, dict[str, str], str, str]] = [
    (None, {}, "photo_missing", "choose_photo"),
    (b"", {}, "photo_missing", "choose_photo"),
    (b"no photo", {}, "photo_unknown_format", "bad_photo"),
    (PHOTO[:9000], {}, "photo_damaged", "bad_photo"),
    (PHOTO, {"variant": "blue"}, "unknown_variant", "form_wrong"),
    (PHOTO, {"crop": "the face"}, "bad_crop", "form_wrong"),
    (PHOTO, {"crop": "9,9,9000"}, "bad_crop", "form_wrong"),
    (PHOTO, {"crop": "1,1,-1"}, "bad_crop", "form_wrong"),
]


@pytest.mark.parametrize(("photo", "words", "code", "key"), WRONG)
def test_a_program_is_told_what_is_wrong_in_json(
    demo: Running, photo: bytes | None, words: dict[str, str], code: str, key: str
) -> None:
    assert key
    reply = send(demo.address, PAINT, photo, **words)
    assert (reply.status, code_of(reply)) == (400, code)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize(("photo", "words", "code", "key"), WRONG)
def test_a_person_is_told_on_a_page_in_their_language(
    demo: Running, language: str, photo: bytes | None, words: dict[str, str], code: str, key: str
) -> None:
    assert code
    reply = send(demo.address, PAINT, photo, accept=FORM_ACCEPT, language=language, **words)
    assert reply.status == 400
    page = page_of(reply, language)
    assert f"<p>{catalogue(language)[key]}</p>" in page


def page_of(reply: Reply, language: str) -> str:
    """Return a refusal's page after a look at its language, its policy and its way back."""
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["content-security-policy"].startswith("default-src 'none'; ")
    page = reply.body.decode()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'<a href="./{language}/">{catalogue(language)["go_back"]}</a>' in page
    assert re.findall(r"src=|style|script", page) == []
    return page


@pytest.mark.parametrize("language", ["", "tlh", "<script>"])
def test_an_unknown_language_is_answered_in_the_campaign_s_first(demo: Running, language: str) -> None:
    page_of(send(demo.address, PAINT, b"x", accept=FORM_ACCEPT, language=language), "en")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("text/html;q=oh", "text/html"),
        ("text/html;q=nan", "application/json"),
        (FORM_ACCEPT, "text/html"),
    ],
)
def test_the_accept_header_decides_between_page_and_json(demo: Running, accept: str, kind: str) -> None:
    assert send(demo.address, PAINT, accept=accept).headers["content-type"] == f"{kind}; charset=utf-8"


@pytest.mark.parametrize("route", ["paint", "convert"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_another_method_is_refused_with_the_right_one(demo: Running, route: str, method: str) -> None:
    reply = ask(demo.address, f"{RED}{route}", method)
    assert (reply.status, reply.headers["allow"]) == (405, "OPTIONS, POST")


@pytest.mark.parametrize("route", ["paint", "convert"])
def test_a_preflight_is_answered(demo: Running, route: str) -> None:
    reply = ask(demo.address, f"{RED}{route}", "OPTIONS", headers={"origin": "https://mirror.example"})
    assert (reply.status, reply.body) == (204, b"")
    assert reply.headers.get_all("access-control-allow-origin") == ["*"]
    assert reply.headers["access-control-allow-methods"] == "POST"


@pytest.mark.parametrize("path", ["/c/nothing/paint", "/c/nothing/convert", "/paint", f"{RED}paint/x"])
def test_only_live_campaigns_have_these_routes(demo: Running, path: str) -> None:
    assert code_of(send(demo.address, path, PHOTO)) == "not_found"


def too_long(*headers: str) -> bytes:
    """Return a request that promises more than may come, and sends nothing of it."""
    lines = (
        f"POST {PAINT} HTTP/1.1",
        "host: x",
        "connection: close",
        f"content-type: {CONTENT_TYPE}",
        f"content-length: {MOST_BYTES + 1}",
        *headers,
    )
    return "\r\n".join((*lines, "", "")).encode()


def test_a_body_that_promises_to_be_too_long_is_refused_before_it_is_sent(demo: Running) -> None:
    begun = time.monotonic()
    answer = send_raw(demo.address, too_long("accept: */*"))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"code":"too_large"' in answer
    assert time.monotonic() - begun < 5


def test_a_body_that_grows_too_long_is_refused_while_it_is_read(demo: Running) -> None:
    head = form(b"").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    body = iter([head, *[b"x" * 1_000_000] * 32])
    reply = ask(demo.address, PAINT, "POST", body=body, headers={"content-type": CONTENT_TYPE})
    assert (reply.status, code_of(reply)) == (413, "too_large")


def test_a_form_s_browser_gets_to_send_all_so_that_it_shows_the_page(demo: Running) -> None:
    body = form(bytes(MOST_BYTES), language="fr")
    headers = {"content-type": CONTENT_TYPE, "accept": FORM_ACCEPT}
    reply = ask(demo.address, PAINT, "POST", body=body, headers=headers)
    assert reply.status == 413
    assert str(catalogue("en")["too_large"]) in page_of(reply, "en"), (
        "the language stood in what was not read"
    )


def test_who_goes_away_in_the_middle_leaves_the_server_as_it_was(demo: Running) -> None:
    host = urlsplit(demo.address)
    assert host.port
    for _ in range(20):
        with socket.create_connection((str(host.hostname), host.port)) as connection:
            head = f"POST {PAINT} HTTP/1.1\r\nhost: x\r\ncontent-type: {CONTENT_TYPE}\r\n"
            connection.sendall(f"{head}content-length: 9000\r\n\r\n--{BOUNDARY}\r\n".encode())
    assert send(demo.address, PAINT, PHOTO).status == 200


def test_many_at_once_are_painted_or_told_to_come_back_and_others_are_served_meanwhile(
    demo: Running, campaign: Campaign
) -> None:
    photo = save(face(3000, 2000), "PNG", compress_level=1)
    right = paint(photo, campaign.variants[0].effect).jpeg()
    with ThreadPoolExecutor(24) as threads:
        replies = [threads.submit(send, demo.address, PAINT, photo) for _ in range(24)]
        waits = []
        while not all(reply.done() for reply in replies):
            begun = time.monotonic()
            assert ask(demo.address, f"{TRICOLORE}count.json").status == 200
            waits.append(time.monotonic() - begun)
    answers = [reply.result() for reply in replies]
    assert {answer.status for answer in answers} == {200, 503}
    assert all(answer.body == right for answer in answers if answer.status == 200)
    for busy in (answer for answer in answers if answer.status == 503):
        assert (code_of(busy), int(busy.headers["retry-after"]) >= 1) == ("busy", True)
    assert len(waits) >= 5
    assert sorted(waits)[len(waits) // 2] < 1


def test_a_photo_of_one_pixel_and_one_of_many_are_painted(demo: Running) -> None:
    for size in ((1, 1), (9000, 40)):
        reply = send(demo.address, PAINT, save(Image.new("RGB", size, "red"), "PNG"))
        assert opened(reply.body).size == (1080, 1080)
