"""Pillow at its best: shrink while decoding, one Lanczos resize, turn afterwards, one matrix or tables.

A tint is one matrix from the JPEG's own YCbCr; a duotone decodes the luma alone.
"""

import io
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageCms

from bench.recipes import QUALITY, Recipe, names_srgb
from bench.worker import Painter

# Source: ISO/IEC 10918-5 (JFIF), clause 7; on values around 128.
FROM_YCBCR = ((1, 0, 1.402), (1, -0.344136, -0.714136), (1, 1.772, 0))
EXIF_ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LANCZOS = Image.Resampling.LANCZOS


def painter(_variant: str) -> Painter:
    """Return Pillow's painter."""
    return paint


def paint(photo: bytes, recipe: Recipe) -> list[bytes]:
    """Paint a photo; smaller sizes are made from the next larger one."""
    image = Image.open(io.BytesIO(photo))
    size_px = recipe.sizes_px[0]
    profile = image.info.get("icc_profile", b"")
    to_srgb = srgb_transform(profile) if profile and not names_srgb(profile) else None
    image.draft(planes_wanted(recipe, is_srgb=to_srgb is None), draft_size(image.size, size_px))
    turn = TURNS.get(image.getexif().get(EXIF_ORIENTATION, 1)) if "exif" in image.info else None
    picture = centre_square(image, size_px)
    if turn is not None:
        picture = picture.transpose(turn)
    if to_srgb is not None:
        picture = to_srgb.apply(picture)
    return encode_sizes(lay_over(recolour(picture, recipe), recipe), recipe)


def planes_wanted(recipe: Recipe, *, is_srgb: bool) -> str:
    """Return what the decoder should give: no more than the effect needs."""
    if not is_srgb:
        return "RGB"
    return {"luminance": "L", "matrix": "YCbCr", "none": "RGB"}[recipe.colour]


def draft_size(stored: tuple[int, int], size_px: int) -> tuple[int, int]:
    """Return what the whole photo may shrink to so that its square is still large enough."""
    shorter = min(stored)
    return stored[0] * size_px // shorter, stored[1] * size_px // shorter


def centre_square(image: Image.Image, size_px: int) -> Image.Image:
    """Cut out the middle and resize it, in one pass."""
    side = min(image.size)
    if image.size == (size_px, size_px):
        image.load()
        return image
    left, top = (image.width - side) / 2, (image.height - side) / 2
    return image.resize((size_px, size_px), LANCZOS, box=(left, top, left + side, top + side))


@cache
def srgb_transform(profile: bytes) -> ImageCms.ImageCmsTransform:
    """Return the way from a profile to sRGB."""
    return ImageCms.ImageCmsTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        "RGB",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )


def recolour(picture: Image.Image, recipe: Recipe) -> Image.Image:
    """Apply the effect's colours to whichever planes there are."""
    if recipe.colour == "none":
        return picture
    if recipe.colour == "matrix":
        rows = from_ycbcr(recipe.matrix) if picture.mode == "YCbCr" else flat(recipe.matrix)
        return picture.convert("RGB", rows)
    grey = picture if picture.mode == "L" else picture.convert("L", recipe.matrix[0])
    return Image.merge("RGB", [grey.point(table) for table in recipe.tables])


def flat(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return a matrix in one line, as Pillow takes it."""
    return tuple(number for row in rows for number in row)


@cache
def from_ycbcr(matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """Return the matrix with JFIF's own folded in, so that colours are converted once."""
    folded = []
    for red, green, blue, offset in matrix:
        row = [red * r + green * g + blue * b for r, g, b in zip(*FROM_YCBCR, strict=True)]
        folded.append((*row, offset - 128 * (row[1] + row[2])))
    return flat(folded)


def lay_over(picture: Image.Image, recipe: Recipe) -> Image.Image:
    """Lay the overlay on the picture, as one blend where it is everywhere equally dense."""
    if not recipe.overlay:
        return picture
    colours, alpha = open_overlay(recipe.overlay)
    least, most = alpha.getextrema()
    if least == most:
        return Image.blend(picture, colours, float(least) / 255)  # type: ignore[arg-type]
    picture.paste(colours, mask=alpha)
    return picture


@cache
def open_overlay(path: str) -> tuple[Image.Image, Image.Image]:
    """Return the overlay's colours and its alpha."""
    overlay = Image.open(path).convert("RGBA")
    return overlay.convert("RGB"), overlay.getchannel("A")


def encode_sizes(picture: Image.Image, recipe: Recipe) -> list[bytes]:
    """Encode the picture and each smaller one."""
    files = [encode(picture, recipe)]
    for size_px in recipe.sizes_px[1:]:
        picture = picture.resize((size_px, size_px), LANCZOS)
        files.append(encode(picture, recipe))
    return files


def encode(picture: Image.Image, recipe: Recipe) -> bytes:
    """Return a file without metadata."""
    sink = io.BytesIO()
    picture.info.clear()
    if recipe.is_lossless:
        picture.convert("RGB").save(sink, "PNG", compress_level=1)
    else:
        picture.save(sink, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return sink.getvalue()
