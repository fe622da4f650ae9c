"""The parent's side of one worker process: started, given an order, watched, ended, started anew."""

import io
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection, Pipe

from hueandcry.effects import CompiledEffect
from hueandcry.errors import BusyError, HueError
from hueandcry.pictures.workers.order import Order
from hueandcry.pictures.workers.wire import MOST_EFFECTS, died, rebuild, too_slow

CHILD = "hueandcry.pictures.workers.child"
START_SECONDS = 60.0

# There is a worker for each processor: threads within one would only wait for each other.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"), "1")


class OrderPickler(pickle.Pickler):
    """Writes an order without the effects that the worker already has."""

    def __init__(self, sink: io.BytesIO, effects: list[CompiledEffect]) -> None:
        super().__init__(sink, pickle.HIGHEST_PROTOCOL)
        self.effects = effects

    def persistent_id(self, thing: object) -> int | None:
        """Return the number of an effect, None for what is written in full."""
        return next((number for number, each in enumerate(self.effects) if each is thing), None)


class Worker:
    """One process and its connection. `begin` an order, then `advance` until there is an answer.

    Args:
        memory_bytes: what the process may allocate.
    """

    def __init__(self, memory_bytes: int) -> None:
        self.memory_bytes = memory_bytes
        self.effects: list[CompiledEffect] = []
        self.order: Order | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start the process; it says by itself when it is ready."""
        self.connection, theirs = Pipe()
        with theirs:
            self.process = start_child(theirs, self.memory_bytes)
        self.is_ready = False
        self.effects.clear()
        self.deadline = time.monotonic() + START_SECONDS

    def stop(self) -> str:
        """End the process, whatever it is doing, and return what it ended of if it was faster."""
        if self.process is None:
            return ""
        self.connection.close()
        try:
            # It sees the closed connection and goes; if it died, its own reason is the one to tell.
            code = self.process.wait(0.2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process = None
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def interrupt(self) -> None:
        """End the process from another thread than the one that waits for it, which then sees it gone."""
        process = self.process
        if process is not None:
            process.kill()

    def begin(self, order: Order) -> None:
        """Take an order; it is sent as soon as the process is there."""
        self.order = order
        if self.process is None:
            self.start()
        elif self.is_ready:
            try:
                self.send(order)
            except OSError:  # it died while it had nothing to do, which is no photo's fault
                self.stop()
                self.start()

    def send(self, order: Order) -> None:
        """Send an order, and its effect if the process does not have that yet; the clock begins."""
        if not any(each is order.effect for each in self.effects):
            if len(self.effects) == MOST_EFFECTS:
                self.effects.clear()
            self.connection.send_bytes(pickle.dumps(order.effect, pickle.HIGHEST_PROTOCOL))
            self.effects.append(order.effect)
        sink = io.BytesIO()
        OrderPickler(sink, self.effects).dump(order)
        self.connection.send_bytes(sink.getbuffer())
        self.deadline = time.monotonic() + order.limits.seconds

    def advance(self) -> bytes | HueError | None:
        """Go on after the connection has something to read or the deadline has passed.

        Returns:
            the file, or what went wrong with the photo; None if there is no answer yet.

        Raises:
            BusyError: if no process can be started.
        """
        if self.order is None or (time.monotonic() < self.deadline and not self.connection.poll()):
            return None
        answer = self.proceed(self.order)
        if answer is not None:
            self.order = None
        return answer

    def proceed(self, order: Order) -> bytes | HueError | None:
        """Read what there is; if the process is gone or late, end it and say so."""
        try:
            if self.connection.poll():
                return self.receive(order)
        except (EOFError, OSError):
            how = self.stop()
            if not self.is_ready:
                raise cannot_start(how) from None
            return too_slow(order.limits.seconds) if how == "SIGXCPU" else died(how)
        how = self.stop()
        if not self.is_ready:
            raise cannot_start("it took too long")
        return too_slow(order.limits.seconds)

    def receive(self, order: Order) -> bytes | HueError | None:
        """Read the answer, or the word that the process is ready, which lets the order go out."""
        said = self.connection.recv_bytes()
        if not self.is_ready:
            self.is_ready = True
            self.send(order)
            return None
        content = self.connection.recv_bytes()
        failure = json.loads(said)
        return rebuild(failure) if failure else content


def start_child(connection: Connection, memory_bytes: int) -> subprocess.Popen[bytes]:
    """Start the process with its end of the connection and the parent's own import path."""
    path = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-P", "-m", CHILD, str(connection.fileno()), str(memory_bytes)]
    return subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
        command,
        pass_fds=[connection.fileno()],
        env=os.environ | ONE_THREAD | {"PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # decoders chatter there
    )


def cannot_start(how: str) -> BusyError:
    """Return the error for a worker that never got to its first photo."""
    return BusyError(
        f"No worker process can be started ({how}).", "See whether there is memory left.", code="no_worker"
    )
