"""The QR code of a campaign's official address."""

import io
from functools import lru_cache

import segno

from hueandcry.bundle.effect_files import hashed
from hueandcry.bundle.kit.sheet import INK, WHITE
from hueandcry.campaigns import Campaign

QUIET_ZONE = 4
"""In modules. Source: ISO/IEC 18004, 6.3.8."""

LEVEL = "m"
PNG_PX_PER_MODULE = 16
SVG_UNITS_PER_MODULE = 8


def qr_files(campaign: Campaign) -> dict[str, bytes]:
    """Return the code as an SVG and a PNG, path → bytes; none if the campaign has no official address."""
    if not campaign.address:
        return {}
    svg, png = draw_qr(campaign.address)
    return {hashed("share", "qr", svg, "svg"): svg, hashed("share", "qr", png, "png"): png}


def code_of(address: str) -> segno.QRCode:
    """Return an address's code."""
    return segno.make_qr(address, error=LEVEL, boost_error=False)


def modules_of(address: str) -> tuple[tuple[bool, ...], ...]:
    """Return the code's rows of modules, True where they are dark, without the quiet zone."""
    return tuple(tuple(map(bool, row)) for row in code_of(address).matrix)


@lru_cache(maxsize=8)
def draw_qr(address: str) -> tuple[bytes, bytes]:
    """Return the code as SVG and PNG."""
    code = code_of(address)
    svg, png = io.BytesIO(), io.BytesIO()
    look = {"border": QUIET_ZONE, "dark": INK, "light": WHITE}
    code.save(svg, kind="svg", scale=SVG_UNITS_PER_MODULE, svgclass=None, lineclass=None, **look)
    code.save(png, kind="png", scale=PNG_PX_PER_MODULE, **look)
    return svg.getvalue(), png.getvalue()
