"""What the file says of itself: size, orientation, colour profile, scans. No pixel is decoded here."""

import warnings
from dataclasses import replace

from PIL import Image, ImageFile

from hueandcry.errors import InputError
from hueandcry.pictures.decoders import DECODER_ERRORS, damaged, open_photo
from hueandcry.pictures.gif_facts import unusual_gif
from hueandcry.pictures.heif_facts import has_readable_kinds
from hueandcry.pictures.jpeg_facts import JpegFacts, read_jpeg_facts
from hueandcry.pictures.limit import refuse_too_large
from hueandcry.pictures.named_colours import nclx_shaper, png_shaper
from hueandcry.pictures.png_facts import PngFacts, read_png_facts
from hueandcry.pictures.webp_facts import webp_size
from hueandcry.pictures.work import Header, Work

EXIF_ORIENTATION = 0x0112
WHERE_ORIENTATION_STANDS = {"exif", "xmp", "XML:com.adobe.xmp", "Raw profile type exif"}


def read_header(work: Work) -> None:
    """Set the header from the file's own words."""
    jpeg = read_jpeg_facts(work.photo) if work.format == "jpeg" else JpegFacts()
    png = read_png_facts(work.photo) if work.format == "png" else PngFacts()
    gif = unusual_gif(work.photo) if work.format == "gif" else ""
    refuse_unusual(jpeg.unusual or png.unusual or gif)
    if work.format == "webp":
        refuse_too_large(*webp_size(work.photo), work.limits.max_pixels)
    if work.format == "heif" and not has_readable_kinds(work.photo):
        raise damaged(work)
    header = open_header(work, png.said)
    if header.width < 1 or header.height < 1:
        raise damaged(work)
    shaper = png_shaper(png.said) if work.format == "png" else None
    if work.format in ("avif", "heif"):
        shaper = nclx_shaper(work.photo)
    work.header = replace(
        header,
        scans=jpeg.scans,
        channels=jpeg.channels,
        keeps_coefficients=jpeg.keeps_coefficients,
        is_plain_jpeg=jpeg.is_plain,
        shaper=None if header.icc_profile else shaper,
    )


def refuse_unusual(what: str) -> None:
    """Refuse what hardly any program reads, before one has to try."""
    if what:
        raise InputError(
            f"This is {what}, which hardly any program reads.",
            "Open it in a photo program and save it as an ordinary JPEG.",
            code="photo_unusual",
        )


def open_header(work: Work, said: dict[bytes, bytes]) -> Header:
    """Let the decoder read the header; a PNG's EXIF may also stand behind the pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # corrupt side data warns; only size and pixels count
            with open_photo(work) as image:
                if b"eXIf" in said:
                    image.info.setdefault("exif", b"Exif\x00\x00" + said[b"eXIf"])
                return Header(
                    width=image.width,
                    height=image.height,
                    orientation=read_orientation(image),
                    icc_profile=image.info.get("icc_profile") or None,
                )
    except DECODER_ERRORS as error:
        raise damaged(work) from error


def read_orientation(image: ImageFile.ImageFile) -> int:
    """Return orientation 1 to 8 from EXIF, else from XMP; what cannot be read counts as upright.

    AVIF's and HEIC's own rotation arrives here as EXIF, or is done by the decoder and says 1.
    """
    if not WHERE_ORIENTATION_STANDS & image.info.keys():
        return 1
    try:
        # Not the plugin's own method: PNG's would decode the pixels.
        orientation = Image.Image.getexif(image).get(EXIF_ORIENTATION, 1)
    except DECODER_ERRORS:
        return 1
    return orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1
