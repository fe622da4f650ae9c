"""OpenCV, where the `vision` extra has brought it: it finds faces and multiplies matrices sooner."""

from functools import cache
from typing import Any


@cache
def opencv() -> Any:  # noqa: ANN401 - a module, or nothing
    """Return the cv2 module, or None; imported when first asked for, since that takes a while."""
    try:
        import cv2  # noqa: PLC0415
    except ImportError:
        return None
    # OpenCV 5 has no cascades; what else is used here it has.
    return cv2


@cache
def face_cascade() -> Any:  # noqa: ANN401 - a cv2 class, or nothing
    """Return the frontal-face detector whose data lies inside OpenCV's own wheel, or None.

    Source: P. Viola, M. Jones, "Rapid object detection using a boosted cascade of simple features",
    CVPR 2001.
    """
    cv2 = opencv()
    if cv2 is None or not hasattr(cv2, "CascadeClassifier"):
        return None
    cascade = cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_default.xml")
    return None if cascade.empty() else cascade
