"""Lets every candidate paint once for show, and looks at the pictures before any clock runs."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt

from bench.crew import JobError, Worker
from bench.jobs import JOBS, PLAIN, PROBES
from bench.quality import Levels, Look, alias_rms, expected, mean_difference, psnr_db, reference
from bench.recipes import Recipe
from bench.same_job import shortcomings

FAR_OFF = 3.0
"""A mean difference from the exact effect, in levels, that is remarked on."""


@dataclass(frozen=True)
class Gallery:
    """What is painted, and where it is kept to be looked at.

    Args:
        recipes: by name.
        photos: phone photos.
        zone_plate: the rings.
        folder: where the pictures are written.
    """

    recipes: Mapping[str, Recipe]
    photos: Sequence[Path]
    zone_plate: Path
    folder: Path


def look(worker: Worker, gallery: Gallery) -> Look:
    """Look at all that a candidate paints.

    Raises:
        JobError: if it cannot paint a probe.
    """
    alias = {}
    for probe in sorted(set(PROBES.values())):
        picture = paint(worker, gallery, probe, gallery.zone_plate)
        alias[probe] = alias_rms(picture, gallery.recipes[probe])
    psnr = fmean(
        psnr_db(paint(worker, gallery, PLAIN, photo), exact(gallery, PLAIN, photo))
        for photo in gallery.photos
    )
    difference, remarks = look_at_jobs(worker, gallery)
    return Look({job: alias[probe] for job, probe in PROBES.items()}, psnr, difference, remarks)


def look_at_jobs(worker: Worker, gallery: Gallery) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return how far each job's finished pictures are from the exact effect, and what is wrong with them."""
    difference: dict[str, float] = {}
    remarks: dict[str, None] = {}  # a set that keeps its order
    for job in JOBS:
        with suppress(JobError):
            found = []
            for photo in gallery.photos:
                picture = paint(worker, gallery, job, photo)
                remarks |= dict.fromkeys(shortcomings(picture, gallery.recipes[job].sizes_px[0]))
                found.append(mean_difference(picture, exact(gallery, job, photo)))
                if found[-1] > FAR_OFF:
                    remarks[f"{job} of {photo.stem} is {found[-1]:.1f} levels off"] = None
            difference[job] = fmean(found)
        if job not in difference:
            remarks[f"cannot paint {job}"] = None
    return difference, tuple(remarks)


def paint(worker: Worker, gallery: Gallery, recipe: str, photo: Path) -> Path:
    """Have one picture painted and return where it is."""
    picture = gallery.folder / f"{worker.candidate.key}-{recipe}-{photo.stem}"
    worker.ask(recipe, [photo], picture)
    return picture


def exact(gallery: Gallery, recipe: str, photo: Path) -> Levels:
    """Return what the picture should be, in float; worked out once and kept, for all candidates."""
    if (recipe, photo) not in EXACT:
        chosen = gallery.recipes[recipe]
        EXACT[recipe, photo] = expected(reference(photo, chosen.sizes_px[0]), chosen).astype(np.float32)
    return EXACT[recipe, photo].astype(np.float64)


EXACT: dict[tuple[str, Path], npt.NDArray[np.float32]] = {}
