"""Refusals of uploads: JSON for programs, a small page for people whose browser runs no scripts."""

from html import escape

from hueandcry.bundle.texts import catalogue
from hueandcry.campaigns import LANGUAGES, Campaign
from hueandcry.errors import BusyError, HueError
from hueandcry.server.body import TOO_LARGE
from hueandcry.server.wire import Answer, Headers, error_answer

PAGE_POLICY: Headers = (
    (
        b"content-security-policy",
        b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
)
PHOTO_MISSING = "photo_missing"
# What the page says, by the error's code; other photo errors and other errors: see `text_key`.
TEXT_KEYS = {
    TOO_LARGE: "too_large",
    "photo_too_large": "too_large",
    "photo_too_heavy": "too_large",
    PHOTO_MISSING: "choose_photo",
}


def refuse(
    error: HueError,
    campaign: Campaign,
    language: str,
    accepted: str,
    *,
    status: int | None = None,
    headers: Headers = (),
) -> Answer:
    """Return the answer that says what went wrong.

    Args:
        error: what went wrong.
        campaign: whose route was asked.
        language: the tag that the form named; the campaign's first if it is none of its own.
        accepted: the request's Accept header.
        status: the HTTP status, if not the error's own.
        headers: what else to send.
    """
    status = 413 if error.code == TOO_LARGE else status
    answer = error_answer(error, status=status, headers=headers)
    if not prefers_page(accepted):
        return answer
    tag = language if language in campaign.languages else campaign.default_language
    page = refusal_page(error, campaign, tag)
    return Answer(answer.status, page, "text/html; charset=utf-8", (*answer.headers, *PAGE_POLICY))


def refusal_page(error: HueError, campaign: Campaign, tag: str) -> bytes:
    """Return a page with one sentence and the way back."""
    texts, language = catalogue(tag), LANGUAGES[tag]
    title, sentence, back = (
        escape(str(each)) for each in (campaign.title[tag], texts[text_key(error)], texts["go_back"])
    )
    return (
        f'<!doctype html>\n<html lang="{language.tag}" dir="{language.direction}">\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f'<title>{title}</title>\n<p>{sentence}</p>\n<p><a href="./{language.tag}/">{back}</a></p>\n</html>\n'
    ).encode()


def text_key(error: HueError) -> str:
    """Return which of the catalogue's sentences an error is."""
    if isinstance(error, BusyError):
        return "form_busy"
    other = "bad_photo" if error.code.startswith("photo_") else "form_wrong"
    return TEXT_KEYS.get(error.code, other)


def prefers_page(accepted: str) -> bool:
    """Whether an Accept header likes HTML better than JSON; who likes all alike is a program."""
    weights = {kind: weight_of(rest) for kind, rest in map(split_kind, accepted.split(","))}
    return weights.get("text/html", 0.0) > weights.get("application/json", 0.0)


def split_kind(part: str) -> tuple[str, str]:
    """Split a media type from what follows it."""
    kind, _, rest = part.partition(";")
    return kind.strip().lower(), rest


def weight_of(parameters: str) -> float:
    """Return a media type's weight; 1 if it has none that can be read."""
    try:
        return float(parameters.rpartition("q=")[2])
    except ValueError:
        return 1.0
