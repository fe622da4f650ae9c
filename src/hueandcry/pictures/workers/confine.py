"""What a worker may never do, set by itself before it sees a photo. The kernel holds it to that."""

import contextlib
import math
import resource
import signal


def confine(memory_bytes: int) -> None:
    """Limit memory, and forbid writing files and dumping core.

    RLIMIT_DATA and not RLIMIT_AS: it counts what the process can write to, where the address space also
    counts libraries and what allocators and threads merely reserve. macOS has neither in earnest; there the
    deadline and the limits of `Limits` stand alone.
    """
    limit(resource.RLIMIT_DATA, memory_bytes)
    # A crash must not leave somebody's photo on the disk as a core dump, nor a decoder write anything.
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_FSIZE, 0)
    # The terminal sends Ctrl-C to everybody; it is the parent who decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def limit_processor(seconds: float) -> None:
    """Let the kernel end this process after so many more seconds of work.

    The second line behind the parent's clock: it also holds when the parent is stopped or gone.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, most))


def limit(kind: int, value: int) -> None:
    """Lower a limit for good; a lower one that stands already stays."""
    _, most = resource.getrlimit(kind)
    lowered = value if most == resource.RLIM_INFINITY else min(value, most)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (lowered, lowered))
