"""Named Hypothesis strategies, composed from small to large: colours, layers, effects, campaigns."""

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from hueandcry.campaigns import LANGUAGES, Action, Campaign, Correction, Partner, Variant, Why
from hueandcry.effects import Effect, parse_effect
from tests.making import frame_png

Table = dict[str, object]

ASSETS = {"frame.png": frame_png(400), "إطار 2.png": frame_png(480, hole=0.5)}
FLAG_CODES = ("FR", "de", "UA", "YE")

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
shares = st.floats(0, 1)
angles = st.floats(-360, 360)
slugs = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)

# Any character but half a surrogate pair and control characters, which are refused.
characters = st.characters(exclude_categories=["Cs", "Cc"])
lines = st.text(characters, min_size=1, max_size=30).map(str.strip).filter(bool)
hashtags = st.text(
    st.characters(categories=["Lu", "Ll", "Lo", "Nd"], include_characters="_"), min_size=1, max_size=12
).map("#م{}".format)

hosts = st.from_regex(r"[a-z]{1,9}\.(example|test)(:[1-9][0-9]{0,3})?", fullmatch=True)
paths = st.from_regex(r"(/[a-z0-9~%._-]{1,6}){0,3}", fullmatch=True)
addresses = st.builds("{}://{}{}".format, st.sampled_from(["https", "http"]), hosts, paths)
official_addresses = addresses.map(lambda address: address.rstrip("/") + "/")
tally_addresses = st.builds("https://{}{}".format, hosts, st.sampled_from(["", "/counting", "/a/b-c"]))
tallies = st.just("") | st.just("none") | tally_addresses

# Markdown that a page may carry; what it may not carry is refused by name elsewhere.
prose = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>[]!&"), max_size=40)
paragraphs = st.one_of(
    prose,
    st.builds("**{}** [{}]({})".format, prose, st.just("more"), addresses),
    st.builds("* {}".format, prose),
)
stories = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join).map(str.strip).filter(bool)

tints = st.fixed_dictionaries({"kind": st.just("tint"), "colour": colours}, optional={"strength": shares})
duotones = st.fixed_dictionaries(
    {"kind": st.just("duotone"), "dark": colours, "light": colours}, optional={"strength": shares}
)
greys = st.fixed_dictionaries({"kind": st.just("greyscale")}, optional={"strength": shares})
solids = st.fixed_dictionaries({"kind": st.just("solid"), "colour": colours})
coded_flags = st.fixed_dictionaries(
    {"kind": st.just("flag"), "code": st.sampled_from(FLAG_CODES)},
    optional={"opacity": shares, "angle": angles},
)
frames = st.fixed_dictionaries(
    {"kind": st.just("frame"), "image": st.sampled_from(list(ASSETS))}, optional={"opacity": shares}
)

corners = st.sampled_from(["top-left", "top-right", "bottom-left", "bottom-right"])
plain_fills = st.fixed_dictionaries({"colour": colours})
coded_fills = st.fixed_dictionaries({"code": st.sampled_from(FLAG_CODES)})
fills = st.one_of(plain_fills, coded_fills)
images = st.fixed_dictionaries({"image": st.sampled_from(list(ASSETS))})


def layers(
    kind: str, described: st.SearchStrategy[dict[str, str]], **optional: st.SearchStrategy[object]
) -> st.SearchStrategy[Table]:
    """Draw an overlay layer of a kind: what describes it, and any of its other keys."""
    others = st.fixed_dictionaries({"kind": st.just(kind)}, optional={"opacity": shares, **optional})
    return st.builds(lambda table, keys: Table(table) | keys, others, described)


rings = layers("ring", fills, width=st.floats(0.02, 0.25))
ribbons = layers("ribbon", fills, corner=corners, size=st.floats(0.04, 0.25))
badges = layers("badge", st.one_of(fills, images), corner=corners, size=st.floats(0.1, 0.5))
lines_of_text = st.fixed_dictionaries(
    {"text": st.sampled_from(["#Red", "حلب #Aleppo", "חלב", "ا\u200cب", "é"])}
)
texts_on_pictures = layers(
    "text",
    lines_of_text,
    shape=st.sampled_from(["arc", "band"]),
    place=st.sampled_from(["top", "bottom"]),
    colour=colours,
    background=colours,
    font=st.sampled_from(["DejaVu Sans", "Some other family"]),
    size=st.floats(0.03, 0.3),
)


