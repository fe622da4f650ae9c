"""A folder of 500 mixed photos with ten broken ones, and what people and machines do to such a run."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hueandcry import __version__, compile_effect, named_effect
from hueandcry.cli.record import RECORD
from tests.cli.running import Hue, is_one_sentence
from tests.making import face, jpeg, save

TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
OPTIONS = ("--effect", "grey", "--size", "32", "--crop", "centre", "--recursive")
GOOD, BROKEN = 490, 10


def lying(orientation: int) -> Image.Image:
    """Return the face as a camera stores it that says it was held so."""
    upright = face(60, 80)
    return upright.transpose(TURNED[orientation]) if orientation in TURNED else upright


def mixed_photos() -> list[tuple[str, bytes]]:
    """Return each format in each orientation that it can have, with the ending."""
    photos = [("gif", save(face(60, 80), "GIF"))]
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        image = lying(orientation)
        photos.append(("jpg", jpeg(image, orientation=orientation)))
        photos.append(("png", save(image, "PNG", exif=exif)))
        photos.append(("webp", save(image, "WEBP", exif=exif, lossless=True)))
    return photos


def broken_photos() -> list[bytes]:
    """Return ten files that are no photos, or no longer."""
    whole = jpeg(face(60, 80))
    png = save(face(60, 80), "PNG")
    cut = [whole[: len(whole) // 2], png[: len(png) // 2], save(face(60, 80), "WEBP")[:200], png[:8]]
    return [*cut, b"", b"no photo", b"<svg/>", b"%PDF-1.7", b"GIF89a", b"\xff\xd8\xff\xe0"]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder."""
    folder = tmp_path_factory.mktemp("crowd")
    photos = mixed_photos()
    for number in range(GOOD):
        ending, content = photos[number % len(photos)]
        file = folder / f"team-{number % 7}" / f"{number:03}.{ending}"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    for number, content in enumerate(broken_photos()):
        (folder / f"team-{number % 7}" / f"broken-{number}.jpg").write_bytes(content)
    return folder


@dataclass(frozen=True)
class Watched:
    """A run that somebody watched on a terminal.

    Args:
        out: the pictures.
        code: the exit code.
        said: what stood on stdout.
        seen: all that the terminal was sent.
        report: what it reported.
    """

    out: Path
    code: int
    said: str
    seen: str
    report: dict[str, object]


def read_terminal(descriptor: int) -> str:
    """Return all that a terminal is sent until nobody holds its other end."""
    seen = b""
    while True:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:  # how Linux says that it is closed
            return seen.decode()
        if not chunk:
            return seen.decode()
        seen += chunk


