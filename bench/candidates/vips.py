"""pyvips three ways: its own thumbnail, a full decode read as a stream, and a decode at half size.

Turned, converted and recoloured after resizing; overlays as plain arithmetic, its fastest way.
"""

from collections.abc import Callable
from functools import cache

import pyvips  # type: ignore[import-not-found]
from pyvips import Image

from bench.recipes import QUALITY, Recipe, names_srgb
from bench.worker import Painter

ROUND = 0.5


def painter(variant: str) -> Painter:
    """Return one of the three ways."""
    pyvips.cache_set_max(0)  # or it would remember the last round's picture
    square = {"thumbnail": thumbnail, "full": full, "shrink": shrink}[variant]
    return lambda photo, recipe: paint(photo, recipe, square)


def paint(photo: bytes, recipe: Recipe, square: Callable[[bytes, int], Image]) -> list[bytes]:
    """Paint a photo; smaller sizes are made from the next larger one."""
    picture = to_srgb(square(photo, recipe.sizes_px[0]))
    picture = lay_over(recolour(picture, recipe), recipe)
    if len(recipe.sizes_px) > 1:
        picture = picture.copy_memory()
    files = [encode(picture, recipe)]
    for size_px in recipe.sizes_px[1:]:
        picture = picture.resize(size_px / picture.width, kernel="lanczos3").copy_memory()
        files.append(encode(picture, recipe))
    return files


def thumbnail(photo: bytes, size_px: int) -> Image:
    """Let libvips choose how far to shrink while decoding."""
    return Image.thumbnail_buffer(photo, size_px, height=size_px, crop="centre")


def full(photo: bytes, size_px: int) -> Image:
    """Decode every pixel, row by row."""
    return cut(Image.jpegload_buffer(photo, access="sequential"), size_px)


def shrink(photo: bytes, size_px: int) -> Image:
    """Decode at half size where that leaves enough."""
    image = Image.jpegload_buffer(photo, access="sequential")
    if min(image.width, image.height) < 2 * size_px:
        return cut(image, size_px)
    return cut(Image.jpegload_buffer(photo, access="sequential", shrink=2), size_px)


def cut(image: Image, size_px: int) -> Image:
    """Cut out the middle, resize it, and turn it upright."""
    side = min(image.width, image.height)
    if side != size_px or image.width != image.height:
        image = image.crop((image.width - side) // 2, (image.height - side) // 2, side, side)
        image = image.resize(size_px / side, kernel="lanczos3")
    is_upright = not image.get_typeof("orientation") or image.get("orientation") == 1
    return image if is_upright else image.copy_memory().autorot()


def to_srgb(picture: Image) -> Image:
    """Convert by the embedded profile if there is one of another space."""
    if not picture.get_typeof("icc-profile-data") or names_srgb(picture.get("icc-profile-data")):
        return picture
    return picture.icc_transform("srgb", embedded=True, intent="relative")


def recolour(picture: Image, recipe: Recipe) -> Image:
    """Apply the effect's colours."""
    if recipe.colour == "none":
        return picture
    if recipe.colour == "luminance":
        grey = picture.recomb([list(recipe.matrix[0][:3])]).cast("uchar")
        # Or it would still be taken for grey, and saved so.
        return grey.maplut(tables(recipe.tables)).copy(interpretation="srgb")
    mixed = picture.recomb([list(row[:3]) for row in recipe.matrix])
    return (mixed + [row[3] + ROUND for row in recipe.matrix]).cast("uchar")


@cache
def tables(rows: tuple[tuple[int, ...], ...]) -> Image:
    """Return three tables as one look-up image."""
    bands = [Image.new_from_memory(bytes(row), 256, 1, 1, "uchar") for row in rows]
    return bands[0].bandjoin(bands[1:]).copy_memory()


def lay_over(picture: Image, recipe: Recipe) -> Image:
    """Lay the overlay on the picture."""
    if not recipe.overlay:
        return picture
    colours, through = open_overlay(recipe.overlay)
    return (picture * through + colours).cast("uchar")


@cache
def open_overlay(path: str) -> tuple[Image, Image]:
    """Return the overlay's premultiplied colours, half a level added to round by, and what shows through."""
    overlay = Image.new_from_file(path)
    alpha = overlay[3] / 255
    colours = (overlay[0:3] * alpha + ROUND).cast("float").copy_memory()
    return colours, (1 - alpha).cast("float").copy_memory()


def encode(picture: Image, recipe: Recipe) -> bytes:
    """Return a file without metadata."""
    if recipe.is_lossless:
        return bytes(picture.pngsave_buffer(compression=1, keep="none"))
    return bytes(picture.jpegsave_buffer(Q=QUALITY, subsample_mode="on", keep="none"))
