"""All routes that take a photo, and what they share."""

from collections.abc import Mapping
from typing import Protocol

from hueandcry.campaigns import Campaign
from hueandcry.server.body import Room
from hueandcry.server.paint_routes import PaintRoutes
from hueandcry.server.painters import Painters
from hueandcry.server.parcel_routes import ParcelRoutes
from hueandcry.server.parcels import Parcels
from hueandcry.server.wire import Answer, Receive, Scope


class Routes(Protocol):
    """Some routes below a campaign's address."""

    async def answer(self, slug: str, route: str, scope: Scope, receive: Receive) -> Answer | None:
        """Return the answer, or None if this is none of the routes."""


class Uploads:
    """Answers `paint`, `convert` and `p`.

    Args:
        campaigns: the live campaigns by slug.
        painters: who does the work; stopped by whoever made them.
        parcels: the shelf of the short-lived links.
        room: the memory for what is being sent.
    """

    def __init__(
        self,
        campaigns: Mapping[str, Campaign],
        painters: Painters,
        parcels: Parcels | None = None,
        room: Room | None = None,
    ) -> None:
        room, parcels = room or Room(), Parcels() if parcels is None else parcels
        self._routes: tuple[Routes, ...] = (
            PaintRoutes(campaigns, painters, room),
            ParcelRoutes(campaigns, painters, room, parcels),
        )

    async def answer(self, scope: Scope, receive: Receive) -> Answer | None:
        """Return the answer, or None if the address is none of theirs."""
        path: str = scope["path"]
        slug, _, route = path.removeprefix("/c/").partition("/")
        if not path.startswith("/c/"):
            return None
        for routes in self._routes:
            answer = await routes.answer(slug, route, scope, receive)
            if answer is not None:
                return answer
        return None
