"""Orders that do to a worker what a hostile photo does to a decoder, for real."""
# ruff: noqa: D102 - each class says what it does, and has nothing but the doing.

import ctypes
import json
import os
import resource
import signal
import time
from pathlib import Path

from hueandcry.pictures.workers import Order


class Hanging(Order):
    """Hangs in C, where Python can interrupt nothing."""

    def fulfil(self) -> bytes:
        ctypes.CDLL(None).sleep(600)
        return b""


class HangingAlone(Order):
    """Hangs in C and lets no other thread of its process run either."""

    def fulfil(self) -> bytes:
        ctypes.PyDLL(None).sleep(600)
        return b""


class Spinning(Order):
    """Works for ever."""

    def fulfil(self) -> bytes:
        while True:
            time.monotonic()


class Crashing(Order):
    """Dies of a segmentation fault."""

    def fulfil(self) -> bytes:
        os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(600)
        return b""


class Hoarding(Order):
    """Allocates, and writes to, five gigabytes."""

    def fulfil(self) -> bytes:
        return bytes(len(b"x" * 5_000_000_000))


class Blundering(Order):
    """Raises what nobody has thought of."""

    def fulfil(self) -> bytes:
        raise ZeroDivisionError


class Writing(Order):
    """Writes a file where the photo is said to be."""

    def fulfil(self) -> bytes:
        assert isinstance(self.photo, Path)
        self.photo.write_bytes(b"not allowed")
        return b""


class Telling(Order):
    """Tells which process it is and what limits it has."""

    def fulfil(self) -> bytes:
        kinds = ("RLIMIT_DATA", "RLIMIT_CORE", "RLIMIT_FSIZE")
        limits = {kind: resource.getrlimit(getattr(resource, kind)) for kind in kinds}
        return json.dumps({"pid": os.getpid(), **limits}).encode()
