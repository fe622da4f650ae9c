"""campaign.toml in and out. What is written here and read again is the same campaign."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import tomli_w

from hueandcry.campaigns.languages import LANGUAGES
from hueandcry.campaigns.model import Action, Campaign, Correction, Partner, Texts, Variant, Why
from hueandcry.campaigns.reader import Table
from hueandcry.campaigns.story import check_story
from hueandcry.effects import files_named_by, parse_effect
from hueandcry.errors import InputError

FILE_NAME = "campaign.toml"
MAX_BYTES = 1_000_000
VERSION = 1

TALLY = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")

# A plain name: no folder, not hidden, and with these endings never one of a bundle's own files.
ASSET_NAME = re.compile(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]*\.(png|svg|ttf|otf)", re.IGNORECASE)

Assets = Callable[[str], bytes]
"""Gives the bytes of a file beside campaign.toml, or raises OSError."""


def load_campaign(path: Path) -> Campaign:
    """Read `campaign.toml` (or the one in a folder) and the files its layers name."""
    file = path / FILE_NAME if path.is_dir() else path
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"{file} cannot be read: {error.strerror}.",
            "Give the path of a campaign.toml; `hue campaign new` makes one.",
            code="bad_campaign",
        ) from error
    return parse_campaign(raw, lambda name: (file.parent / name).read_bytes())


def parse_campaign(raw: bytes, assets: Assets) -> Campaign:
    """Check a document and return the campaign.

    Raises:
        InputError: naming the key or file that is wrong.
    """
    if len(raw) > MAX_BYTES:
        raise InputError("This campaign.toml is larger than 1 MB.", "Shorten its texts.", code="bad_campaign")
    try:
        top = Table(tomllib.loads(raw.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise InputError(
            "This campaign.toml is not UTF-8.", "Save it as UTF-8.", code="bad_campaign"
        ) from error
    except (ValueError, RecursionError) as error:  # all that the reader is known to raise
        raise InputError(
            f"This is no valid TOML: {error}.", "Correct that place.", code="bad_campaign"
        ) from error
    return read_campaign(top, assets)


def read_campaign(top: Table, assets: Assets) -> Campaign:
    """Read every key of the document."""
    if top.take("version", int, "a number") != VERSION:
        raise top.wrong("version", f"must be {VERSION}; a newer campaign needs a newer Hue & Cry.")
    languages = read_languages(top)
    variants, used = read_variants(top, languages, assets)
    contact = top.table("contact")
    campaign = Campaign(
        slug=top.slug("slug"),
        languages=languages,
        starts=top.day("starts"),
        ends=top.day("ends"),
        unlisted=top.switch("unlisted"),
        address=read_address(top),
        mirrors=read_mirrors(top),
        tally=read_tally(top),
        hashtags=read_hashtags(top, languages),
        title=read_texts(top, "title", languages, required=True),
        why=read_why(top, languages),
        story=read_story(top, languages),
        corrections=read_corrections(top, languages),
        contact_name=contact.text("name"),
        contact_url=contact.url("url"),
        actions=tuple(read_action(each, languages) for each in top.tables("action")),
        variants=variants,
        partners=tuple(read_partner(each) for each in top.tables("partner")),
        assets=used,
    )
    contact.finish()
    top.finish()
    refuse_contradictions(campaign, top)
    return campaign


def read_languages(top: Table) -> tuple[str, ...]:
    """Read the languages: at least one, each known, none twice."""
    languages = top.strings("languages")
    for tag in languages:
        if tag not in LANGUAGES:
            raise top.wrong("languages", f"has {tag!r}; pages can speak {', '.join(LANGUAGES)}.")
    if not languages or len(set(languages)) != len(languages):
        raise top.wrong("languages", 'must list each language once, such as ["en", "ar"].')
    return languages


def read_texts(top: Table, name: str, languages: tuple[str, ...], *, required: bool = False) -> Texts:
    """Read a text per language, in the campaign's order of languages."""
    table = top.table(name)
    texts = {tag: table.text(tag, required=required) for tag in languages}
    table.finish()
    return {tag: text for tag, text in texts.items() if text}


