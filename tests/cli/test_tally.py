"""`hue tally`: the count of a real server, checked and exported beside it, after it and after tampering."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import Hue, files_in, is_one_sentence
from tests.conftest import Running, start_server, stop_server
from tests.server.asking import RED, post, supporters
from tests.server.joining import join, new_token, number_after
from tests.server.serving import QUICK, quick_campaign, serving

HEAD = "campaign,dimension,value,day,n"
SLUGS = ["make-facebook-red", "quick", "tricolore"]


def let_join(running: Running) -> None:
    """Let four join one campaign and one another, some with old tokens, one twice, and some come by."""
    twice = new_token()
    for token, facts in (
        (twice, {"language": "en", "network": "mastodon", "generation": 2, "opens": 1}),
        (twice, {"language": "ar"}),
        (new_token(age_days=3), {"language": "en", "partner": "=cmd()"}),
        (new_token(age_days=59), {"variant": "no such"}),
        (new_token(), {}),
    ):
        number_after(join(running.address, token, QUICK, **facts))
    number_after(join(running.address, new_token(), RED, language="ar"))
    for what in ("visit", "visit", "save", "share"):
        assert post(running.address, f"{QUICK}event", {"what": what}).status == 204


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a server that counted and was stopped."""
    folder = tmp_path_factory.mktemp("counted")
    (folder / "data").mkdir()
    running = start_server(folder / "data", "--demo", quick_campaign(folder / "campaign"))
    let_join(running)
    stop_server(running)
    return folder / "data"


@pytest.fixture
def data(counted: Path, tmp_path: Path) -> Path:
    """Return a data folder of the test's own."""
    return Path(shutil.copytree(counted, tmp_path / "data"))


