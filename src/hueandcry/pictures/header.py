"""What the file says of itself: size, orientation, colour profile, scans. No pixel is decoded here."""

import struct
from dataclasses import replace

from PIL import Image

from hueandcry.pictures.decoders import DECODER_ERRORS, damaged, open_photo
from hueandcry.pictures.work import Header, Work

EXIF_ORIENTATION = 0x0112
SOF_HUFFMAN = {0xC0, 0xC1, 0xC2}
SOF_ALL = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SOS = 0xDA
STANDALONE = {0x01, *range(0xD0, 0xD9)}


def read_header(work: Work) -> None:
    """Set the header from the file's own words."""
    try:
        with open_photo(work) as image:
            header = Header(
                width=image.width,
                height=image.height,
                orientation=read_orientation(image.info.get("exif")),
                icc_profile=image.info.get("icc_profile") or None,
            )
        work.header = add_jpeg_facts(header, work.photo) if work.format == "jpeg" else header
    except DECODER_ERRORS as error:
        raise damaged(work) from error
    if work.header.width < 1 or work.header.height < 1:
        raise damaged(work)


def read_orientation(exif: object) -> int:
    """Return EXIF orientation 1 to 8; what cannot be read counts as upright, as in browsers."""
    if not isinstance(exif, bytes):
        return 1
    tags = Image.Exif()
    try:
        tags.load(exif)
        orientation = tags.get(EXIF_ORIENTATION, 1)
    except DECODER_ERRORS:
        return 1
    return orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1


def add_jpeg_facts(header: Header, photo: bytes) -> Header:
    """Walk the markers up to the first scan, then count the scans; microseconds, whatever the file."""
    at, is_plain = 2, False
    while at + 4 <= len(photo):
        if photo[at] != 0xFF:
            at += 1
            continue
        marker = photo[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in STANDALONE:
            at += 2
        else:
            (length,) = struct.unpack(">H", photo[at + 2 : at + 4])
            if marker in SOF_ALL:
                precision, components = photo[at + 4], photo[at + 9]
                is_plain = marker in SOF_HUFFMAN and precision == 8 and components in (1, 3)
            if marker == SOS:
                break
            at += 2 + length
    # Inside coded data 0xFF is always stuffed, so the pair is a marker there.
    return replace(header, scans=photo.count(b"\xff\xda", at), is_plain_jpeg=is_plain)