def read_story(top: Table, languages: tuple[str, ...]) -> Texts:
    """Read the story and refuse what a page must not carry."""
    story = read_texts(top, "story", languages)
    for tag, markdown in story.items():
        check_story(markdown, f"story in {tag}")
    return story


def read_hashtags(top: Table, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Read the hashtags per language."""
    table = top.table("hashtags")
    hashtags = {tag: table.strings(tag) for tag in languages}
    table.finish()
    for tag, each in ((tag, each) for tag, found in hashtags.items() for each in found):
        if not is_hashtag(each):
            raise table.wrong(tag, f"has {each!r}; a hashtag is # and then letters, digits or _.")
    return {tag: found for tag, found in hashtags.items() if found}


def is_hashtag(text: str) -> bool:
    """Whether networks would take the text as one hashtag, in any script: letters, marks, digits, _."""
    return text[:1] == "#" and len(text) > 1 and all(map(may_stand_in_hashtag, text[1:]))


def may_stand_in_hashtag(character: str) -> bool:
    """Whether a character belongs to a hashtag; Persian joins words with a zero-width non-joiner."""
    return character in "_\u200c" or unicodedata.category(character)[0] in "LMN"


def read_why(top: Table, languages: tuple[str, ...]) -> Why | None:
    """Read the first screen's sentence: whoever writes one names its source."""
    table = top.table("why")
    if not table.values:
        return None
    why = Why(
        text=read_texts(table, "text", languages, required=True),
        url=table.url("url", required=True),
        publisher=table.text("publisher", required=True),
        published=table.needed_day("published"),
    )
    table.finish()
    return why


def read_corrections(top: Table, languages: tuple[str, ...]) -> tuple[Correction, ...]:
    """Read what was put right, the latest first."""
    found = [read_correction(each, languages) for each in top.tables("correction")]
    return tuple(sorted(found, key=lambda correction: correction.on, reverse=True))


def read_correction(table: Table, languages: tuple[str, ...]) -> Correction:
    """Read one correction."""
    correction = Correction(table.needed_day("on"), read_texts(table, "text", languages, required=True))
    table.finish()
    return correction


def read_address(top: Table) -> str:
    """Read where the campaign officially stands, always with its last slash."""
    address = top.url("address")
    if "?" in address or "#" in address:
        raise top.wrong("address", f"{address!r} must be the page's plain address, without ? or #.")
    return address and address.rstrip("/") + "/"


def read_mirrors(top: Table) -> tuple[str, ...]:
    """Read the addresses of copies."""
    mirrors = top.strings("mirrors")
    for mirror in mirrors:
        Table({"mirrors": mirror}).url("mirrors")
    return mirrors


def read_tally(top: Table) -> str:
    """Read where joins are counted: an address plain enough to stand in a security policy."""
    address = top.text("tally").rstrip("/")
    if address not in ("", "none") and not TALLY.fullmatch(address):
        raise top.wrong("tally", f'{address!r} must be https://your.host, with a path if need be, or "none".')
    return address


def read_action(table: Table, languages: tuple[str, ...]) -> Action:
    """Read one action."""
    action = Action(table.url("url", required=True), read_texts(table, "title", languages))
    table.finish()
    return action


def read_partner(table: Table) -> Partner:
    """Read one partner."""
    partner = Partner(table.slug("slug"), table.text("name", required=True))
    table.finish()
    return partner


def read_variants(
    top: Table, languages: tuple[str, ...], assets: Assets
) -> tuple[tuple[Variant, ...], dict[str, bytes]]:
    """Read the variants and the files that their layers name."""
    variants: list[Variant] = []
    used: dict[str, bytes] = {}
    for table in top.tables("variant"):
        name = table.slug("name")
        layers = [each.values for each in table.tables("layer")]
        used |= fetch_assets(table, layers, assets)
        try:
            effect = parse_effect(layers, used)
        except InputError as error:
            raise InputError(f"variant {name!r}: {error.message}", error.hint, code="bad_campaign") from error
        variants.append(Variant(name, effect, read_texts(table, "title", languages)))
        table.finish()
    if not variants:
        raise top.wrong("variant", "is missing: write at least one [[variant]] with a [[variant.layer]].")
    return tuple(variants), used


def fetch_assets(table: Table, layers: Iterable[Mapping[str, object]], assets: Assets) -> dict[str, bytes]:
    """Return the bytes of every file that layers name; plain names only, so none lies outside the folder."""
    found = {}
    for key, name in (each for layer in layers for each in files_named_by(layer)):
        if not ASSET_NAME.fullmatch(name):
            kinds = ".png or .svg" if key == "image" else ".ttf or .otf"
            raise table.wrong(key, f"{name!r} must be the plain name of a {kinds} file beside campaign.toml.")
        try:
            found[name] = assets(name)
        except OSError:
            continue  # the layer's own check names the file that is missing
    return found


def refuse_contradictions(campaign: Campaign, top: Table) -> None:
    """Refuse what is right by itself and wrong together."""
    if campaign.starts and campaign.ends and campaign.ends < campaign.starts:
        raise top.wrong("ends", f"({campaign.ends}) lies before starts ({campaign.starts}).")
    refuse_doubles([each.name for each in campaign.variants], top, "variant")
    refuse_doubles([each.slug for each in campaign.partners], top, "partner")


def refuse_doubles(names: list[str], top: Table, what: str) -> None:
    """Refuse a name that stands twice: counters and links go by names."""
    for name in names:
        if names.count(name) > 1:
            raise top.wrong(what, f"{name!r} stands twice; give each its own name.")


def dump_campaign(campaign: Campaign) -> str:
    """Return the campaign as the text of its campaign.toml, keys always in one order."""
    document: dict[str, object] = {
        "version": VERSION,
        "slug": campaign.slug,
        "languages": list(campaign.languages),
        "starts": campaign.starts,
        "ends": campaign.ends,
        "unlisted": campaign.unlisted,
        "address": campaign.address,
        "mirrors": list(campaign.mirrors),
        "tally": campaign.tally,
        "hashtags": in_order({tag: list(found) for tag, found in campaign.hashtags.items()}, campaign),
        "title": in_order(campaign.title, campaign),
        "why": dump_why(campaign),
        "story": in_order({tag: with_line_end(text) for tag, text in campaign.story.items()}, campaign),
        "correction": [
            {"on": each.on, "text": in_order(each.text, campaign)} for each in campaign.corrections
        ],
        "contact": filled({"name": campaign.contact_name, "url": campaign.contact_url}),
        "action": [
            filled({"url": each.url, "title": in_order(each.title, campaign)}) for each in campaign.actions
        ],
        "variant": [dump_variant(each, campaign) for each in campaign.variants],
        "partner": [{"slug": each.slug, "name": each.name} for each in campaign.partners],
    }
    return tomli_w.dumps(filled(document), multiline_strings=True)


def dump_why(campaign: Campaign) -> dict[str, object]:
    """Return the first screen's sentence and its source as a table; empty if there is none."""
    why = campaign.why
    if why is None:
        return {}
    text = in_order(why.text, campaign)
    return {"text": text, "url": why.url, "publisher": why.publisher, "published": why.published}


def dump_variant(variant: Variant, campaign: Campaign) -> dict[str, object]:
    """Return one variant as a table."""
    layers = [layer.as_table() for layer in variant.effect.layers]
    return filled({"name": variant.name, "title": in_order(variant.title, campaign), "layer": layers})


def in_order(texts: Mapping[str, object], campaign: Campaign) -> dict[str, object]:
    """Return texts in the order of the campaign's languages: equal campaigns are equal files."""
    return {tag: texts[tag] for tag in campaign.languages if tag in texts}


def filled(table: dict[str, object]) -> dict[str, object]:
    """Leave out what says nothing."""
    return {name: value for name, value in table.items() if value not in (None, "", [], {}, False)}


def with_line_end(text: str) -> str:
    """End a text with a line end where it has several lines, so that it reads well in the file."""
    return text + "\n" if "\n" in text else text
