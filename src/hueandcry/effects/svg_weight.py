"""How much work a cleaned SVG asks for, with every `use`, clip and mask counted as often as it is drawn.

Ten lines of `use` that each draw the line before ten times ask for ten thousand million shapes: so the work
is counted, each element once, before anything is drawn.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from xml.etree.ElementTree import Element

from hueandcry.errors import InputError

MAX_ELEMENTS = 8_000
MAX_CHARACTERS = 4_000_000
MAX_LAYERS = 100
MAX_DEPTH = 100

REFERENCE = re.compile(r"#([\w.-]+)")
NEEDS_LAYER = re.compile(r"\b(opacity|clip-path|mask|isolation)\b")


@dataclass(frozen=True)
class Weight:
    """What drawing an element once asks for.

    Args:
        elements: how many elements are visited.
        characters: how many characters of attributes are read; long paths take long.
        layers: how many times a picture of its own is made, for an opacity, a clip or a mask.
        depth: how deep the elements are nested, references followed.
    """

    elements: int = 0
    characters: int = 0
    layers: int = 0
    depth: int = 0

    def beside(self, other: "Weight") -> "Weight":
        """Return the weight of both drawn one after the other."""
        return Weight(
            self.elements + other.elements,
            self.characters + other.characters,
            self.layers + other.layers,
            max(self.depth, other.depth),
        )

    @property
    def excess(self) -> str:
        """What there is too much of, or nothing."""
        limits = {
            f"draws more than {MAX_ELEMENTS:,} shapes": self.elements > MAX_ELEMENTS,
            f"repeats its paths to more than {MAX_CHARACTERS:,} characters": self.characters > MAX_CHARACTERS,
            f"uses more than {MAX_LAYERS} clips, masks and opacities": self.layers > MAX_LAYERS,
            f"nests its parts more than {MAX_DEPTH} deep": self.depth > MAX_DEPTH,
        }
        return next((what for what, is_too_much in limits.items() if is_too_much), "")


def refuse_heavy(root: Element, name: str) -> None:
    """Refuse a drawing that would take long, or that contains itself.

    Args:
        root: the cleaned drawing, whose references are all local.
        name: what to call the file in a message.

    Raises:
        InputError: saying what there is too much of.
    """
    excess = Scales(root).weigh(root).excess
    if excess:
        raise InputError(
            f"The drawing {name} {excess}.", "Simplify it and save it again.", code="bad_artwork"
        )


class Scales:
    """Weighs the elements of one drawing, each of them once."""

    def __init__(self, root: Element) -> None:
        self.named = {each.get("id", ""): each for each in root.iter() if each.get("id")}
        self.weights: dict[Element, Weight] = {}

    def weigh(self, element: Element, above: frozenset[Element] = frozenset()) -> Weight:
        """Return the element's weight; `above` are those in which it stands or which refer to it.

        What contains itself, or stands too deep, weighs more than any limit.
        """
        if element in above or len(above) > MAX_DEPTH:
            return Weight(depth=MAX_DEPTH + 1)
        if element not in self.weights:
            path = above | {element}
            inner = reduce(Weight.beside, (self.weigh(each, path) for each in self.parts(element)), Weight())
            self.weights[element] = inner.beside(own_weight(element, inner.depth))
        return self.weights[element]

    def parts(self, element: Element) -> Iterator[Element]:
        """Yield the element's children and whatever it refers to."""
        yield from element
        for key, value in element.attrib.items():
            if key == "href" or "url(" in value:
                yield from (self.named[target] for target in REFERENCE.findall(value) if target in self.named)


def own_weight(element: Element, inner_depth: int) -> Weight:
    """Return what an element adds to the weight of its parts."""
    values = element.attrib.values()
    has_layer = any(map(NEEDS_LAYER.fullmatch, element.keys()))
    has_layer = has_layer or bool(NEEDS_LAYER.search(element.get("style", "")))
    return Weight(1, sum(map(len, values)), int(has_layer), inner_depth + 1)
