"""The worker's own process: order after order until the parent is gone. Started by `worker.py`."""

import io
import json
import os
import pickle
import select
import sys
import threading
from multiprocessing.connection import Connection

from hueandcry.effects import CompiledEffect
from hueandcry.errors import HueError
from hueandcry.pictures.workers.confine import confine, limit_processor
from hueandcry.pictures.workers.order import Order
from hueandcry.pictures.workers.wire import MOST_EFFECTS, died


class OrderUnpickler(pickle.Unpickler):
    """Reads an order whose effect came earlier and is only numbered."""

    def __init__(self, message: bytes, effects: list[CompiledEffect]) -> None:
        super().__init__(io.BytesIO(message))
        self.effects = effects

    def persistent_load(self, number: int) -> CompiledEffect:
        """Return the effect of that number."""
        return self.effects[number]


def serve(connection: Connection) -> None:
    """Answer every order; an effect that comes by itself is kept for the orders that follow."""
    effects: list[CompiledEffect] = []
    connection.send_bytes(b"ready")
    while True:
        message = OrderUnpickler(connection.recv_bytes(), effects).load()
        if isinstance(message, CompiledEffect):
            if len(effects) == MOST_EFFECTS:
                effects.clear()
            effects.append(message)
            continue
        limit_processor(message.limits.seconds)
        said, content = answer(message)
        connection.send_bytes(json.dumps(said).encode())
        connection.send_bytes(content)
        del message, content  # or they would stay here until the next photo comes


def answer(order: Order) -> tuple[dict[str, str], bytes]:
    """Return what is to be said about the order, nothing if all went well, and the file."""
    try:
        return {}, order.fulfil()
    except HueError as error:
        return describe(error), b""
    except Exception as error:  # noqa: BLE001 - one photo's surprise is not the next one's; it is named
        return describe(died(type(error).__name__)), b""


def describe(error: HueError) -> dict[str, str]:
    """Return an error as the words it is made of."""
    return {
        "type": type(error).__name__,
        "message": error.message,
        "hint": error.hint,
        "code": error.code,
    }


def leave_with_parent(connection: Connection) -> None:
    """End this process as soon as the other end of the connection is closed, whatever it is doing."""
    watched = select.poll()
    watched.register(connection.fileno(), 0)  # nothing but the hang-up, which is always told

    def wait() -> None:
        watched.poll()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    """Run with the connection's descriptor and the memory limit in bytes as arguments."""
    descriptor, memory_bytes = map(int, sys.argv[1:])
    connection = Connection(descriptor)
    leave_with_parent(connection)
    confine(memory_bytes)
    serve(connection)


if __name__ == "__main__":
    main()
