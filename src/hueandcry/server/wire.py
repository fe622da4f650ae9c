"""The few ASGI words the hot path needs: read a small body, send an answer."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from hueandcry.errors import HueError, InputError

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = tuple[tuple[bytes, bytes], ...]

SAFE: Headers = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


@dataclass(frozen=True)
class Answer:
    """A whole HTTP answer.

    Args:
        status: the HTTP status.
        body: its bytes.
        kind: the Content-Type; none is sent if empty.
        headers: what else to send.
    """

    status: int = 200
    body: bytes = b""
    kind: str = ""
    headers: Headers = field(default=())


def json_answer(document: object, *, status: int = 200, headers: Headers = ()) -> Answer:
    """Return a JSON answer."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, body, "application/json; charset=utf-8", headers)


def error_answer(error: HueError, *, status: int | None = None, headers: Headers = ()) -> Answer:
    """Return an error in the one JSON shape; who is to try again is told when."""
    status = status or error.http_status
    retry = ((b"retry-after", b"2"),) if status == 503 else ()
    return json_answer(
        error.as_json(), status=status, headers=(*headers, *retry, (b"cache-control", b"no-store"))
    )


async def read_body(receive: Receive, most_bytes: int) -> bytes:
    """Return the request's body.

    Raises:
        InputError: as soon as it grows past the limit.
    """
    body: bytes = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > most_bytes:
            raise InputError(
                f"The body is larger than {most_bytes} bytes.", "Send less.", code="body_too_large"
            )
        if not message.get("more_body"):
            return body


async def send_answer(send: Send, answer: Answer, *, with_body: bool = True) -> None:
    """Send an answer; a HEAD request gets everything but the body."""
    headers = [*SAFE, *answer.headers, (b"content-length", str(len(answer.body)).encode())]
    if answer.kind:
        headers.append((b"content-type", answer.kind.encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body if with_body else b""})


def header(scope: Scope, name: bytes) -> str:
    """Return a request header's value, or an empty string."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
