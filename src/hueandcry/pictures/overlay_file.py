"""An overlay as a file that every browser reads back exactly."""

import io

import numpy as np
from PIL import Image

from hueandcry.effects import Overlay


def overlay_png(overlay: Overlay) -> bytes:
    """Return the overlay as one opaque RGB picture: premultiplied colour above, alpha (as grey) below.

    Opaque, because a browser that decodes transparent pixels may round them on the way; these come
    out of every canvas as they went in.
    """
    alpha = np.repeat(overlay[..., 3:], 3, axis=-1)
    sheet = np.concatenate([overlay[..., :3], alpha], axis=0)
    sink = io.BytesIO()
    Image.fromarray(sheet).save(sink, "PNG", optimize=True)
    return sink.getvalue()