@st.composite
def banded_flags(draw: st.DrawFn) -> Table:
    """Draw a flag of the organiser's own bands."""
    bands = draw(st.lists(colours, min_size=1, max_size=12))
    flag: Table = {"kind": "flag", "bands": bands, "vertical": draw(st.booleans()), "opacity": draw(shares)}
    if draw(st.booleans()):
        flag["weights"] = draw(st.lists(st.integers(1, 1000), min_size=len(bands), max_size=len(bands)))
    return flag


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    """Draw an effect: perhaps a solid, then colour layers, then overlays, one layer at least."""
    tables: list[Table] = []
    tables.extend(draw(st.lists(solids.map(Table), max_size=1)))
    tables.extend(draw(st.lists(st.one_of(tints, duotones, greys), max_size=2)))
    overlays = st.one_of(
        coded_flags.map(Table),
        banded_flags(),
        frames.map(Table),
        rings,
        ribbons,
        badges,
        texts_on_pictures,
    )
    tables += draw(st.lists(overlays, min_size=0 if tables else 1, max_size=3))
    return parse_effect(tables, ASSETS)


def texts(tags: list[str], strategy: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    """Draw a text for each of the languages, for some, or for none, in the campaign's order of languages."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(tags, strategy)).map(
        lambda drawn: {tag: drawn[tag] for tag in tags if tag in drawn}
    )


def every_text(tags: list[str], strategy: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    """Draw a text for each of the languages."""
    return st.fixed_dictionaries(dict.fromkeys(tags, strategy))


def whys(tags: list[str]) -> st.SearchStrategy[Why]:
    """Draw the first screen's sentence with its source."""
    return st.builds(Why, every_text(tags, lines), addresses, lines, st.dates())


def corrections(tags: list[str]) -> st.SearchStrategy[tuple[Correction, ...]]:
    """Draw what was put right, the latest first; two may be of one day."""
    each = st.builds(Correction, st.dates(), every_text(tags, lines))
    return st.lists(each, max_size=3).map(
        lambda drawn: tuple(sorted(drawn, key=lambda correction: correction.on, reverse=True))
    )


@st.composite
def campaigns(draw: st.DrawFn) -> Campaign:
    """Draw a campaign in one to three languages, with every key that campaign.toml has."""
    tags = draw(st.lists(st.sampled_from(list(LANGUAGES)), min_size=1, unique=True))
    names = draw(st.lists(slugs, min_size=1, max_size=3, unique=True))
    variants = tuple(Variant(name, draw(effects()), draw(texts(tags, lines))) for name in names)
    starts, ends = draw(spans())
    return Campaign(
        slug=draw(slugs),
        languages=tuple(tags),
        title=draw(every_text(tags, lines)),
        hashtags=draw(hashtag_lists(tags)),
        why=draw(st.none() | whys(tags)),
        story=draw(texts(tags, stories)),
        corrections=draw(corrections(tags)),
        starts=starts,
        ends=ends,
        unlisted=draw(st.booleans()),
        address=draw(st.just("") | official_addresses),
        mirrors=tuple(draw(st.lists(addresses, max_size=2))),
        tally=draw(tallies),
        contact_name=draw(st.just("") | lines),
        contact_url=draw(st.just("") | addresses),
        actions=tuple(draw(st.lists(st.builds(Action, addresses, texts(tags, lines)), max_size=2))),
        partners=tuple(draw(partners)),
        variants=variants,
        assets=used_assets(variants),
    )


partners = st.lists(st.builds(Partner, slugs, lines), max_size=3, unique_by=lambda partner: partner.slug)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """Draw a first and a last day in order; either may be missing."""
    first, last = sorted([draw(st.dates()), draw(st.dates())])
    return draw(st.sampled_from([(first, last), (first, None), (None, last), (None, None)]))


def hashtag_lists(tags: list[str]) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Draw hashtags for some of the languages."""
    some = st.lists(hashtags, min_size=1, max_size=3)
    drawn = st.fixed_dictionaries({}, optional=dict.fromkeys(tags, some))
    return drawn.map(lambda lists: {tag: tuple(lists[tag]) for tag in tags if tag in lists})


def used_assets(variants: tuple[Variant, ...]) -> Mapping[str, bytes]:
    """Return the files that the variants' frames and badges name."""
    tables = [layer.as_table() for variant in variants for layer in variant.effect.layers]
    return {str(table["image"]): ASSETS[str(table["image"])] for table in tables if "image" in table}