@pytest.fixture(scope="module")
def watched(hue: Hue, crowd: Path, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Paint the crowd with stderr on a terminal."""
    place = tmp_path_factory.mktemp("watched")
    command = [
        "paint",
        str(crowd),
        *OPTIONS,
        "--report",
        str(place / "report.json"),
        "-o",
        str(place / "out"),
    ]
    ours, theirs = pty.openpty()
    environment = hue.environment | {"TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-m", "hueandcry", *command], stdout=subprocess.PIPE, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        seen = read_terminal(ours)
        assert process.stdout is not None
        said = process.stdout.read().decode()
    os.close(ours)
    report = json.loads((place / "report.json").read_bytes())
    return Watched(place / "out", process.returncode, said, seen, report)


def made_in(out: Path) -> dict[str, bytes]:
    """Return the pictures below a folder."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("[!.]*.jpg"))}


def test_progress_is_seen_and_every_broken_photo_is_named(watched: Watched) -> None:
    assert (watched.code, watched.said) == (1, "490 of 500 pictures made.\n")
    assert "500/500" in watched.seen
    assert "10 failed" in watched.seen
    assert all(f"broken-{number}.jpg" in watched.seen for number in range(BROKEN))
    assert "Traceback" not in watched.seen


def test_the_bar_moves(watched: Watched) -> None:
    steps = {number for number in range(500) if f"{number}/500" in watched.seen}
    assert len(steps) >= 3


def test_every_photo_is_upright_and_has_its_picture(watched: Watched) -> None:
    made = made_in(watched.out)
    assert len(made) == GOOD
    upright = np.asarray(Image.open(watched.out / "team-1" / "001.jpg")).astype(float)
    for path in made:
        pixels = np.asarray(Image.open(watched.out / path)).astype(float)
        assert pixels.shape == (32, 32, 3)
        assert np.abs(pixels - upright).mean() < 6, (path, np.abs(pixels - upright).mean())
    assert np.abs(upright - upright[::-1]).mean() > 12
    assert not list(watched.out.rglob(".*.part"))


def test_the_report_is_right(watched: Watched) -> None:
    report = watched.report
    assert report["version"] == __version__
    assert report["effect"] == compile_effect(named_effect("grey"), 32).sha256
    assert report["totals"] == {"photos": 500, "done": 490, "skipped": 0, "failed": 10}
    assert isinstance(report["seconds"], float)
    assert report["seconds"] > 0
    rows = report["pictures"]
    assert isinstance(rows, list)
    assert [row["photo"] for row in rows] == sorted(row["photo"] for row in rows)
    for row in rows:
        if "broken" in row["photo"]:
            assert row["status"] == "failed"
            assert row["code"].startswith("photo_")
            assert row["message"] in watched.seen.replace("\r\n", " ").replace("  ", " ")
        else:
            assert row["status"] == "done"
            assert Path(row["picture"]).is_file()
            assert Path(row["photo"]).parent.name == Path(row["picture"]).parent.name


def test_a_second_run_makes_nothing_anew_and_tries_the_broken_ones_again(
    hue: Hue, watched: Watched, crowd: Path, tmp_path: Path
) -> None:
    shutil.copytree(watched.out, tmp_path / "out")
    (crowd / "team-0" / "broken-0.jpg").write_bytes(b"still no photo")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.jpg")}
    command = ("paint", crowd, *OPTIONS, "-o", tmp_path / "out", "--report", tmp_path / "report.json")
    outcome = hue(*command)
    assert (outcome.code, outcome.said) == (1, "0 of 500 pictures made. 490 were there already.\n")
    assert outcome.err.count("\n") == BROKEN, "no bar where there is no terminal"
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.jpg")} == before
    totals = json.loads((tmp_path / "report.json").read_bytes())["totals"]
    assert totals == {"photos": 500, "done": 0, "skipped": 490, "failed": 10}


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that a process has started."""
    return [
        int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    ]


def is_gone(pid: int) -> bool:
    """Whether there is no such process, or nothing of it but its name."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_until(claim: Callable[[], bool]) -> None:
    """Wait for the claim to come true, and fail if it does not."""
    end = time.monotonic() + 40
    while not claim():
        assert time.monotonic() < end
        time.sleep(0.005)


def start_and_stop(hue: Hue, crowd: Path, out: Path, stop: Callable[[int], None]) -> tuple[int, str]:
    """Begin painting, stop it in the middle, see that no worker is left; return exit code and stderr."""
    command = [
        sys.executable,
        "-m",
        "hueandcry",
        "paint",
        str(crowd),
        *OPTIONS,
        "-o",
        str(out),
        "--jobs",
        "2",
    ]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=hue.environment, start_new_session=True
    ) as process:
        wait_until(lambda: len(list(out.rglob("[!.]*.jpg"))) >= 25)
        workers = children_of(process)
        stop(process.pid)
        _, err = process.communicate(timeout=20)
    assert len(workers) == 2
    wait_until(lambda: all(map(is_gone, workers)))
    assert len(made_in(out)) < GOOD, "it was done before it could be stopped"
    return process.returncode, err.decode()


def resume(hue: Hue, crowd: Path, out: Path) -> None:
    """Run to the end, and see that what was done was not done again and all is there."""
    before = made_in(out)
    outcome = hue("paint", crowd, *OPTIONS, "-o", out)
    assert outcome.code == 1
    assert outcome.err.count("\n") == BROKEN
    assert outcome.err.count("exists") == 0
    made = GOOD - len(before)
    assert outcome.said == f"{made} of 500 pictures made. {len(before)} were there already.\n"
    assert not list(out.rglob(".*.part"))


