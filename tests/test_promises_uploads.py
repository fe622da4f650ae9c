"""The promises to those who send a photo: it is in memory only, and what comes back says nothing else."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT, Running
from tests.exiftool import metadata
from tests.jpeg_markers import spoken_segments
from tests.making import SECRET_WORDS, face, jpeg, save
from tests.server.asking import ask
from tests.server.serving import QUICK, quick_campaign, serving
from tests.server.uploading import CONTENT_TYPE, form, pieces, send

# As EXIF, comment and file name; and as pixels that PNG stores as they are.
MARK = "MarkedPhoto-5d41402abc4b2a76"
MARKED = jpeg(face(900, 700), quality=100, xmp=MARK.encode() * 9)
INDICES = Image.frombytes("P", (1024, 512), (MARK.encode() * 20_000)[: 1024 * 512])
INDICES.putpalette([level // 3 for level in range(768)])
RAW = save(INDICES, "PNG", compress_level=0)
# Above what libraries commonly keep in memory before they turn to a temporary file.
HEAVY = MARKED + MARK.encode() * 60_000
MARKS = (MARK, *SECRET_WORDS)

# A file opened so that something could be written to it, or made, and its path.
OPENED_TO_WRITE = re.compile(
    r'(?:open(?:at2?)?\((?:AT_FDCWD, |\d+(?:<[^>]*>)?, )?"([^"]*)", .*?(?:O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE)'
    r'|(?:creat|mknod)\("([^"]*)"|(memfd_create)\()'
)
OURS = re.compile(r"/(hue\.sqlite3(-wal|-shm|-journal)?|secret-key|\.secret-key-\w+|[\w.-]*signing[\w.-]*)$")


@dataclass
class Watched:
    """A server that was driven and ended, and what was seen of it.

    Args:
        folders: all folders to which it might have written.
        said: what it wrote to stdout and stderr.
        descriptors: where the descriptors of it and its workers led, looked at while it worked.
        answers: the pictures that came back.
        traced: what strace saw; empty where there is none.
    """

    folders: list[Path]
    said: bytes = b""
    descriptors: set[str] = field(default_factory=set)
    answers: list[bytes] = field(default_factory=list)
    traced: str = ""

    def found_on_disk(self, mark: str) -> list[str]:
        """Return the files in which a mark stands."""
        files = (file for folder in self.folders for file in folder.rglob("*") if file.is_file())
        return [str(file) for file in files if mark.encode() in file.read_bytes()]


def family(pid: int) -> Iterator[int]:
    """Yield a process and its children."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            yield from family(int(child))


def look_at_descriptors(pid: int, seen: set[str], done: threading.Event) -> None:
    """Note where all descriptors lead, over and over until it is done."""
    while not done.wait(0.002):
        try:
            for each in family(pid):
                seen.update(str(link.readlink()) for link in Path(f"/proc/{each}/fd").iterdir())
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue


def drive(address: str) -> list[bytes]:
    """Send marked photos in every way there is, good and bad, and return the pictures."""
    good = [
        send(address, f"{QUICK}paint", MARKED),
        send(address, f"{QUICK}paint", RAW),
        send(address, f"{QUICK}paint", HEAVY),
        send(address, f"{QUICK}convert", MARKED),
        send(address, f"{QUICK}convert", HEAVY),
    ]
    assert [reply.status for reply in good] == [200] * 5
    chunked = ask(
        address,
        f"{QUICK}paint",
        "POST",
        body=pieces(form(HEAVY), 9_000),
        headers={"content-type": CONTENT_TYPE},
    )
    kept = ask(address, f"{QUICK}p", "POST", body=jpeg(face(500, 500), xmp=MARK.encode())).json()
    link = QUICK + kept["path"]
    shown = ask(address, link)
    assert ask(address, link, "DELETE").status == 204
    assert ask(address, link).status == 404
    bad = [
        send(address, f"{QUICK}paint", MARK.encode() * 90_000),
        send(address, f"{QUICK}paint", MARKED[:20_000]),
        send(address, f"{QUICK}paint", MARKED, variant=MARK),
        send(address, f"{QUICK}paint", MARKED, crop=MARK),
        ask(address, f"{QUICK}paint", "POST", body=MARKED, headers={"content-type": CONTENT_TYPE}),
        ask(address, f"{QUICK}paint", "POST", body=form(HEAVY)[:-90], headers={"content-type": CONTENT_TYPE}),
        ask(address, f"{QUICK}p", "POST", body=MARKED[:20_000]),
    ]
    assert [reply.status for reply in bad] == [400] * 7
    return [reply.body for reply in (*good, chunked, shown)]


