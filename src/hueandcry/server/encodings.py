"""Accept-Encoding: which of a file's forms a browser likes best."""

from collections.abc import Container

# The smaller first: what is liked equally is given in this order.
ENCODINGS = ("br", "gzip")


def best_encoding(accepted: str, offered: Container[str]) -> str:
    """Return the offered encoding that an Accept-Encoding header likes best; empty for the plain file.

    The plain file is also the answer to a header that allows nothing at all: better than none.

    Source: RFC 9110, section 12.5.3.
    """
    weights = read_weights(accepted)
    others = weights.get("*", 0.0)
    liked = {each: weights.get(each, others) for each in ENCODINGS if each in offered}
    best = max(liked, key=lambda each: liked[each], default="")
    if not best or liked[best] == 0 or liked[best] < weights.get("identity", 0.0):
        return ""
    return best


def read_weights(accepted: str) -> dict[str, float]:
    """Return each named encoding's weight from 0 to 1; what has no proper weight counts as unnamed."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.partition(";")
        key, _, value = rest.partition("=")
        try:
            weight = float(value) if key.strip() == "q" else 1.0
        except ValueError:
            continue
        if name.strip() and 0 <= weight <= 1:
            weights[name.strip()] = weight
    if "x-gzip" in weights:  # the old name of the same thing
        weights.setdefault("gzip", weights["x-gzip"])
    return weights
