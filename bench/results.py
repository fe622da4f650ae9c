"""All that a run of the bench found out, and the same as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from bench.measure import Figures, FiguresByPhoto, mean_of_photos
from bench.quality import CLASSES, Look


@dataclass(frozen=True)
class Results:
    """One run.

    Args:
        setting: the machine, the versions, the photos' weights, the rounds.
        titles: what each candidate is called.
        missing: peers that could not be measured, with the reason.
        cpu_ms_by_photo: CPU milliseconds, by candidate, job and photo; the floors under `tint`.
        avatars: pictures per second of one core, by candidate and batch.
        peak_mb: by candidate.
        looks: quality by candidate.
        alone: pictures per second of one process of ours, by the clock.
        together: the same of two.
    """

    setting: Mapping[str, object]
    titles: Mapping[str, str]
    missing: Mapping[str, str]
    cpu_ms_by_photo: FiguresByPhoto
    avatars: Figures
    peak_mb: Mapping[str, float]
    looks: Mapping[str, Look]
    alone: float = 0.0
    together: float = 0.0

    @property
    def cpu_ms(self) -> Figures:
        """CPU milliseconds by candidate and job, the mean over the photos."""
        return mean_of_photos(self.cpu_ms_by_photo)

    def is_as_good(self, key: str, than: str, job: str) -> bool:
        """Whether a candidate's pictures are of the same class as another's, or of a better one."""
        ranks = [CLASSES.index(self.looks[each].quality(job)) for each in (key, than)]
        return ranks[0] <= ranks[1]

    def document(self) -> dict[str, object]:
        """Return all of it as JSON values, the classes added."""
        whole = asdict(self) | {"cpu_ms": self.cpu_ms}
        for key, look in self.looks.items():
            whole["looks"][key]["quality"] = {job: look.quality(job) for job in look.alias}
        return whole