def watch(running: Running, seen: Watched) -> None:
    """Drive a server, look at it meanwhile, and end it."""
    done = threading.Event()
    looker = threading.Thread(target=look_at_descriptors, args=(running.process.pid, seen.descriptors, done))
    looker.start()
    try:
        seen.answers = drive(running.address)
    finally:
        done.set()
        looker.join()
    running.process.terminate()
    assert running.process.wait(timeout=30) == 0
    assert running.process.stdout is not None
    seen.said = running.process.stdout.read().encode() + (running.data / "stderr.txt").read_bytes()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Drive a server whose every folder is known."""
    data, temporary, home = (tmp_path_factory.mktemp(name) for name in ("data", "temporary", "home"))
    seen = Watched([data, temporary, home])
    campaign = quick_campaign(tmp_path_factory.mktemp("campaigns"))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TMPDIR", "TEMP", "TMP"):
            patch.setenv(name, str(temporary))
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CACHE_HOME", str(home))
        with serving(data, campaign) as running:
            watch(running, seen)
    return seen


@pytest.mark.parametrize("mark", MARKS)
def test_promise_1_a_photo_that_was_sent_is_in_no_file(watched: Watched, mark: str) -> None:
    assert watched.found_on_disk(mark) == []


@pytest.mark.parametrize("mark", MARKS)
def test_promise_1_nothing_of_it_is_said(watched: Watched, mark: str) -> None:
    assert mark.encode() not in watched.said
    assert watched.said == b"", "after its address the server has nothing to say"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows descriptors as files")
def test_promise_1_while_it_is_painted_no_temporary_file_is_open(watched: Watched) -> None:
    temporary = str(watched.folders[1])
    assert any(each.startswith("socket:") for each in watched.descriptors)
    assert [
        each
        for each in watched.descriptors
        if each.startswith((temporary, "/tmp", "/var/tmp", "/dev/shm", "/memfd:"))  # noqa: S108
        and not each.startswith((str(watched.folders[0]), str(ROOT)))  # a checkout may lie there too
    ] == []


def test_promise_4_all_that_comes_back_says_nothing_but_its_pixels(watched: Watched) -> None:
    assert len(watched.answers) == 7
    for answer in watched.answers:
        assert spoken_segments(answer) == []
        assert [mark for mark in MARKS if mark.encode() in answer] == []


def test_promise_4_exiftool_finds_nothing_either(watched: Watched, tmp_path: Path) -> None:
    for number, answer in enumerate(watched.answers):
        (tmp_path / f"{number}.jpg").write_bytes(answer)
    assert metadata(tmp_path) == {f"{number}.jpg": {} for number in range(len(watched.answers))}


def test_the_photos_of_these_tests_do_carry_what_is_searched_for(tmp_path: Path) -> None:
    assert MARK.encode() in MARKED
    assert MARK.encode() in RAW
    assert len(HEAVY) > 1_500_000
    (tmp_path / "file").write_bytes(HEAVY)
    assert all(Watched([tmp_path]).found_on_disk(mark) for mark in MARKS)


def can_trace(folder: Path) -> bool:
    """Whether there is a strace that may trace."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", str(folder / "tried"), "true"], capture_output=True, check=False)
    return tried.returncode == 0


@pytest.fixture
def traced(tmp_path: Path) -> Watched:
    """Drive a server while strace notes every file that it opens, or skip visibly."""
    if not can_trace(tmp_path):
        pytest.skip("no strace here, or it may not trace")
    data, log = tmp_path / "data", tmp_path / "trace"
    data.mkdir()
    with serving(data, quick_campaign(tmp_path / "campaigns")) as running:
        calls = "trace=open,openat,openat2,creat,mknod,memfd_create"
        tracer = subprocess.Popen(
            ["strace", "-f", "-q", "-e", calls, "-o", str(log), "-p", str(running.process.pid)],
            stderr=subprocess.DEVNULL,
        )
        wait_for_tracer(running.process.pid)
        seen = Watched([data], answers=drive(running.address))
        running.process.terminate()
        assert running.process.wait(timeout=30) == 0
        tracer.wait(30)
    seen.traced = log.read_text(encoding="utf-8", errors="replace")
    return seen


def wait_for_tracer(pid: int) -> None:
    """Return as soon as every thread of a process is traced."""
    done = threading.Event()
    for _ in range(500):
        states = [file.read_text(encoding="utf-8") for file in Path(f"/proc/{pid}/task").glob("*/status")]
        if all("TracerPid:\t0\n" not in state for state in states):
            return
        done.wait(0.01)
    pytest.fail("strace never came")


def test_promise_1_the_kernel_saw_no_file_opened_for_writing_but_the_database(traced: Watched) -> None:
    lines = traced.traced.splitlines()
    written = {
        "".join(filter(None, found.groups())) for line in lines if (found := OPENED_TO_WRITE.search(line))
    }
    read = sum("O_RDONLY" in line for line in lines)
    assert read > 100, "the workers' start opens many files to read; were there none, nothing was traced"
    assert {path for path in written if not OURS.search(path) and path != "/dev/null"} == set()
