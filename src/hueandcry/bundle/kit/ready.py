"""Texts ready to post, one per network and within its limit: title, why, what to do, hashtags."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from hueandcry.bundle.kit.lettering import plain
from hueandcry.bundle.kit.limits import mastodon_length, x_length
from hueandcry.bundle.texts import long_date, text
from hueandcry.campaigns import Campaign
from hueandcry.effects.text.wording import JOINERS

ELLIPSIS = "…"


@dataclass(frozen=True)
class Network:
    """Where a text is posted.

    Args:
        slug: its short name.
        title: what it is called; empty where that differs by language.
        limit: how long a text may be, or None.
        length: how it counts.
        hashtags: how many it takes at most.
    """

    slug: str
    title: str
    limit: int | None = None
    length: Callable[[str], int] = len
    hashtags: int = 30


NETWORKS = (
    Network("x", "X", 280, x_length),
    Network("mastodon", "Mastodon", 500, mastodon_length),
    # Graphemes, which are as many as code points or fewer.
    Network("bluesky", "Bluesky", 300),
    Network("facebook", "Facebook"),
    # A caption below a picture.
    Network("instagram", "Instagram", 2200),
    Network("whatsapp", "WhatsApp"),
    # A caption below a picture; a message of its own may be longer.
    Network("telegram", "Telegram", 1024),
    Network("email", ""),
)


@dataclass(frozen=True)
class ReadyText:
    """A text ready to post.

    Args:
        network: where.
        title: what the network is called in the text's language.
        text: what to post.
        subject: an e-mail's subject, else empty.
        length: how long the network finds it.
        limit: how long it may be there, or None.
    """

    network: str
    title: str
    text: str
    subject: str
    length: int
    limit: int | None


@dataclass(frozen=True)
class Parts:
    """What texts are built from; each may be empty, none has a hidden mark."""

    title: str
    why: str
    call: str
    link: str
    hashtags: tuple[str, ...]


def ready_texts(campaign: Campaign, language: str) -> list[ReadyText]:
    """Return a text for every network, in the order to show."""
    parts = parts_of(campaign, language)
    return [ready_text(network, parts, language) for network in NETWORKS]


def ready_text(network: Network, parts: Parts, language: str) -> ReadyText:
    """Return a network's text: the fullest form that fits."""
    fits = (each for each in forms(parts, network) if length_fits(each, network))
    chosen = next(fits, "")
    is_mail = network.slug == "email"
    return ReadyText(
        network=network.slug,
        title=network.title or text(language, "email"),
        text=chosen,
        subject=parts.title if is_mail else "",
        length=network.length(chosen),
        limit=network.limit,
    )


def length_fits(form: str, network: Network) -> bool:
    """Whether a text is within a network's limit."""
    return network.limit is None or network.length(form) <= network.limit


def parts_of(campaign: Campaign, language: str) -> Parts:
    """Return what a language's texts are built from."""
    call = plain(text(language, "turn_too"))
    return Parts(
        title=plain(campaign.title[language]),
        why=why_with_source(campaign, language),
        call=f"{call}:" if campaign.address else f"{call}.",
        link=visible(f"{campaign.address}{language}/") if campaign.address else "",
        hashtags=tuple(map(plain, campaign.hashtags_in(language))),
    )


def why_with_source(campaign: Campaign, language: str) -> str:
    """Return the sentence that says why, its source in brackets; empty if there is none."""
    if campaign.why is None:
        return ""
    return f"{plain(campaign.why.text[language])} ({source_of(campaign, language)})"


def source_of(campaign: Campaign, language: str) -> str:
    """Return who published what the sentence says, and when; empty if there is none."""
    if campaign.why is None:
        return ""
    day = long_date(campaign.why.published, language)
    return plain(text(language, "source_line").format(publisher=campaign.why.publisher, date=day))


def visible(address: str) -> str:
    """Return an address whose unseen characters are written as numbers: it leads to the same place."""
    return "".join(
        quote(each) if unicodedata.category(each)[0] == "C" or each in JOINERS else each for each in address
    )


def forms(parts: Parts, network: Network) -> Iterator[str]:
    """Yield a text from its fullest form to its shortest."""
    tags = parts.hashtags[: network.hashtags]
    call = f"{parts.call}\n{parts.link}".strip()
    yield joined(parts.title, parts.why, call, " ".join(tags))
    yield joined(parts.title, call, " ".join(tags))
    for count in range(len(tags), -1, -1):
        yield joined(parts.title, parts.link, " ".join(tags[:count]))
    for count in range(len(parts.title) - 1, 0, -1):
        yield joined(parts.title[:count].rstrip() + ELLIPSIS, parts.link)
    # The address alone is too long: the title is what can be searched for.
    for count in range(len(parts.title), 0, -1):
        yield parts.title[:count]


def joined(*paragraphs: str) -> str:
    """Return the paragraphs that say something."""
    return "\n\n".join(filter(None, paragraphs))
