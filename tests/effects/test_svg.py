"""The sanitiser: what draws stays, what would do anything else is refused by name."""

import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.effects.rasterise import rasterise
from hueandcry.effects.svg import ELEMENTS, clean_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
SQUARE = '<path id="a" d="M0 0h9v9H0z"/>'


def document(inner: str, attributes: str = "") -> bytes:
    return f"{HEAD} {attributes}>{inner}</svg>".encode()


def clean(inner: str) -> str:
    return clean_svg(document(inner), "art.svg")


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        ("<script>1</script>", "contains the element <script>"),
        ("<style>path{fill:red}</style>", "contains the element <style>"),
        ("<foreignObject/>", "contains the element <foreignObject>"),
        ('<image href="data:image/png;base64,AAAA"/>', "contains the element <image>"),
        ("<text>x</text>", "contains the element <text>"),
        ("<g><animate/></g>", "contains the element <animate>"),
        ("<filter/>", "contains the element <filter>"),
        ("<pattern/>", "contains the element <pattern>"),
        ("<a/>", "contains the element <a>"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>', "<script> of another language"),
        ('<path onclick="x"/>', "uses the attribute 'onclick'"),
        ('<path onclick="none"/>', "uses the attribute 'onclick'"),
        ('<path filter="url(#a)"/>', "uses the attribute 'filter'"),
        ('<path style="filter:url(#a)"/>', "uses the property 'filter' in a style"),
        ('<path style="background:url(x)"/>', "uses the property 'background' in a style"),
        ('<path stroke-dasharray=".0001"/>', "uses the attribute 'stroke-dasharray'"),
        ('<use href="other.svg#a"/>', "refers to something outside itself"),
        ('<use xlink:href="https://example.org/#a"/>', "refers to something outside itself"),
        ('<use href="data:image/svg+xml,x"/>', "refers to something outside itself"),
        ('<path fill="url(https://example.org/#a)"/>', "refers to something outside itself in 'fill'"),
        ('<path fill="URL(x.svg#a)"/>', "refers to something outside itself in 'fill'"),
        ('<path fill="u\\72l(x)"/>', "has a value in 'fill' that is not plain"),
        ('<path fill="url(#a) url(//x)"/>', "refers to something outside itself in 'fill'"),
        ('<path style="fill:url(x)"/>', "refers to something outside itself in 'fill'"),
        ('<path style="fill:red/*;*/"/>', "has a value in 'fill' that is not plain"),
        ('<path fill="expression(1)&lt;"/>', "has a value in 'fill' that is not plain"),
        ('<set xlink:href="#a"/>', "contains the element <set>"),
    ],
)
def test_what_is_not_drawing_is_refused_by_name(inner: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        clean(inner)
    assert says in caught.value.message
    assert "art.svg" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read as an SVG"),
        (b"\x89PNG\r\n", "cannot be read as an SVG"),
        (b"<svg>", "cannot be read as an SVG"),
        (b'<?xml version="1.0" encoding="no-such"?><svg/>', "cannot be read as an SVG"),
        (b"<html/>", "begins with <html> and is no SVG"),
        (b'<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>', "has a document type"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "has a document type"),
        (b"<svg>" + b" " * 1_000_000 + b"</svg>", "is larger than 1 MB"),
        (b"<svg>" + b"<g>" * 64 + b"</g>" * 64 + b"</svg>", "is nested more than 64 elements deep"),
    ],
)
def test_what_is_no_svg_is_refused_with_the_reason(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        clean_svg(content, "art.svg")


def lines_of_use(lines: int, times: int) -> str:
    """Return groups of which each draws the one before several times."""
    groups = [f'<g id="l{line + 1}">' + f'<use href="#l{line}"/>' * times + "</g>" for line in range(lines)]
    return f'<path id="l0" d="M0 0h1v1z"/>{"".join(groups)}'


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        (lines_of_use(20, 10), "draws more than 8,000 shapes"),
        (lines_of_use(51, 1), "nests its parts more than 100 deep"),
        (
            lines_of_use(9, 2)
            + '<clipPath id="c"><use href="#l9"/></clipPath>'
            + '<g clip-path="url(#c)"/>' * 9,
            "8,000",
        ),
        (
            lines_of_use(9, 2)
            + '<mask id="c"><use href="#l9"/></mask>'
            + "<g style=\"mask: url( '#c' )\"/>" * 9,
            "8,000",
        ),
        ("<g/>" * 8001, "draws more than 8,000 shapes"),
        ('<g opacity=".5"/>' * 101, "uses more than 100 clips, masks and opacities"),
        ('<g style="opacity:.5"/>' * 101, "uses more than 100 clips, masks and opacities"),
        (f'<path id="p" d="M0 0{"h1" * 40_000}"/>' + '<use href="#p"/>' * 60, "repeats its paths"),
        ('<g id="b"><use href="#b"/></g>', "nests its parts more than 100 deep"),
        (
            '<g id="b"><use href="#c"/></g><g id="c"><use href="#b"/></g>',
            "nests its parts more than 100 deep",
        ),
        ('<mask id="m" mask="url(#m)"/>', "nests its parts more than 100 deep"),
        ('<linearGradient id="m" href="#m"/>', "nests its parts more than 100 deep"),
    ],
)
def test_a_bomb_is_refused_in_a_moment(inner: str, says: str) -> None:
    started = time.process_time()
    with pytest.raises(InputError, match=says):
        clean(inner)
    assert time.process_time() - started < 1