def test_a_run_that_was_killed_goes_on_where_it_ended(
    hue: Hue, crowd: Path, watched: Watched, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, _ = start_and_stop(hue, crowd, out, lambda pid: os.kill(pid, signal.SIGKILL))
    assert code == -signal.SIGKILL
    with (out / RECORD).open("ab") as record:
        record.write(b'\n{"picture": "team-1/00')  # as if it had been killed while it wrote
    resume(hue, crowd, out)
    assert made_in(out) == made_in(watched.out)
    again = hue("paint", crowd, *OPTIONS, "-o", out)
    assert again.said == "0 of 500 pictures made. 490 were there already.\n"


def test_ctrl_c_is_one_sentence_and_leaves_nothing_half_done(hue: Hue, crowd: Path, tmp_path: Path) -> None:
    # As a terminal does it: to the command and its workers alike.
    code, err = start_and_stop(hue, crowd, tmp_path / "out", lambda pid: os.killpg(pid, signal.SIGINT))
    assert code == 130
    last = [line for line in err.splitlines(keepends=True) if "broken" not in line]
    assert len(last) == 1
    assert is_one_sentence(last[0])
    assert "goes on" in last[0]
    assert not list((tmp_path / "out").rglob(".*.part"))
    resume(hue, crowd, tmp_path / "out")


@pytest.fixture
def pair(hue: Hue, photo: Path, tmp_path: Path) -> tuple[str, ...]:
    """Give the command that paints two photos into a folder, after it has run once."""
    (photo.parent / "other.jpg").write_bytes(photo.read_bytes())
    command = ("paint", str(photo.parent), "--size", "32", "-o", str(tmp_path / "out"))
    assert hue(*command).said == "2 of 2 pictures made.\n"
    return command


def test_a_photo_that_has_changed_is_made_anew(hue: Hue, pair: tuple[str, ...], photo: Path) -> None:
    old = (Path(pair[-1]) / "photo.jpg").read_bytes()
    photo.write_bytes(jpeg(face(300, 300)))
    assert hue(*pair).said == "1 of 2 pictures made. 1 were there already.\n"
    assert (Path(pair[-1]) / "photo.jpg").read_bytes() != old


@pytest.mark.parametrize(
    "options",
    [("--effect", "grey"), ("--quality", "50"), ("--size", "40"), ("--crop", "0,0,100")],
    ids=lambda options: options[0],
)
def test_whatever_is_asked_for_differently_is_made_anew(
    hue: Hue, pair: tuple[str, ...], options: tuple[str, ...]
) -> None:
    old = made_in(Path(pair[-1]))
    assert hue(*pair, *options).said == "2 of 2 pictures made.\n"
    new = made_in(Path(pair[-1]))
    assert [name for name in old if old[name] == new[name]] == []
    assert hue(*pair, *options).said == "0 of 2 pictures made. 2 were there already.\n"


def test_a_picture_that_somebody_changed_is_theirs(hue: Hue, pair: tuple[str, ...]) -> None:
    (Path(pair[-1]) / "photo.jpg").write_bytes(b"retouched")
    outcome = hue(*pair, "--effect", "grey")
    assert (outcome.code, outcome.said) == (1, "1 of 2 pictures made.\n")
    assert "--overwrite" in outcome.err
    assert (Path(pair[-1]) / "photo.jpg").read_bytes() == b"retouched"


def test_a_picture_that_was_deleted_is_made_again(hue: Hue, pair: tuple[str, ...]) -> None:
    (Path(pair[-1]) / "photo.jpg").unlink()
    assert hue(*pair).said == "1 of 2 pictures made. 1 were there already.\n"


def test_another_folders_photo_of_the_same_name_does_not_replace_the_picture(
    hue: Hue, pair: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "others").mkdir()
    for name in ("photo.jpg", "second.jpg"):
        (tmp_path / "others" / name).write_bytes(jpeg(face(200, 200)))
    before = made_in(Path(pair[-1]))
    outcome = hue("paint", tmp_path / "others", *pair[2:])
    assert (outcome.code, outcome.said) == (1, "1 of 2 pictures made.\n")
    assert "photo.jpg exists" in outcome.err
    assert {name: made_in(Path(pair[-1]))[name] for name in before} == before


def test_the_record_tells_nothing_of_the_photos(pair: tuple[str, ...], photo: Path) -> None:
    record = (Path(pair[-1]) / RECORD).read_text(encoding="utf-8")
    facts = photo.stat()
    for secret in (photo.parent.name, str(facts.st_size), str(facts.st_mtime_ns)[:10]):
        assert f'{secret}"' not in record
        assert f"/{secret}" not in record
    assert {key for line in record.split() for key in ("photo", "state") if f'"{key}":' in line}


def test_a_name_that_is_no_text_is_painted_and_remembered(hue: Hue, photo: Path, tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(photo.parent) + b"/caf\xe9.jpg")
    Path(odd).write_bytes(photo.read_bytes())
    command = ("paint", photo.parent, "--size", "32", "-o", tmp_path / "out", "--report", tmp_path / "r.json")
    assert hue(*command).said == "2 of 2 pictures made.\n"
    assert hue(*command).said == "0 of 2 pictures made. 2 were there already.\n"
    assert len(json.loads((tmp_path / "r.json").read_bytes())["pictures"]) == 2
