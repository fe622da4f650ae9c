"""Foreign SVG → SVG that only draws: an allow-list of elements and attributes, and a bound on its work.

What would reach outside, move, run or show text is refused by name and never silently taken out; only what
cannot be seen (metadata, comments, editors' own data, properties of text) is left behind.
"""

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DTDForbidden, EntitiesForbidden
from defusedxml.ElementTree import fromstring

from hueandcry.effects.svg_weight import refuse_heavy
from hueandcry.errors import InputError

MAX_BYTES = 1_000_000
MAX_DEPTH = 64
SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

# fmt: off
ELEMENTS = frozenset({
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "clipPath", "mask", "linearGradient", "radialGradient", "stop",
})
# They say something about the drawing and draw nothing.
DROPPED_ELEMENTS = frozenset({"metadata", "title", "desc"})
GEOMETRY = frozenset({
    "id", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr",
    "width", "height", "viewBox", "preserveAspectRatio", "transform", "gradientTransform", "gradientUnits",
    "spreadMethod", "offset", "clipPathUnits", "maskUnits", "maskContentUnits",
})
PROPERTIES = frozenset({
    "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "opacity", "color", "stop-color", "stop-opacity", "clip-path",
    "clip-rule", "mask", "mask-type", "display", "visibility", "overflow", "paint-order", "isolation",
    "shape-rendering",
})
# Without text, style sheets and filters they change nothing.
INERT = frozenset({
    "class", "version", "baseProfile", "role", "direction", "unicode-bidi", "writing-mode", "white-space",
    "line-height", "letter-spacing", "word-spacing", "enable-background", "color-rendering",
    "color-interpolation", "color-interpolation-filters", "image-rendering", "solid-color", "solid-opacity",
    "stroke-dashoffset",
})
# fmt: on
INERT_STARTS = ("font", "text-", "aria-", "data-", "-inkscape-", "{http://www.w3.org/XML/1998/namespace}")
# Properties that are refused, but may say that they are not used.
UNUSED = frozenset({"none", "normal", "auto"})

EDITORS = (
    "http://sodipodi.sourceforge.net/",
    "http://www.inkscape.org/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch",
    "http://www.figma.com/",
    "http://www.serif.com/",
    "http://www.corel.com/",
    "https://boxy-svg.com",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    "http://creativecommons.org/ns",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
)

NAME = r"[\w.-]+"
LOCAL = re.compile(rf"#({NAME})")
LOCAL_URL = re.compile(rf"url\(\s*(['\"]?)#{NAME}\1\s*\)")
PLAIN_VALUE = re.compile(r"[\w\s#%.,:()+-]*")


def clean_svg(content: bytes, name: str) -> str:
    """Return the drawing alone, written anew.

    Args:
        content: the file's bytes.
        name: what to call the file in a message.

    Returns:
        An SVG without namespaces' prefixes, comments or declarations, fit for `rasterise`.

    Raises:
        InputError: naming the element, attribute or limit for which it is refused.
    """
    return tostring(clean_root(content, name), encoding="unicode")


def clean_root(content: bytes, name: str) -> Element:
    """Return the root of the cleaned drawing, for one who changes it before it is written."""
    root = parse(content, name)
    if local_name(root, name) != "svg":
        refuse(name, f"begins with <{local_name(root, name)}> and is no SVG")
    cleaned = clean_element(root, name, 1)
    cleaned.set("xmlns", SVG)
    refuse_heavy(cleaned, name)
    return cleaned


def parse(content: bytes, name: str) -> Element:
    """Return the root of the XML, after its size was looked at; document types and entities are refused."""
    if len(content) > MAX_BYTES:
        refuse(name, f"is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (DTDForbidden, EntitiesForbidden) as error:
        raise wrong(name, "has a document type (<!DOCTYPE …>), which may hide entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise wrong(name, "cannot be read as an SVG") from error
    return root


def clean_element(element: Element, name: str, depth: int) -> Element:
    """Return a copy of the element with what is allowed; its text and tail are left behind."""
    if depth > MAX_DEPTH:
        refuse(name, f"is nested more than {MAX_DEPTH} elements deep")
    tag = local_name(element, name)
    if tag not in ELEMENTS:
        refuse(name, f"contains the element <{tag}>")
    cleaned = Element(tag, dict(clean_attributes(element, name)))
    cleaned.extend([clean_element(child, name, depth + 1) for child in drawing_children(element, name)])
    return cleaned


def drawing_children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children that are neither metadata nor an editor's own."""
    for child in element:
        is_editors = child.tag.startswith("{") and child.tag[1:].startswith(EDITORS)
        if not is_editors and local_name(child, name) not in DROPPED_ELEMENTS:
            yield child


def local_name(element: Element, name: str) -> str:
    """Return the tag without the SVG namespace; any other namespace is refused."""
    namespace, _, tag = element.tag.rpartition("}")
    if namespace not in ("", "{" + SVG):
        refuse(name, f"contains the element <{tag}> of another language ({namespace[1:]})")
    return tag


def clean_attributes(element: Element, name: str) -> Iterator[tuple[str, str]]:
    """Yield the element's attributes that are allowed."""
    for key, value in element.attrib.items():
        if key in (XLINK_HREF, "href"):
            yield "href", local_reference(value, name)
        elif key == "style":
            yield key, ";".join(clean_style(value, name))
        elif key == "id":
            # Programs write names with spaces, to which nothing can refer.
            yield from [("id", value)] if re.fullmatch(NAME, value) else []
        elif key in GEOMETRY | PROPERTIES:
            yield key, plain_value(key, value, name)
        elif not is_inert(key, value):
            refuse(name, f"uses the attribute {key.rpartition('}')[2]!r}")


def clean_style(style: str, name: str) -> Iterator[str]:
    """Yield the declarations of a `style` attribute that are allowed."""
    for declaration in filter(str.strip, style.split(";")):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key in PROPERTIES or key in ("width", "height"):
            yield f"{key}:{plain_value(key, value, name)}"
        elif not is_inert(key, value):
            refuse(name, f"uses the property {key!r} in a style")


def is_inert(key: str, value: str) -> bool:
    """Whether an attribute or property changes nothing in a drawing without text and style sheets."""
    is_editors = key.startswith("{") and key[1:].startswith(EDITORS)
    is_unused = "{" not in key and not key.startswith("on") and value.strip() in UNUSED
    return is_editors or is_unused or key in INERT or key.startswith(INERT_STARTS)


def local_reference(value: str, name: str) -> str:
    """Return a reference to a part of the same drawing, `#name`."""
    if not LOCAL.fullmatch(value.strip()):
        refuse(name, f"refers to something outside itself ({value[:40]!r})")
    return value.strip()


def plain_value(key: str, value: str, name: str) -> str:
    """Return a value that is numbers, words, colours, and references to parts of the same drawing."""
    rest = LOCAL_URL.sub("", value)
    if "url" in rest.lower():
        refuse(name, f"refers to something outside itself in {key!r}")
    if not PLAIN_VALUE.fullmatch(rest):
        refuse(name, f"has a value in {key!r} that is not plain ({value[:40]!r})")
    return value


def refuse(name: str, what: str) -> NoReturn:
    """Refuse the file for what it has or is."""
    raise wrong(name, what)


def wrong(name: str, what: str) -> InputError:
    """Return the error for a file that cannot be used."""
    return InputError(
        f"The drawing {name} {what}.",
        "Save it as a plain SVG: text as paths, styles as attributes, no pictures or filters inside.",
        code="bad_artwork",
    )