def test_what_cannot_be_seen_is_left_behind() -> None:
    drawn = clean(
        "<!-- a comment --><title>x</title><desc>y</desc><metadata><script/></metadata>"
        '<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>'
        '<g i:label="x" xmlns:i="http://www.inkscape.org/namespaces/inkscape" class="a" data-x="1"'
        ' font-family="Sans" style="-inkscape-stroke:none;marker:none; fill:#f00; font:9px" id="Group 1">'
        f"words{SQUARE}</g>"
    )
    assert drawn.count("<") == 5
    assert 'style="fill:#f00"' in drawn
    for gone in (
        "comment",
        "title",
        "namedview",
        "class",
        "data-x",
        "font",
        "inkscape",
        "marker",
        "words",
        "Group",
    ):
        assert gone not in drawn


def test_what_draws_is_drawn_as_before() -> None:
    inner = (
        '<defs><linearGradient id="g" x1="0" y1="0" x2="9" y2="0" gradientUnits="userSpaceOnUse">'
        '<stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="rgb(0, 0, 255)"/></linearGradient>'
        '<clipPath id="c"><circle cx="4.5" cy="4.5" r="4"/></clipPath>'
        '<symbol id="s"><rect width="2" height="3"/></symbol></defs>'
        '<g clip-path="url(#c)"><path fill="url(#g)" d="M0 0h9v9H0z"/></g>'
        '<use xlink:href="#s" transform="translate(3,3) rotate(45)"/>'
        '<polygon points="1,1 2,2 1,2" opacity=".5"/>'
        '<path d="M1-1e-3.5.5z" style="stroke: #0f0; stroke-width: 1.5px; fill: none"/>'
    )
    before, after = rasterise(document(inner).decode(), 90), rasterise(clean(inner), 90)
    assert (before == after).all()
    assert before[45, 20, 3] == 1


def test_a_cleaned_drawing_is_clean() -> None:
    once = clean('<use xlink:href="#a"/>' + SQUARE)
    assert clean_svg(once.encode(), "art.svg") == once


@given(st.binary(max_size=200))
def test_no_bytes_crash_it(content: bytes) -> None:
    for whole in (content, document("") + content, document("").replace(b"</svg>", content + b"</svg>")):
        try:
            cleaned = clean_svg(whole, "art.svg")
        except InputError:
            continue
        assert cleaned.startswith("<svg")


names = st.sampled_from([*sorted(ELEMENTS), "script", "style", "image", "a", "text", "animate"])
keys = st.sampled_from(
    ["id", "href", "fill", "style", "d", "onload", "clip-path", "class", "mask", "opacity"]
)
values = st.sampled_from(
    ["#a", "#b", "a", "b", "url(#a)", "url(x)", "none", "fill:url(#b)", "mask:url(#a)", "<&'"]
)


def element(tag: str, attributes: dict[str, str], children: list[ET.Element]) -> ET.Element:
    made = ET.Element(tag, attributes)
    made.extend(children)
    return made


attributes = st.dictionaries(keys, values, max_size=3)
elements = st.recursive(
    st.builds(element, names, attributes, st.just([])),
    lambda inner: st.builds(element, names, attributes, st.lists(inner, max_size=4)),
    max_leaves=12,
)


@given(st.lists(elements, max_size=4))
def test_whatever_passes_is_drawing_and_nothing_else(children: list[ET.Element]) -> None:
    inner = "".join(ET.tostring(child, encoding="unicode") for child in children)
    try:
        cleaned = clean(inner)
    except InputError:
        return
    for element in fromstring(cleaned).iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ELEMENTS
        for key, value in element.attrib.items():
            assert key not in ("onload", "class")
            assert "url(x)" not in value
            assert key != "href" or value.startswith("#")


def test_every_drawing_of_the_open_sets_passes_and_looks_as_before(corpora: Path) -> None:
    drawings = sorted(corpora.glob("flags/*/**/*.svg"))
    assert len(drawings) > 600
    for drawing in drawings:
        cleaned = clean_svg(drawing.read_bytes(), drawing.name)
        assert (rasterise(cleaned, 24) == rasterise(drawing.read_text(encoding="utf-8"), 24)).all(), (
            drawing.name
        )
