"""What a photo leaves behind in this process: nothing that outlives its request."""

import contextlib
import ctypes
import resource

from hueandcry.pictures.workers.confine import limit

LARGE_BYTES = 262_144
# Source: malloc.h of the GNU C library.
M_MMAP_THRESHOLD = -3


def guard_memory() -> None:
    """Give large pieces of memory back as soon as they are let go, and leave no core dump if this crashes.

    Left to itself, the GNU C library keeps what was a photo for the next one: the process stays as large as
    it ever was, and the photo stands in it. Other libraries are left as they are. Processes that this one
    starts dump no core either.
    """
    limit(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
