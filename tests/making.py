"""Photos that tests make for themselves: a drawn face with whatever a camera would have left in the file."""

import io

from PIL import Image, ImageCms

from hueandcry.pictures.portrait import draw_portrait

GPS = {1: "N", 2: (36.0, 12.0, 8.0), 3: "E", 4: (37.0, 9.0, 30.0)}
SECRET_WORDS = ("HueTestCamera", "secret-comment-of-the-photographer")


def face(width: int = 1200, height: int = 900) -> Image.Image:
    """Return a drawn face that fills the shorter side of a wider or higher picture."""
    side = max(width, height)
    # Drawn once and enlarged: drawing at a phone's own size would take half a minute.
    image = Image.fromarray(draw_portrait(min(side, 1200))).resize((side, side), Image.Resampling.BICUBIC)
    left, top = (side - width) // 2, (side - height) // 2
    return image.crop((left, top, left + width, top + height))


def jpeg(image: Image.Image, *, orientation: int = 1, quality: int = 92, **options: object) -> bytes:
    """Return a JPEG with EXIF, GPS, XMP, a comment and the camera's name."""
    exif = Image.Exif()
    exif[0x010F] = SECRET_WORDS[0]
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update(GPS)
    return save(image, "JPEG", quality=quality, exif=exif, comment=SECRET_WORDS[1].encode(), **options)


def save(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return the image as a file of some kind."""
    sink = io.BytesIO()
    image.save(sink, kind, **options)
    return sink.getvalue()


def profile_bytes(name: str) -> bytes:
    """Return one of the profiles that LittleCMS can make itself: ``sRGB``, ``LAB`` or ``XYZ``."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


def frame_png(size_px: int = 1080, *, hole: float = 0.7) -> bytes:
    """Return a frame: a half-transparent green border around a transparent middle."""
    image = Image.new("RGBA", (size_px, size_px), (10, 120, 60, 200))
    edge = round(size_px * (1 - hole) / 2)
    image.paste((0, 0, 0, 0), (edge, edge, size_px - edge, size_px - edge))
    return save(image, "PNG")


GOLDEN_PX = 160

# A font that does not change any more, so that the golden letters stay as they are.
STEADY_FONT = "DejaVu Sans"

# One of every layer kind and a stack; the parity test takes the same ones to the browser.
GOLDEN_EFFECTS: dict[str, list[dict[str, object]]] = {
    "solid": [{"kind": "solid", "colour": "#c8102e"}],
    "tint": [{"kind": "tint", "colour": "#c8102e"}],
    "tint-weak": [{"kind": "tint", "colour": "#0b6e4f", "strength": 0.35}],
    "duotone": [{"kind": "duotone", "dark": "#3d0009", "light": "#ffd9de"}],
    "duotone-half": [{"kind": "duotone", "dark": "#001a33", "light": "#fff4d6", "strength": 0.5}],
    "greyscale": [{"kind": "greyscale"}],
    "flag": [{"kind": "flag", "code": "FR"}],
    "flag-turned": [{"kind": "flag", "code": "UA", "opacity": 0.6, "angle": 30}],
    "flag-bands": [
        {"kind": "flag", "bands": ["#000", "#fff", "#0a0"], "weights": [1, 2, 1], "vertical": False}
    ],
    "frame": [{"kind": "frame", "image": "frame.png"}],
    "ring": [{"kind": "ring", "colour": "#c8102e"}],
    "ring-flag": [{"kind": "ring", "code": "FR", "width": 0.12, "opacity": 0.9}],
    "ribbon": [{"kind": "ribbon", "colour": "#c8102e"}],
    "ribbon-flag": [{"kind": "ribbon", "code": "FR", "corner": "top-left", "size": 0.15}],
    "badge": [{"kind": "badge", "colour": "#c8102e"}],
    "badge-flag": [{"kind": "badge", "code": "UA", "corner": "top-right", "size": 0.25}],
    "badge-image": [{"kind": "badge", "image": "frame.png", "corner": "bottom-left"}],
    "text-arc": [{"kind": "text", "text": "#MakeFacebookRed", "font": STEADY_FONT}],
    "text-arc-arabic": [
        {
            "kind": "text",
            "text": "حلب تحترق #AleppoIsBurning",
            "place": "top",
            "background": "#000000",
            "font": STEADY_FONT,
        }
    ],
    "text-band-hebrew": [
        {
            "kind": "text",
            "text": "חלב בוערת #חלב",
            "shape": "band",
            "background": "#0b3d91",
            "font": STEADY_FONT,
            "size": 0.08,
        }
    ],
    "text-on-ring": [
        {"kind": "greyscale"},
        {"kind": "ring", "colour": "#c8102e", "width": 0.14},
        {"kind": "text", "text": "#MakeFacebookRed", "font": STEADY_FONT},
        {"kind": "text", "text": "گچپژ ٹڈ", "place": "top", "font": STEADY_FONT, "opacity": 0.9},
        {"kind": "badge", "code": "FR", "corner": "top-left", "size": 0.2},
    ],
    "stack": [
        {"kind": "greyscale", "strength": 0.7},
        {"kind": "tint", "colour": "#c8102e", "strength": 0.5},
        {"kind": "flag", "code": "IT", "opacity": 0.3},
        {"kind": "frame", "image": "frame.png", "opacity": 0.8},
    ],
}
