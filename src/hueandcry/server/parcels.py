"""The two-minute shelf: pictures behind an address that nobody can guess, in memory and nowhere else."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from hueandcry.errors import BusyError

SECONDS = 120.0
MOST_PARCELS = 128
MOST_BYTES = 64_000_000
TOKEN_BYTES = 16


@dataclass(frozen=True)
class Parcel:
    """A picture and the moment at which it goes."""

    picture: bytes
    until: float


class Parcels:
    """Keeps pictures for a short while. Whatever is asked of it, what is overdue goes first.

    Args:
        seconds: how long.
        most_parcels: how many at a time.
        most_bytes: how much at a time.
        clock: seconds that only ever grow.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        most_parcels: int = MOST_PARCELS,
        most_bytes: int = MOST_BYTES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seconds = seconds
        self.held_bytes = 0
        self._most_parcels = most_parcels
        self._most_bytes = most_bytes
        self._clock = clock
        # All stay equally long, so that they stand in the order in which they go.
        self._kept: dict[tuple[str, str], Parcel] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, slug: str, picture: bytes) -> str:
        """Keep a picture and return the 128-bit token that finds it.

        Raises:
            BusyError: if the shelf is full.
        """
        self.check_room(len(picture))
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._kept[slug, token] = Parcel(picture, self._clock() + self.seconds)
        self.held_bytes += len(picture)
        return token

    def find(self, slug: str, token: str) -> bytes | None:
        """Return a picture, or None if it is gone or never was."""
        self.expire()
        parcel = self._kept.get((slug, token))
        return parcel.picture if parcel else None

    def remove(self, slug: str, token: str) -> bool:
        """Let a picture go at once, and return whether it was there."""
        self.expire()
        parcel = self._kept.pop((slug, token), None)
        self.held_bytes -= len(parcel.picture) if parcel else 0
        return parcel is not None

    def expire(self) -> None:
        """Let everything go that is overdue."""
        now = self._clock()
        while self._kept:
            oldest = next(iter(self._kept))
            if self._kept[oldest].until > now:
                return
            self.held_bytes -= len(self._kept.pop(oldest).picture)

    def check_room(self, count: int) -> None:
        """See whether so many bytes fit.

        Raises:
            BusyError: if they do not.
        """
        self.expire()
        if len(self._kept) >= self._most_parcels or self.held_bytes + count > self._most_bytes:
            raise BusyError("Too many pictures are being handed over.", "Try again in a minute.", code="busy")
