"""What a refusal must be: one clear sentence on what is wrong, and one on what to do."""

import re

from hueandcry import InputError

# What only a programmer, or a look into our machine, would tell.
INNARDS = re.compile(
    r"Error|Exception|Traceback|PIL|libjpeg|None\b|0x[0-9a-f]+|[/\\]\w+[/\\]|\.py\b|[{}\[\]_]"
)


def assert_clear(refusal: InputError) -> None:
    """Fail unless message and hint are one plain sentence each and the code is a stable word."""
    assert re.fullmatch(r"photo_[a-z_]+", refusal.code), refusal.code
    for sentence in (refusal.message, refusal.hint):
        assert re.fullmatch(r"[A-Z][^\n]{10,150}\.", sentence), repr(sentence)
        assert not INNARDS.search(sentence), sentence
        assert not re.search(r"\. [A-Z]", sentence), f"more than one sentence: {sentence}"
