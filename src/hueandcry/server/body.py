"""Large request bodies: piece by piece, in memory only, with a limit for each and one for all together."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hueandcry.errors import BusyError, InputError
from hueandcry.server.wire import Receive, Scope, header

MOST_BYTES = 30_000_000
MOST_BYTES_AT_ONCE = 150_000_000
IDLE_SECONDS = 30.0
READ_SECONDS = 300.0
DISCARD_SECONDS = 30.0
DISCARD_BYTES = 100_000_000

TOO_LARGE = "too_large"


class Share:
    """What one request may yet hold of the memory that all share.

    Args:
        room: the memory.
    """

    def __init__(self, room: "Room") -> None:
        self._room = room
        self.held_bytes = 0

    def take(self, count: int) -> None:
        """Hold so many bytes more.

        Raises:
            BusyError: if there is no room for them.
        """
        self._room.take(count)
        self.held_bytes += count


class Room:
    """Memory for what is being uploaded, so that many uploads at once cannot use up the machine's.

    Args:
        most_bytes: how much all requests together may hold.
    """

    def __init__(self, most_bytes: int = MOST_BYTES_AT_ONCE) -> None:
        self.free_bytes = most_bytes

    def take(self, count: int) -> None:
        """Take so many bytes.

        Raises:
            BusyError: if there is no room for them.
        """
        if count > self.free_bytes:
            raise BusyError("Too many photos are on their way.", "Try again in a minute.", code="busy")
        self.free_bytes -= count

    @contextmanager
    def share(self) -> Iterator[Share]:
        """Give one request its share, and take it back however the request ends."""
        share = Share(self)
        try:
            yield share
        finally:
            self.free_bytes += share.held_bytes


class Body:
    """A request's body on its way in.

    Args:
        scope: the request, for the length that it promises.
        receive: where the pieces come from.
        most_bytes: how long the body may be.
    """

    def __init__(self, scope: Scope, receive: Receive, most_bytes: int = MOST_BYTES) -> None:
        promised = header(scope, b"content-length")
        self._promised_bytes = int(promised) if promised.isdecimal() and len(promised) < 20 else 0
        self._receive = receive
        self._most_bytes = most_bytes
        self._is_over = False

    async def read_into(self, sink: Callable[[bytes], None], share: Share) -> None:
        """Hand the body on, piece by piece.

        Args:
            sink: takes each piece.
            share: the memory that they may take.

        Raises:
            InputError: as soon as the body is, or promises to be, too long; if it comes too slowly or stops.
            BusyError: if there is no memory for it.
        """
        self._check_length(self._promised_bytes)
        try:
            async with asyncio.timeout(READ_SECONDS):
                while not self._is_over:
                    async with asyncio.timeout(IDLE_SECONDS):
                        piece = await self._next_piece()
                    share.take(len(piece))
                    self._check_length(share.held_bytes)
                    sink(piece)
        except TimeoutError:
            raise InputError(
                "The upload takes too long.", "Try a smaller copy of the photo.", code="too_slow"
            ) from None

    async def discard(self) -> None:
        """Let the rest pass by, within reason: a browser that is still sending does not see its answer."""
        passed = 0
        with contextlib.suppress(TimeoutError, InputError):
            async with asyncio.timeout(DISCARD_SECONDS):
                while not self._is_over and passed < DISCARD_BYTES:
                    passed += len(await self._next_piece())

    async def _next_piece(self) -> bytes:
        message = await self._receive()
        self._is_over = not message.get("more_body")
        if message["type"] != "http.request":
            raise InputError("The upload was broken off.", "Send it again.", code="broken_off")
        return bytes(message.get("body", b""))

    def _check_length(self, count: int) -> None:
        if count > self._most_bytes:
            raise InputError(
                f"This is more than {self._most_bytes / 1e6:g} MB.",
                "Try a smaller copy of the photo.",
                code=TOO_LARGE,
            )
