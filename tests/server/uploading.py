"""Sending photos to a server, as a form does and as a program does."""

import asyncio
import io
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PIL import Image

from tests.making import face, jpeg
from tests.server.asking import Reply, ask

BOUNDARY = "----HueAndCryTest7MA4YWxk"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
# What browsers send when a form is posted; scripts send */*.
FORM_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
FOREIGN = {"origin": "https://mirror.example"}
PHOTO = jpeg(face(640, 480))

Result = TypeVar("Result")


def form(photo: bytes | None = None, **words: str) -> bytes:
    """Return a form's body; the words come before the photo."""
    parts = [part(f'name="{name}"', word.encode()) for name, word in words.items()]
    if photo is not None:
        parts.append(part('name="photo"; filename="صورة.jpg"\r\nContent-Type: image/jpeg', photo))
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def part(disposition: str, content: bytes) -> bytes:
    """Return one part with its boundary before it."""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n"
    return head.encode() + content + b"\r\n"


def send(address: str, path: str, photo: bytes | None = None, *, accept: str = "*/*", **words: str) -> Reply:
    """Post a form from another origin."""
    headers = FOREIGN | {"content-type": CONTENT_TYPE, "accept": accept}
    return ask(address, path, "POST", body=form(photo, **words), headers=headers)


def code_of(reply: Reply) -> str:
    """Return an error's code; it has the one shape."""
    error = reply.json()["error"]
    assert error.keys() == {"code", "message", "hint"}
    assert error["message"]
    return str(error["code"])


def opened(content: bytes) -> Image.Image:
    """Return the JPEG's picture, decoded."""
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "JPEG"
        image.load()
        return image


def pieces(body: bytes, size: int) -> Iterator[bytes]:
    """Cut a body into pieces, which are sent chunked."""
    return (body[at : at + size] for at in range(0, len(body), size))


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine in a thread of its own: browser tests leave an event loop running in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
