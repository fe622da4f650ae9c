"""`make bench`: what a picture costs, beside every peer, at which quality, and whether our bars are met.

Candidates take turns, each in a process of its own; user and system time are counted, threads and
children included, and medians are quoted. Peers are installed into `.bench/` on the first run.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.bars import all_bars
from bench.crew import CANDIDATES, FLOORS, OURS, Candidate, JobError, Worker, installed
from bench.jobs import JOBS, make_recipes
from bench.look import Gallery, look
from bench.measure import peak_memory, scaling, time_avatars, time_photos
from bench.peers import HOME, Peer, say
from bench.photos import draw_avatars, draw_frame, draw_photos, draw_zone_plate
from bench.quality import Look
from bench.recipes import write_recipes
from bench.report import report
from bench.results import Results

ROUNDS, QUICK_ROUNDS = 9, 2
QUICK_AVATARS = 100


@dataclass
class Bench:
    """A run under way: what is measured, and who turned out to be missing."""

    candidates: Sequence[Candidate]
    peers: dict[str, Peer]
    photos: Sequence[Path]
    gallery: Gallery
    recipes: Path
    rounds: int
    avatars: Sequence[Path]
    missing: dict[str, str] = field(default_factory=dict)

    def start(self, candidate: Candidate) -> Worker:
        """Start a worker."""
        return Worker(candidate, self.peers[candidate.peer].program, self.recipes)

    def look_at_all(self) -> dict[str, Look]:
        """Look at every candidate's pictures; who cannot paint is missing from here on."""
        looks = {}
        for candidate in self.candidates:
            trouble = self.peers[candidate.peer].trouble
            if not trouble:
                say(f"Looking at {candidate.title} …")
                try:
                    with self.start(candidate) as worker:
                        looks[candidate.key] = look(worker, self.gallery)
                except JobError as error:
                    trouble = str(error)
            if trouble:
                self.missing[candidate.title] = trouble
        return looks

    def measure(self) -> Results:
        """Measure everything."""
        looks = self.look_at_all()
        there = [each for each in self.candidates if each.key in looks]
        with ExitStack() as stack:
            workers = [stack.enter_context(self.start(each)) for each in there]
            floors = [stack.enter_context(self.start(each)) for each in FLOORS]
            say(f"{self.rounds} rounds of {len(JOBS)} jobs on {len(self.photos)} photos …")
            cpu_ms = time_photos([*workers, *floors], self.photos, self.rounds)
            say(f"{len(self.avatars)} avatars …")
            avatars = time_avatars(workers, self.avatars)
        say("Memory, and a second process …")
        alone, together = self.scale(there)
        return Results(
            setting=self.setting(),
            titles={each.key: each.title for each in there},
            missing=self.missing,
            cpu_ms_by_photo=cpu_ms,
            avatars=avatars,
            peak_mb=self.peaks(there),
            looks=looks,
            alone=alone,
            together=together,
        )

    def peaks(self, there: Sequence[Candidate]) -> dict[str, float]:
        """Return the candidates' peak memory in MB."""
        programs = {each.key: self.peers[each.peer].program for each in there}
        return {
            each.key: peak_memory(each, programs[each.key], self.recipes, self.gallery.photos)
            for each in there
        }

    def scale(self, there: Sequence[Candidate]) -> tuple[float, float]:
        """Return pictures per second of one and of two processes of ours, or zeros if we are not measured."""
        ours = next((each for each in there if each.key == OURS), None)
        if ours is None:
            return 0.0, 0.0
        with self.start(ours) as first, self.start(ours) as second:
            return scaling([first, second], [*self.photos] * 3, self.rounds)

    def setting(self) -> dict[str, object]:
        """Return what must be known to compare this run with another."""
        weights = ", ".join(f"{path.stat().st_size / 1e6:.1f}" for path in self.photos)
        peers = [peer.versions for peer in self.peers.values() if peer.versions]
        return {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
            "load average": f"{os.getloadavg()[0]:.1f} at the end; others' work disturbs the scaling most",
            "peers": ", ".join(sorted(peers)),
            "photos": f"{len(self.photos)} of {weights} MB",
            "rounds": self.rounds,
        }


def prepare(options: argparse.Namespace) -> Bench:
    """Draw what is to be painted and install whom we compare with."""
    folder = HOME / "photos"
    folder.mkdir(parents=True, exist_ok=True)
    say("Drawing photos …")
    photos = [each.resolve() for each in options.photo or draw_photos(folder)]
    recipes = make_recipes(folder, draw_frame(folder))
    path = folder / "recipes.json"
    write_recipes(path, recipes)
    shown = HOME / "pictures"
    shown.mkdir(exist_ok=True)
    avatars = draw_avatars(folder / "avatars")
    wanted = [each for each in CANDIDATES if not options.only or each.key in options.only]
    return Bench(
        candidates=wanted,
        peers=installed([*wanted, *FLOORS]),
        photos=photos,
        gallery=Gallery(recipes, photos[-1:] if options.quick else photos, draw_zone_plate(folder), shown),
        recipes=path,
        rounds=QUICK_ROUNDS if options.quick else options.rounds,
        avatars=avatars[:QUICK_AVATARS] if options.quick else avatars,
    )


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make bench")
    parser.add_argument("--photo", type=Path, action="append", help="a JPEG of your own; may be repeated")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and avatars, for a first look")
    parser.add_argument("--only", type=lambda keys: keys.split(","), help="candidates, such as ours,pillow")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there as well")
    options = parser.parse_args()
    known = {each.key for each in CANDIDATES}
    if unknown := set(options.only or ()) - known:
        parser.error(f"--only knows {', '.join(sorted(known))}; not {', '.join(sorted(unknown))}")
    return options


def main() -> int:
    """Measure and print; a bar that is not met is said, and no error: machines differ."""
    options = read_options()
    results = prepare(options).measure()
    bars = all_bars(results)
    print("\n".join(report(results, bars)))
    if options.json:
        verdicts = [
            {"bar": bar.sentence, "measured": bar.measured, "wanted": bar.wanted, "met": bar.is_met}
            for bar in bars
        ]
        options.json.write_text(json.dumps(results.document() | {"bars": verdicts}, indent=2) + "\n")
    return 0 if OURS in results.titles or options.only else 1


if __name__ == "__main__":
    sys.exit(main())
