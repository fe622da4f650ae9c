"""A campaign: one cause with its effect, languages and dates. One text file holds all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hueandcry.effects import Effect
from hueandcry.errors import InputError

Texts = Mapping[str, str]
"""A text per language tag."""


@dataclass(frozen=True)
class Variant:
    """One of the effects a supporter may choose among.

    Args:
        name: for organisers and counters, such as ``red``.
        effect: what it does to a picture.
        title: for the public, per language; may be empty.
    """

    name: str
    effect: Effect
    title: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Action:
    """What else a supporter can do: read, donate, write."""

    url: str
    title: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Partner:
    """An organisation with its own link code."""

    slug: str
    name: str


@dataclass(frozen=True)
class Why:
    """The one sentence on the first screen, and where it can be read up.

    Args:
        text: per language, all of them.
        url: the source.
        publisher: who published it, such as ``dpa, in Die Zeit``.
        published: the day on which it was published.
    """

    text: Texts
    url: str
    publisher: str
    published: date


@dataclass(frozen=True)
class Correction:
    """What was put right, and when; visitors who kept an older page are told.

    Args:
        on: the day.
        text: per language, all of them.
    """

    on: date
    text: Texts


@dataclass(frozen=True)
class Campaign:
    """A campaign as its `campaign.toml` says it.

    Args:
        slug: its name in addresses.
        languages: tags, the first is the default.
        title: per language, all of them.
        variants: at least one.
        hashtags: per language; a language without its own uses the default language's.
        why: the one sourced sentence of the first screen, if there is one.
        story: Markdown without HTML, per language; may be empty.
        corrections: what was put right since, the latest first.
        starts: first day.
        ends: last day.
        unlisted: whether it is left out of the list of live campaigns.
        address: where the campaign officially stands, ending in a slash; may be empty.
        mirrors: addresses where copies stand.
        tally: where joins are counted: an address, ``"none"``, or empty for the host's own.
        contact_name: who calls.
        contact_url: where to reach them.
        actions: what else to do.
        partners: organisations with link codes.
        assets: the files that layers name, by name.
    """

    slug: str
    languages: tuple[str, ...]
    title: Texts
    variants: tuple[Variant, ...]
    hashtags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    why: Why | None = None
    story: Texts = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    starts: date | None = None
    ends: date | None = None
    unlisted: bool = False
    address: str = ""
    mirrors: tuple[str, ...] = ()
    tally: str = ""
    contact_name: str = ""
    contact_url: str = ""
    actions: tuple[Action, ...] = ()
    partners: tuple[Partner, ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def default_language(self) -> str:
        """The first language."""
        return self.languages[0]

    def hashtags_in(self, language: str) -> tuple[str, ...]:
        """Return the hashtags for a language."""
        return self.hashtags.get(language) or self.hashtags.get(self.default_language, ())

    def variant(self, name: str) -> Variant:
        """Return a variant by its name.

        Raises:
            InputError: if there is none of that name.
        """
        for variant in self.variants:
            if variant.name == name:
                return variant
        names = ", ".join(each.name for each in self.variants)
        raise InputError(f"{self.slug} has no variant {name!r}.", f"It has: {names}.", code="unknown_variant")

    @classmethod
    def load(cls, path: Path | str) -> "Campaign":
        """Read a campaign from its `campaign.toml`, or from the folder that holds it.

        Raises:
            InputError: naming the key or file that is wrong.
        """
        from hueandcry.campaigns.document import load_campaign  # noqa: PLC0415 - the two know each other

        return load_campaign(Path(path))
