"""The bare ASGI application: bundles and the tally, on one short path."""

from hueandcry.errors import InputError
from hueandcry.server.bundles import Asked, Shelf
from hueandcry.server.tally_routes import TallyRoutes
from hueandcry.server.uploads import Uploads
from hueandcry.server.wire import Answer, Receive, Scope, Send, error_answer, header, send_answer


class App:
    """Answers every request.

    Args:
        shelf: the bundles.
        tally: the tally's routes.
        uploads: the routes that take photos, if they are taken here.
    """

    def __init__(self, shelf: Shelf, tally: TallyRoutes, uploads: Uploads | None = None) -> None:
        self._shelf = shelf
        self._tally = tally
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; knows HTTP and the lifespan protocol."""
        if scope["type"] == "lifespan":
            await live(receive, send)
        elif scope["type"] == "http":
            method = scope["method"]
            await send_answer(send, await self._answer(scope, method, receive), with_body=method != "HEAD")

    async def _answer(self, scope: Scope, method: str, receive: Receive) -> Answer:
        path: str = scope["path"]
        parts = path.split("/")
        if len(parts) == 4 and parts[1] == "c":
            answer = await self._tally.answer(parts[2], parts[3], method, receive)
            if answer is not None:
                return answer
        if self._uploads is not None:
            answer = await self._uploads.answer(scope, receive)
            if answer is not None:
                return answer
        found = self._shelf.answer(
            path,
            scope["query_string"].decode("latin-1"),
            Asked(
                languages=header(scope, b"accept-language"),
                encodings=header(scope, b"accept-encoding"),
                known_etag=header(scope, b"if-none-match"),
            ),
        )
        if found is None:
            missing = InputError("There is nothing at this address.", "Begin at /.", code="not_found")
            return error_answer(missing, status=404)
        if method not in ("GET", "HEAD"):
            wrong = InputError("This address takes GET.", "Use that method.", code="wrong_method")
            return error_answer(wrong, status=405, headers=((b"allow", b"GET, HEAD"),))
        return found


async def live(receive: Receive, send: Send) -> None:
    """Speak the lifespan protocol: there is nothing to prepare."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
