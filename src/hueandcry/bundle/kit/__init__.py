"""The share kit: pictures, poster and QR code, texts to post, the press page, and the embedded button."""

from hueandcry.bundle.kit.embed import embed_script
from hueandcry.bundle.kit.files import kit_pages
from hueandcry.bundle.kit.kit import Kit, KitFile, draw_kit
from hueandcry.bundle.kit.qr import qr_files
from hueandcry.bundle.kit.ready import ReadyText, ready_texts

__all__ = [
    "Kit",
    "KitFile",
    "ReadyText",
    "draw_kit",
    "embed_script",
    "kit_pages",
    "qr_files",
    "ready_texts",
]
