"""A link that lives for two minutes, for in-app browsers in which nothing can be saved otherwise."""

import asyncio
import re
from collections.abc import Mapping

from hueandcry.campaigns import Campaign
from hueandcry.errors import HueError, InputError
from hueandcry.pictures import Limits
from hueandcry.pictures.workers import Finish, WholeOrder
from hueandcry.server.body import TOO_LARGE, Body, Room, Share
from hueandcry.server.painters import Painters
from hueandcry.server.parcels import Parcels
from hueandcry.server.wire import Answer, Headers, Receive, Scope, error_answer, json_answer

MOST_BYTES = 1_500_000
LONGEST_PX = 1080
LIMITS = Limits(max_bytes=MOST_BYTES, max_pixels=LONGEST_PX * LONGEST_PX)
FINISH = Finish(quality=92)
JPEG_START = b"\xff\xd8\xff"
ADDRESS = re.compile(r"p/([\w-]{22})\.jpg", re.ASCII)
LATER = 0.1
"""So many seconds after a picture's end it is put away, asked for or not."""

ANY_ORIGIN: Headers = ((b"access-control-allow-origin", b"*"),)
NOT_STORED: Headers = (*ANY_ORIGIN, (b"cache-control", b"no-store"))
PICTURE: Headers = (
    *NOT_STORED,
    (b"x-robots-tag", b"noindex"),
    (b"content-disposition", b'inline; filename="photo.jpg"'),
)


class ParcelRoutes:
    """Answers `p` and what lies below it.

    Args:
        campaigns: the live campaigns by slug.
        painters: who decodes and encodes what is sent.
        room: the memory for what is being sent.
        parcels: the shelf.
    """

    def __init__(
        self, campaigns: Mapping[str, Campaign], painters: Painters, room: Room, parcels: Parcels
    ) -> None:
        self._campaigns = campaigns
        self._painters = painters
        self._room = room
        self._parcels = parcels

    async def answer(self, slug: str, route: str, scope: Scope, receive: Receive) -> Answer | None:
        """Return the answer, or None if this is no address of a short-lived picture."""
        address = ADDRESS.fullmatch(route)
        if slug not in self._campaigns or (route != "p" and not address):
            return None
        methods = ("GET", "HEAD", "DELETE") if address else ("POST",)
        if scope["method"] == "OPTIONS":
            return Answer(204, headers=preflight(methods))
        if scope["method"] not in methods:
            wrong = InputError(
                f"This address takes {', '.join(methods)}.", "Use that method.", code="wrong_method"
            )
            allow = (b"allow", ", ".join((*methods, "OPTIONS")).encode())
            return error_answer(wrong, status=405, headers=(*ANY_ORIGIN, allow))
        if address:
            return self._hand_over(slug, address[1], is_removed=scope["method"] == "DELETE")
        body = Body(scope, receive, MOST_BYTES)
        try:
            with self._room.share() as share:
                return await self._take(slug, body, share)
        except HueError as error:
            refusal = error.with_traceback(None)  # which would hold what was read of the picture
        await body.discard()
        status = 413 if refusal.code == TOO_LARGE else None
        return error_answer(refusal, status=status, headers=ANY_ORIGIN)

    def _hand_over(self, slug: str, token: str, *, is_removed: bool) -> Answer:
        if is_removed and self._parcels.remove(slug, token):
            return Answer(204, headers=NOT_STORED)
        picture = self._parcels.find(slug, token)
        if picture is None:
            gone = InputError("This picture is gone.", "Make the link anew.", code="not_found")
            return error_answer(gone, status=404, headers=ANY_ORIGIN)
        return Answer(200, picture, "image/jpeg", PICTURE)

    async def _take(self, slug: str, body: Body, share: Share) -> Answer:
        self._parcels.check_room(0)
        content = bytearray()
        await body.read_into(content.extend, share)
        if not content.startswith(JPEG_START):
            raise InputError("This is no JPEG.", "Send the picture as JPEG.", code="photo_unknown_format")
        order = WholeOrder(bytes(content), finish=FINISH, limits=LIMITS, longest_px=LONGEST_PX)
        token = self._parcels.put(slug, await self._painters.do(lambda: order))
        asyncio.get_running_loop().call_later(self._parcels.seconds + LATER, self._parcels.expire)
        return json_answer(
            {"path": f"p/{token}.jpg", "seconds": round(self._parcels.seconds)},
            status=201,
            headers=NOT_STORED,
        )


def preflight(methods: tuple[str, ...]) -> Headers:
    """Return what a browser wants to know before it asks from another origin."""
    return (
        *ANY_ORIGIN,
        (b"access-control-allow-methods", ", ".join(methods).encode()),
        (b"access-control-allow-headers", b"content-type"),
        (b"access-control-max-age", b"86400"),
    )
