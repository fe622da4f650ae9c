"""Preflight's look at letters: can this machine's fonts write what stands on cards and posters?"""

from collections.abc import Iterator
from contextlib import suppress

from hueandcry.campaigns.finding import Finding
from hueandcry.campaigns.model import Campaign
from hueandcry.effects.text.fonts import FontFile, Typeface, choose, find_typefaces, is_font_file, open_font
from hueandcry.effects.text.wording import describe
from hueandcry.errors import InputError

SHOWN = 5


def missing_letters(campaign: Campaign) -> Iterator[Finding]:
    """Yield a warning for every language whose title or hashtags no font here can write."""
    typefaces = usable_typefaces(campaign)
    for tag in campaign.languages:
        text = campaign.title[tag] + "".join(campaign.hashtags_in(tag))
        missing = [each for each in dict.fromkeys(text) if each.isalnum() and choose(typefaces, each) is None]
        if missing:
            some = ", ".join(map(describe, missing[:SHOWN])) + (" …" if len(missing) > SHOWN else "")
            yield Finding(
                "warning",
                f"No font on this machine has {some}; pictures in {tag} go without the text, and without "
                "a title there is no poster. Install a font such as Debian's fonts-noto-core, then publish.",
            )


def usable_typefaces(campaign: Campaign) -> list[Typeface]:
    """Return the machine's fonts and the campaign's own; none is no error here."""
    found: list[Typeface] = []
    with suppress(InputError):
        found += find_typefaces(None)
    for name, content in campaign.assets.items():
        if is_font_file(name):
            with suppress(InputError):
                found.append(open_font(FontFile(name, content)))
    return found
