"""A photo sent to be painted or made readable, for browsers that cannot do it. It is kept in memory only."""

from collections.abc import Mapping
from functools import lru_cache

from hueandcry.campaigns import Campaign
from hueandcry.effects import CompiledEffect, compile_effect
from hueandcry.errors import HueError, InputError, UsageError
from hueandcry.pictures import CropChoice
from hueandcry.pictures.crop_words import HINT, read_crop
from hueandcry.pictures.workers import Finish, Order, WholeOrder
from hueandcry.server.body import TOO_LARGE, Body, Room, Share
from hueandcry.server.multipart import Form, FormReader
from hueandcry.server.painters import Painters
from hueandcry.server.refusal import PHOTO_MISSING, prefers_page, refuse
from hueandcry.server.wire import Answer, Headers, Receive, Scope, header

ROUTES = ("paint", "convert")
CONVERTED = Finish(quality=92)

# A compiled effect holds five megabytes of overlay, and each worker keeps as many.
MOST_EFFECTS = 8

ANY_ORIGIN: Headers = ((b"access-control-allow-origin", b"*"),)
PREFLIGHT: Headers = (
    *ANY_ORIGIN,
    (b"access-control-allow-methods", b"POST"),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"86400"),
)
PICTURE: Headers = (
    *ANY_ORIGIN,
    (b"cache-control", b"no-store"),
    (b"content-disposition", b'attachment; filename="photo.jpg"'),
)
ALLOWED: Headers = (*ANY_ORIGIN, (b"allow", b"OPTIONS, POST"))


class PaintRoutes:
    """Answers `paint` and `convert`.

    Args:
        campaigns: the live campaigns by slug.
        painters: who does the work.
        room: the memory for what is being sent.
    """

    def __init__(self, campaigns: Mapping[str, Campaign], painters: Painters, room: Room) -> None:
        self._campaigns = campaigns
        self._painters = painters
        self._room = room
        self._compiled = lru_cache(MOST_EFFECTS)(self._compile)

    async def answer(self, slug: str, route: str, scope: Scope, receive: Receive) -> Answer | None:
        """Return the answer, or None if this is neither of the routes."""
        campaign = self._campaigns.get(slug)
        if campaign is None or route not in ROUTES:
            return None
        if scope["method"] == "OPTIONS":
            return Answer(204, headers=PREFLIGHT)
        accepted = header(scope, b"accept")
        if scope["method"] != "POST":
            wrong = InputError(f"{route} takes POST.", "Use that method.", code="wrong_method")
            return refuse(wrong, campaign, "", accepted, status=405, headers=ALLOWED)
        form, body = Form(), Body(scope, receive)
        try:
            with self._room.share() as share:
                await read_form(form, header(scope, b"content-type"), body, share)
                return Answer(200, await self._make(route, campaign, form), "image/jpeg", PICTURE)
        except HueError as error:
            refusal = error.with_traceback(None)  # which would hold what was read of the photo
        form.photo = b""
        if refusal.code != TOO_LARGE or prefers_page(accepted):
            await body.discard()
        return refuse(refusal, campaign, form.words.get("language", ""), accepted, headers=ANY_ORIGIN)

    async def _make(self, route: str, campaign: Campaign, form: Form) -> bytes:
        if route == "convert":
            check_photo(form)
            return await self._painters.do(lambda: WholeOrder(form.photo, finish=CONVERTED))
        name = form.words.get("variant", "")
        variant = campaign.variant(name) if name else campaign.variants[0]
        if variant.effect.needs_photo:
            check_photo(form)
        crop = chosen_crop(form.words.get("crop", ""))
        return await self._painters.do(
            lambda: Order(form.photo, self._compiled(campaign.slug, variant.name), crop=crop)
        )

    def _compile(self, slug: str, variant: str) -> CompiledEffect:
        return compile_effect(self._campaigns[slug].variant(variant).effect)


async def read_form(form: Form, content_type: str, body: Body, share: Share) -> None:
    """Read a whole form.

    Raises:
        InputError: if it cannot be read.
        BusyError: if there is no memory for it.
    """
    reader = FormReader(form, content_type)
    await body.read_into(reader.feed, share)
    reader.close()


def check_photo(form: Form) -> None:
    """See that there is a photo.

    Raises:
        InputError: if none was chosen.
    """
    if not form.photo:
        raise InputError("No photo was sent.", "Choose one first.", code=PHOTO_MISSING)


def chosen_crop(words: str) -> CropChoice:
    """Return the square to keep; where the faces are if nothing is said.

    Raises:
        UsageError: if the words are none that say so.
    """
    crop = read_crop(words or "auto")
    if crop is None:
        raise UsageError("This crop is not known.", HINT, code="bad_crop")
    return crop