@pytest.fixture
def tampered(data: Path) -> Iterator[sqlite3.Connection]:
    """Give the database's inside; what is done there is on the disk at once."""
    with closing(sqlite3.connect(data / "hue.sqlite3", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # so that the file is all there is
        yield connection


def disk(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file with its bytes and its time of change."""
    return {name: (found, (folder / name).stat().st_mtime_ns) for name, found in files_in(folder).items()}


def read_csv(text: str) -> Counter[tuple[str, str, str]]:
    """Return an export's numbers by campaign, dimension and value."""
    assert text.startswith(f"{HEAD}\r\n")
    numbers: Counter[tuple[str, str, str]] = Counter()
    for row in csv.DictReader(io.StringIO(text, newline=""), strict=True):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["day"])
        numbers[row["campaign"], row["dimension"], row["value"]] += int(row["n"])
    return numbers


def test_an_honest_count_agrees_and_nothing_on_the_disk_changes(hue: Hue, data: Path) -> None:
    before = disk(data)
    outcome = hue("tally", "verify", "--data", data)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.said.splitlines() == [
        "make-facebook-red: supporters 1, traces 1: all sums agree",
        "quick: supporters 4, traces 4: all sums agree",
        "tricolore: supporters 0, traces 0: all sums agree",
        "The count agrees.",
    ]
    assert disk(data) == before


def test_the_findings_are_json_for_programs(hue: Hue, data: Path) -> None:
    outcome = hue("tally", "verify", "--data", data, "--json")
    found = json.loads(outcome.out)
    assert (outcome.code, outcome.err, found["ok"]) == (0, "", True)
    assert found["campaigns"][1] == {"slug": "quick", "supporters": 4, "traces": 4, "differences": []}
    assert (found["orphans"], found["faults"]) == ([], [])


def test_beside_a_running_server_the_count_is_checked_and_goes_on(hue: Hue, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with serving(data, "--demo", quick_campaign(tmp_path / "campaign")) as running:
        let_join(running)
        database = data / "hue.sqlite3"
        outcome = hue("tally", "verify", "--data", data)
        assert (outcome.code, outcome.err) == (0, "")
        assert "quick: supporters 4, traces 4: all sums agree" in outcome.said
        before = (database.read_bytes(), database.stat().st_mtime_ns)
        names = sorted(files_in(data))
        assert hue("tally", "verify", "--data", data).out == outcome.out
        exported = hue("tally", "export", "quick", "--data", data)
        assert read_csv(exported.said)["quick", "supporters", ""] == 4
        assert (database.read_bytes(), database.stat().st_mtime_ns) == before
        assert sorted(files_in(data)) == names
        assert number_after(join(running.address, new_token(), QUICK)) == 5
        assert supporters(running.address, QUICK) == 5
        assert "quick: supporters 5, traces 5" in hue("tally", "verify", "--data", data).said
        stop_server(running)


def test_a_counter_that_was_changed_is_found(hue: Hue, data: Path, tampered: sqlite3.Connection) -> None:
    tampered.execute("UPDATE store_count SET n = n + 1000 WHERE dimension = 'supporters' AND n = 4")
    before = disk(data)
    outcome = hue("tally", "verify", "--data", data)
    assert (outcome.code, outcome.err) == (1, "")
    lines = outcome.said.splitlines()
    assert lines[1:3] == [
        "quick: supporters 1004, traces 4: 2 differences",
        "  supporters: counted 1004, traces 4",
    ]
    assert re.fullmatch(r"  hour on \d{4}-\d\d-\d\d: 4, where 1004 joined", lines[3])
    assert lines[-1] == "The count does NOT agree."
    assert lines[0].endswith("all sums agree")
    assert disk(data) == before


def test_a_language_that_was_made_up_is_found(hue: Hue, data: Path, tampered: sqlite3.Connection) -> None:
    tampered.execute("UPDATE store_count SET n = 9 WHERE dimension = 'language' AND value = 'en'")
    outcome = hue("tally", "verify", "--data", data, "--json")
    found = json.loads(outcome.out)
    assert (outcome.code, found["ok"]) == (1, False)
    [difference] = found["campaigns"][1]["differences"]
    assert {key: difference[key] for key in ("rule", "dimension", "found", "against")} == {
        "rule": "if_sent",
        "dimension": "language",
        "found": 9,
        "against": 4,
    }


def test_a_trace_that_was_removed_is_found(hue: Hue, data: Path, tampered: sqlite3.Connection) -> None:
    tampered.execute("DELETE FROM store_tokentrace WHERE day = (SELECT min(day) FROM store_tokentrace)")
    outcome = hue("tally", "verify", "--data", data)
    assert outcome.code == 1
    assert "quick: supporters 4, traces 3: 1 difference\n  supporters: counted 4, traces 3\n" in outcome.said


def test_negative_and_orphaned_counters_are_named(hue: Hue, data: Path, tampered: sqlite3.Connection) -> None:
    tampered.execute("UPDATE store_count SET n = -2 WHERE dimension = 'opens'")
    tampered.execute("INSERT INTO store_count VALUES ('hour', '07', '2026-03-05', 7, 4711)")
    outcome = hue("tally", "verify", "--data", data)
    assert outcome.code == 1
    assert re.search(r"^  opens=1 on [-\d]+: -2, less than 0$", outcome.said, re.MULTILINE)
    assert "orphaned: no campaign has the number 4711: counters 1, traces 0\n" in outcome.said


def test_damage_is_told_and_the_other_campaigns_are_checked(
    hue: Hue, data: Path, tampered: sqlite3.Connection
) -> None:
    tampered.execute("UPDATE store_count SET n = 'many' WHERE dimension = 'supporters' AND n = 4")
    outcome = hue("tally", "verify", "--data", data)
    assert (outcome.code, outcome.err) == (1, "")
    assert "damaged: quick: The database is damaged: 'many' stands where a number should.\n" in outcome.said
    assert "make-facebook-red: supporters 1, traces 1: all sums agree\n" in outcome.said


@pytest.mark.parametrize("command", ["verify", "export"])
def test_without_a_count_it_says_where_to_look_and_makes_nothing(
    hue: Hue, tmp_path: Path, command: str
) -> None:
    for arguments in ([], ["--data", "nowhere"], ["--data", "."]):
        outcome = hue("tally", command, *arguments, at=tmp_path)
        assert (outcome.code, outcome.out) == (2, b"")
        assert is_one_sentence(outcome.err)
        assert "--data" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_call_is_json_too(hue: Hue, tmp_path: Path) -> None:
    outcome = hue("tally", "verify", "--json", at=tmp_path)
    found = json.loads(outcome.out)
    assert (outcome.code, outcome.err, found["ok"]) == (2, "", False)
    assert found["error"]["code"] == "no_database"


def test_the_data_folder_is_the_one_that_the_server_is_told(data: Path, hue: Hue) -> None:
    told = Hue({**hue.environment, "HUE_DATA_DIR": str(data)})
    assert told("tally", "verify").code == 0


def test_neither_needs_the_server_part(hue: Hue, data: Path) -> None:
    without = "import sys; sys.modules.update(dict.fromkeys(['django', 'granian'])); "
    for command in ("verify", "export"):
        arguments = ["tally", command, "--data", str(data)]
        ended = subprocess.run(
            [sys.executable, "-c", f"{without}from hueandcry.cli.main import app; app({arguments})"],
            capture_output=True,
            env=hue.environment,
            check=False,
            timeout=60,
        )
        assert (ended.returncode, ended.stderr) == (0, b"")


def test_the_export_holds_every_counter_and_nothing_else(hue: Hue, data: Path) -> None:
    before = disk(data)
    outcome = hue("tally", "export", "--data", data)
    assert (outcome.code, outcome.err) == (0, "")
    with closing(sqlite3.connect(data / "hue.sqlite3")) as connection:
        [[rows]] = connection.execute("SELECT count(*) FROM store_count")
        hashes = [hash_ for (hash_,) in connection.execute("SELECT keyed_hash FROM store_tokentrace")]
    numbers = read_csv(outcome.said)
    assert outcome.said.count("\r\n") == outcome.said.count("\n") == rows + 1
    hours = {key for key in numbers if key[1] == "hour"}
    assert {key: n for key, n in numbers.items() if key not in hours} == {
        ("make-facebook-red", "language", "ar"): 1,
        ("make-facebook-red", "supporters", ""): 1,
        ("quick", "generation", "2"): 1,
        ("quick", "language", "en"): 2,
        ("quick", "network", "mastodon"): 1,
        ("quick", "opens", "1"): 1,
        ("quick", "partner", "other"): 1,
        ("quick", "save", ""): 1,
        ("quick", "share", ""): 1,
        ("quick", "supporters", ""): 4,
        ("quick", "variant", "other"): 1,
        ("quick", "visit", ""): 2,
    }
    assert sum(numbers[key] for key in hours) == 5
    assert not any(each in outcome.out or each.hex().encode() in outcome.out.lower() for each in hashes)
    assert disk(data).keys() == before.keys()


def test_campaigns_are_exported_by_name_each_once(hue: Hue, data: Path) -> None:
    outcome = hue("tally", "export", "quick", "make-facebook-red", "quick", "--data", data)
    assert outcome.code == 0
    order = [line.split(",")[0] for line in outcome.said.splitlines()[1:]]
    assert list(dict.fromkeys(order)) == ["quick", "make-facebook-red"]
    assert order == sorted(order, reverse=True)


def test_a_campaign_that_nobody_joined_has_no_lines(hue: Hue, data: Path) -> None:
    assert hue("tally", "export", "tricolore", "--data", data).said == f"{HEAD}\r\n"


def test_a_campaign_that_is_not_there_is_named_before_anything_is_written(hue: Hue, data: Path) -> None:
    outcome = hue("tally", "export", "quick", "qiuck", "-o", "out.csv", "--data", data, at=data.parent)
    assert (outcome.code, outcome.out) == (2, b"")
    assert is_one_sentence(outcome.err)
    assert "'qiuck'" in outcome.err
    assert ", ".join(SLUGS) in outcome.err
    assert list(data.parent.glob("*.csv")) == []


def test_values_that_are_formulas_are_guarded(hue: Hue, data: Path, tampered: sqlite3.Connection) -> None:
    tampered.execute("UPDATE store_count SET value = '=HYPERLINK(\"x\")' WHERE dimension = 'partner'")
    outcome = hue("tally", "export", "quick", "--data", data)
    assert 'quick,partner,"\'=HYPERLINK(""x"")",' in outcome.said


def test_a_file_is_written_whole_and_never_replaced_unasked(hue: Hue, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "count.csv"
    printed = hue("tally", "export", "--data", data).out
    outcome = hue("tally", "export", "--data", data, "-o", out)
    assert (outcome.code, outcome.out, outcome.err) == (0, b"", "")
    assert files_in(out.parent) == {"count.csv": printed}
    out.write_bytes(b"mine")
    refused = hue("tally", "export", "--data", data, "-o", out)
    assert (refused.code, is_one_sentence(refused.err), "--overwrite" in refused.err) == (1, True, True)
    assert out.read_bytes() == b"mine"
    assert hue("tally", "export", "--data", data, "-o", out, "--overwrite").code == 0
    assert files_in(out.parent) == {"count.csv": printed}


def test_the_count_itself_and_folders_are_never_replaced(hue: Hue, data: Path) -> None:
    before = disk(data)
    for out in (data, data / "hue.sqlite3"):
        outcome = hue("tally", "export", "--data", data, "-o", out, "--overwrite")
        assert (outcome.code, is_one_sentence(outcome.err)) == (2, True)
    assert disk(data) == before


def test_a_damaged_count_leaves_no_half_file(hue: Hue, data: Path, tampered: sqlite3.Connection) -> None:
    tampered.execute("UPDATE store_count SET n = 'many' WHERE dimension = 'supporters' AND n = 4")
    outcome = hue("tally", "export", "--data", data, "-o", data.parent / "out" / "count.csv")
    assert (outcome.code, is_one_sentence(outcome.err)) == (1, True)
    assert files_in(data.parent / "out") == {}


@pytest.mark.parametrize("command", ["verify", "export"])
def test_help_has_an_example_that_its_own_options_allow(hue: Hue, command: str) -> None:
    outcome = hue("tally", command, "--help")
    [example] = re.findall(r"Example:\s+(.*)", outcome.said)
    assert example.startswith(f"hue tally {command} ")
    assert [each for each in re.findall(r"(?<!\S)--[a-z]+", example) if outcome.said.count(each) < 2] == []


def test_the_group_lists_only_commands_that_are_real(hue: Hue) -> None:
    said = hue("tally", "--help").said
    assert all(name in said for name in ("verify", "export"))
    assert "move" not in said
    assert "tally" in hue("--help").said
