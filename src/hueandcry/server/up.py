"""`hue up`: migrate, publish, serve, in one process."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import django
from django.core.management import call_command
from django.db import DatabaseError, connections
from granian.constants import Interfaces
from granian.server.embed import Server

from hueandcry.bundle import SigningKey, build_bundle, load_or_make_key, with_compressed
from hueandcry.bundle.build import Bundle
from hueandcry.campaigns import Campaign
from hueandcry.campaigns.document import read_address
from hueandcry.campaigns.reader import Table
from hueandcry.errors import InputError, UsageError
from hueandcry.server.app import App
from hueandcry.server.bundles import Shelf
from hueandcry.server.memory import guard_memory
from hueandcry.server.painters import Painters
from hueandcry.server.tally_routes import TallyRoutes
from hueandcry.server.uploads import Uploads
from hueandcry.tally import Writer


@dataclass(frozen=True)
class Wish:
    """What `hue up` was asked for.

    Args:
        data: the folder for the database and the key, or None for HUE_DATA_DIR or ``hue-data``.
        host: the address to listen on.
        port: the port; 0 takes a free one.
        campaigns: campaigns to store and publish before serving.
    """

    data: Path | None
    host: str
    port: int
    campaigns: list[Campaign]


def up(wish: Wish, announce: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        wish: what to serve and where.
        announce: called once with the address, when everything is ready to be asked.

    Raises:
        UsageError: if the address cannot be listened on.
    """
    wish = replace(wish, port=free_port(wish.host, wish.port))
    if wish.data is not None:
        os.environ["HUE_DATA_DIR"] = str(wish.data)
    prepare_store()
    store_and_publish(wish.campaigns)
    serve(wish, announce)


def free_port(host: str, port: int) -> int:
    """Return the port to listen on, a free one for 0; say early and plainly if it is taken."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"Cannot listen on {host}:{port}: {error}.", "Choose another with --port.", code="port_taken"
        ) from error


def prepare_store() -> None:
    """Set Django up and bring the database to the present shape."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hueandcry.server.settings")
    try:
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
    except (OSError, DatabaseError) as error:
        raise UsageError(
            f"Nothing can be kept in the data folder: {error}.",
            "Choose another with --data.",
            code="no_data_folder",
        ) from error


def store_and_publish(campaigns: list[Campaign]) -> None:
    """Store each campaign as a version, if it is new, and make that version public."""
    from hueandcry.store.documents import publish_version, save_version  # noqa: PLC0415 - needs Django set up

    for campaign in campaigns:
        publish_version(save_version(campaign, author="hue up"))


def serve(wish: Wish, announce: Callable[[str], None]) -> None:
    """Build every public bundle and answer requests until interrupted."""
    from hueandcry.server import settings  # noqa: PLC0415 - reads the environment that was just set
    from hueandcry.store.documents import published_campaigns  # noqa: PLC0415
    from hueandcry.store.sqlite_committer import SqliteCommitter, SqliteCounts  # noqa: PLC0415

    campaigns = published_campaigns()
    connections.close_all()  # what serves has its own; the last to close tidies the write-ahead log away
    key = load_or_make_key(settings.SIGNING_KEY_PATH)
    base = base_address(settings.BASE_URL or address(wish.host, wish.port))
    shelf = Shelf(campaigns, {campaign.slug: published(campaign, key, base) for campaign in campaigns})
    counts = SqliteCounts(settings.DATABASE_PATH)
    writer = Writer(SqliteCommitter(settings.DATABASE_PATH))
    writer.start()
    painters = Painters()
    guard_memory()
    try:
        tally = TallyRoutes(shelf.campaigns, writer, counts, settings.SECRET_KEY.encode())
        asyncio.run(listen(App(shelf, tally, Uploads(shelf.campaigns, painters)), wish, announce))
    finally:
        painters.stop()
        writer.stop()
        counts.close()
    leave()


def base_address(given: str) -> str:
    """Return where visitors find this server, with its last slash."""
    try:
        return read_address(Table({"address": given}))
    except InputError as error:
        raise UsageError(f"HUE_BASE_URL: {error.message}", "Set it to https://your.host/.") from error


def published(campaign: Campaign, key: SigningKey, base: str) -> Bundle:
    """Return a campaign's bundle; one that names no official address of its own has it here."""
    here = campaign.address or f"{base}c/{campaign.slug}/"
    return with_compressed(build_bundle(campaign, key=key, address=here))


def leave() -> NoReturn:
    """End the process now that everything is on disk.

    The HTTP server's own threads may still be on their way into Python; were the interpreter taken down
    under them, one of them would abort the process and a clean stop would look like a crash.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


async def listen(app: App, wish: Wish, announce: Callable[[str], None]) -> None:
    """Run the HTTP server inside this process until SIGINT or SIGTERM."""
    server = Server(
        app, address=wish.host, port=wish.port, interface=Interfaces.ASGI, log_access=False, log_enabled=False
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    serving = asyncio.create_task(server.serve())
    await wait_until_answering(wish.host, wish.port, serving)
    announce(address(wish.host, wish.port))
    await serving


async def wait_until_answering(host: str, port: int, serving: "asyncio.Task[None]") -> None:
    """Return as soon as the server takes a connection, so that the address printed is one that works."""
    while not serving.done():
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            await writer.wait_closed()
            return


def address(host: str, port: int) -> str:
    """Return the address as a browser takes it."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - only how it is shown
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
