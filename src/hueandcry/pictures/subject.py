"""Where the largest square should lie when nobody has said: around the faces, else where the eye goes.

The square only slides along the photo's longer side, and what counts is what the networks' circle shows.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from hueandcry.pictures.colour import as_image
from hueandcry.pictures.orient import upright
from hueandcry.pictures.plan import stored_box
from hueandcry.pictures.vision import face_cascade, opencv
from hueandcry.pictures.work import Box, Crop, Pixels, Work

LOOK_PX = 180
MIN_FACE = 0.08
"""The smallest face that counts, as a share of the photo's shorter side."""

CENTRE_PULL = 0.35
"""How much less the photo's ends count than its middle when there is no face."""

Profile = npt.NDArray[np.float64]


def find_subject(work: Work) -> None:
    """Place an automatic crop."""
    if work.plan.is_placed:
        return
    width, height = work.header.upright_size
    small = look(work)
    start = best_start(small)
    side = min(width, height)
    slack = max(width, height) - side
    at = round(start * slack)
    crop = Crop(at, 0, side) if width > height else Crop(0, at, side)
    work.plan = replace(work.plan, box=stored_box(crop, work.header))


def look(work: Work) -> Pixels:
    """Return a small upright RGB copy of the decoded photo, its shorter side about `LOOK_PX`."""
    step = max(1, min(work.pixels.shape[:2]) // (2 * LOOK_PX))
    sparse = np.ascontiguousarray(work.pixels[::step, ::step])
    image = as_image(sparse, work.mode).reduce(max(1, min(sparse.shape[:2]) // LOOK_PX))
    return upright(np.asarray(image.convert("RGB")), work.header.orientation)


def best_start(small: Pixels) -> float:
    """Return where the square begins along the longer side: 0 at the left or top end, 1 at the other."""
    # From here on the longer side runs across.
    lies = small if small.shape[1] >= small.shape[0] else small.transpose(1, 0, 2)
    side, slack = lies.shape[0], lies.shape[1] - lies.shape[0]
    if slack == 0:
        return 0.5
    boxes = find_faces(small)
    if small.shape[1] < small.shape[0]:
        boxes = [(y, x, down, across) for x, y, across, down in boxes]
    scores = score_faces(boxes, side, slack) if boxes else score_attention(attention(lies), side)
    return float(scores.argmax() / slack)


def find_faces(small: Pixels) -> list[Box]:
    """Return the boxes of faces that look out of the picture; empty where OpenCV is not installed."""
    cascade = face_cascade()
    if cascade is None:
        return []
    grey = opencv().equalizeHist(np.asarray(Image.fromarray(small).convert("L")))
    least = max(20, round(min(grey.shape) * MIN_FACE))
    found = cascade.detectMultiScale(grey, scaleFactor=1.1, minNeighbors=6, minSize=(least, least))
    return [(float(x), float(y), float(across), float(down)) for x, y, across, down in found]


def score_faces(boxes: list[Box], side: int, slack: int) -> Profile:
    """Return, for each place of the square, how much of the faces its circle holds; large ones count more.

    Among equal places the one nearest to the faces' common middle is best.
    """
    starts = np.arange(slack + 1)
    areas = np.array([across * down for _, _, across, down in boxes])
    middles = np.array([x + across / 2 for x, _, across, _ in boxes])
    held = sum(area * share_in_circle(box, starts, side) for area, box in zip(areas, boxes, strict=True))
    off_middle = np.abs(starts + side / 2 - (areas @ middles) / areas.sum()) / (side + slack)
    scores: Profile = held / areas.sum() - off_middle / 2
    return scores


def share_in_circle(box: Box, starts: npt.NDArray[np.int_], side: int) -> Profile:
    """Return, for each place, how far a face, taken as a disc, lies within the circle: 0 out, 1 wholly in."""
    x, y, across, down = box
    radius, face_radius = side / 2, (across + down) / 4
    distance = np.hypot(x + across / 2 - starts - radius, y + down / 2 - radius)
    share: Profile = np.clip((radius + face_radius - distance) / (2 * face_radius), 0, 1)
    return share


def attention(lies: Pixels) -> Profile:
    """Return how much each column draws the eye: skin, then detail, then colour; shape (width,).

    Source for the skin range in YCbCr: D. Chai, K. N. Ngan, "Face segmentation using skin-color map in
    videophone applications", IEEE Trans. CSVT 9(4), 1999.
    """
    luma, blue, red = (plane.astype(np.float64) for plane in np.moveaxis(ycbcr(lies), -1, 0))
    detail = np.abs(np.diff(luma, axis=0, prepend=luma[:1])) + np.abs(
        np.diff(luma, axis=1, prepend=luma[:, :1])
    )
    skin = (blue >= 77) & (blue <= 127) & (red >= 133) & (red <= 173) & (luma > 40)
    colour = np.abs(blue - 128) + np.abs(red - 128)
    profile: Profile = (2.0 * skin + detail / 32 + colour / 128).mean(axis=0)
    return profile


def ycbcr(rgb: Pixels) -> Pixels:
    """Convert to JPEG's own planes."""
    return np.asarray(Image.fromarray(np.ascontiguousarray(rgb)).convert("YCbCr"))


def score_attention(profile: Profile, side: int) -> Profile:
    """Return, for each place of the square, how much its circle holds of what draws the eye."""
    across = np.linspace(-1, 1, side)
    chord = np.sqrt(1 - across**2)
    scores = np.correlate(profile, chord, mode="valid")
    off_centre = np.abs(np.linspace(-1, 1, len(scores)))
    pulled: Profile = scores * (1 - CENTRE_PULL * off_centre)
    return pulled
