"""Forms: what is put together well is read as it was meant, and whatever else comes is refused."""

import contextlib
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.server.multipart import MOST_PARTS, MOST_WORD_BYTES, Form, FormReader
from tests.conftest import Running
from tests.server.asking import TRICOLORE, ask
from tests.server.uploading import BOUNDARY, CONTENT_TYPE, form, part, pieces

END = f"--{BOUNDARY}--\r\n".encode()


def read(body: bytes, content_type: str = CONTENT_TYPE, piece_bytes: int = 65_536) -> Form:
    """Read a form in pieces of some size."""
    found = Form()
    reader = FormReader(found, content_type)
    for piece in pieces(body, piece_bytes):
        reader.feed(piece)
    reader.close()
    return found


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip)
# Photos that look like the form around them, too.
photos = st.lists(
    st.one_of(st.binary(max_size=40), st.sampled_from([b"\r\n--", b"\r\n", b"--", BOUNDARY.encode()[:9]]))
).map(b"".join)


@given(words, words, photos, st.integers(1, 60))
def test_a_form_is_read_as_it_was_sent_in_pieces_of_any_size(
    variant: str, language: str, photo: bytes, piece_bytes: int
) -> None:
    found = read(form(photo, variant=variant, language=language), piece_bytes=piece_bytes)
    assert found.photo == photo
    assert found.words == {"variant": variant, "language": language}


def test_no_file_chosen_is_an_empty_photo() -> None:
    assert read(form(b"")).photo == b""
    assert read(form(variant="red")).photo == b""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"hello",
        form(b"photo")[:-20],
        part("", b"x") + END,
        part('name=""', b"x") + END,
        part('name="crop"', b"x" * (MOST_WORD_BYTES + 1)) + END,
        part('name="photo"', b"x") * 2 + END,
        b"".join(part(f'name="{number}"', b"x") for number in range(MOST_PARTS + 1)) + END,
        part(f'name="photo"\r\nx-long: {"x" * 5_000}', b"x") + END,
        part('name="photo"\r\nno colon', b"x") + END,
        part('name="photo"\r\nb\u00e4d: x', b"x") + END,
    ],
)
def test_a_form_that_is_none_or_says_too_much_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(InputError, match=r"^The form .+\.") as refusal:
        read(body)
    assert (refusal.value.code, bool(refusal.value.hint)) == ("bad_form", True)


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=x",
        f"multipart/form-data; boundary={'x' * 71}",
        "application/x-www-form-urlencoded",
    ],
)
def test_a_body_of_another_kind_is_refused(content_type: str) -> None:
    with pytest.raises(InputError, match="multipart/form-data"):
        read(form(b"photo"), content_type)


def test_what_the_parser_complains_of_is_written_nowhere(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError):
        read(b"secret body")
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("python_multipart.multipart").isEnabledFor(logging.CRITICAL)


def damage(body: bytes, edits: list[tuple[float, bytes]], keep: float) -> bytes:
    """Return a body with some of it overwritten, and cut off."""
    broken = bytearray(body)
    for place, content in edits:
        at = int(place * len(broken))
        broken[at : at + len(content)] = content
    return bytes(broken[: int(len(broken) * keep)])


seeds = st.sampled_from([form(b"photo" * 9, variant="flag"), form(variant="x", crop="1,2,3"), b"", END])
edits = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=5)
broken = st.one_of(st.binary(max_size=300), st.builds(damage, seeds, edits, st.just(1.0) | st.floats(0, 1)))
content_types = st.just(CONTENT_TYPE) | st.text(st.characters(max_codepoint=255), max_size=60)


@given(broken, content_types, st.integers(1, 400))
def test_any_bytes_are_a_form_or_a_refusal(body: bytes, content_type: str, piece_bytes: int) -> None:
    with contextlib.suppress(InputError):
        read(body, content_type, piece_bytes)


@given(broken, st.sampled_from(["paint", "convert", "p"]))
def test_no_body_makes_the_server_fail(demo: Running, body: bytes, route: str) -> None:
    reply = ask(
        demo.address, f"{TRICOLORE}{route}", "POST", body=body, headers={"content-type": CONTENT_TYPE}
    )
    assert reply.status in (200, 400, 413)
    assert reply.status == 200 or reply.json()["error"]["message"]
