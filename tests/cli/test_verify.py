"""`hue verify`: a mirror on somebody else's web server, or a folder, and all that can be wrong with it."""

import base64
import gzip
import json
import shutil
import socket
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from hueandcry.bundle import SigningKey, build_bundle, fingerprint, with_compressed, write_bundle
from hueandcry.bundle.manifest import signed_manifest
from tests.cli.running import Hue, Outcome, is_one_sentence
from tests.plain_server import Quiet, plain_server
from tests.stories import KEY, put_down, red_campaign

FINGERPRINT = fingerprint(KEY.public)
OTHER = SigningKey(bytes(32))


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """Serve the test's folder as anybody might."""
    with plain_server(tmp_path) as address:
        yield address


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a published bundle in the served folder, below a path."""
    place = tmp_path / "some" / "red"
    write_bundle(with_compressed(build_bundle(red_campaign(), key=KEY)), place)
    return place


def forge(site: Path, key: SigningKey = OTHER) -> None:
    """Change a page and sign the bundle anew."""
    (site / "en" / "index.html").write_bytes(b"stolen")
    for copy in (*site.rglob("*.br"), *site.rglob("*.gz")):
        copy.unlink()
    files = {
        str(path.relative_to(site)): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    (site / "manifest.json").write_bytes(signed_manifest(files, red_campaign(), key))


def refused(outcome: Outcome, code: int, *words: str) -> bool:
    """Whether a command ended with one sentence that holds the words."""
    return (
        (outcome.code, outcome.out) == (code, b"")
        and is_one_sentence(outcome.err)
        and all(word in outcome.err for word in words)
    )


@pytest.mark.parametrize("ending", ["", "/", "/en", "/en/", "/en/index.html", "/manifest.json", "/?a=b#c"])
def test_a_whole_mirror_is_found_at_any_of_its_addresses(hue: Hue, web: str, site: Path, ending: str) -> None:
    assert site.is_dir()
    outcome = hue("verify", f"{web}some/red{ending}")
    assert (outcome.code, outcome.err) == (0, "")
    assert FINGERPRINT in outcome.said
    assert "proves that the copy is whole, not whose it is" in outcome.said
    assert outcome.said.endswith("This copy is whole.\n")


def test_a_folder_is_verified_without_a_server(hue: Hue, site: Path) -> None:
    outcome = hue("verify", site, "--key", FINGERPRINT)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.said.endswith("This copy is what was published.\n")
    assert "whose it is" not in outcome.said


def test_an_organiser_verifies_with_the_file_that_signed(hue: Hue, tmp_path: Path) -> None:
    file = put_down(red_campaign(), tmp_path / "red")
    published = hue("publish", file, "-o", tmp_path / "site", "--key", tmp_path / "keys" / "mine")
    assert (published.code, published.err.count("made a signing key in")) == (0, 1)
    outcome = hue("verify", tmp_path / "site", "--key", tmp_path / "keys" / "mine")
    assert (outcome.code, outcome.said.splitlines()[-1]) == (0, "This copy is what was published.")


@pytest.mark.parametrize("form", ["fingerprint", "spoken", "public", "file", "manifest"])
def test_the_expected_key_can_be_named_in_many_ways(hue: Hue, site: Path, tmp_path: Path, form: str) -> None:
    public = base64.b64encode(KEY.public).decode()
    (tmp_path / "public.txt").write_text(public + "\n")
    named = {
        "fingerprint": FINGERPRINT,
        "spoken": FINGERPRINT.upper().replace("-", " "),
        "public": public,
        "file": str(tmp_path / "public.txt"),
        "manifest": str(site / "manifest.json"),
    }[form]
    assert hue("verify", site, "--key", named).code == 0
    forge(site)
    forged = hue("verify", site, "--key", FINGERPRINT)
    assert forged.code == 1
    assert "NOT the expected one" in forged.said


def test_a_public_key_in_a_file_is_never_taken_for_a_secret(hue: Hue, site: Path, tmp_path: Path) -> None:
    # Whoever knows a public key could sign with it as a secret one; that must prove nothing.
    (tmp_path / "public.txt").write_text(base64.b64encode(KEY.public).decode())
    forge(site, SigningKey(KEY.public))
    assert hue("verify", site, "--key", tmp_path / "public.txt").code == 1


@pytest.mark.parametrize("place", ["folder", "address"])
def test_each_file_that_differs_is_named(hue: Hue, web: str, site: Path, place: str) -> None:
    (site / "en" / "index.html").write_bytes(b"stolen")
    (site / "campaign.toml").unlink()
    (site / "evil.js").write_text("alert(1)")
    (site / "index.html.br").write_bytes(b"x")
    outcome = hue("verify", site if place == "folder" else f"{web}some/red/")
    assert (outcome.code, outcome.err) == (1, "")
    named = {"  changed  en/index.html", "  missing  campaign.toml"}
    only_seen_on_the_disk = {"  added    evil.js", "  changed  index.html.br"}
    lines = set(outcome.said.splitlines())
    assert named <= lines
    assert (only_seen_on_the_disk <= lines) == (place == "folder")
    assert "This copy is NOT what was published." in lines


def test_a_folder_and_a_link_that_were_slipped_in_are_named(hue: Hue, site: Path, tmp_path: Path) -> None:
    (site / ".htaccess").write_text("Redirect / https://evil.example/")
    (site / "away").symlink_to(tmp_path, target_is_directory=True)
    (site / "odd\x1b[31m\n").touch()
    outcome = hue("verify", site)
    assert {"  added    .htaccess", "  added    away"} <= set(outcome.said.splitlines())
    assert "\x1b" not in outcome.said


def test_a_changed_manifest_has_a_wrong_signature(hue: Hue, site: Path) -> None:
    document = json.loads((site / "manifest.json").read_bytes())
    (site / "manifest.json").write_text(json.dumps(document | {"slug": "dead"}))
    outcome = hue("verify", site)
    assert outcome.code == 1
    assert "signature: WRONG" in outcome.said


def test_a_mirror_is_compared_with_the_official_address(hue: Hue, web: str, site: Path) -> None:
    shutil.copytree(site, site.parent / "mirror")
    good = hue("verify", f"{web}some/mirror", "--official", f"{web}some/red/en/")
    assert (good.code, good.err) == (0, "")
    assert "same key and has the same edition" in good.said
    forge(site.parent / "mirror")
    forged = hue("verify", f"{web}some/mirror", "--official", f"{web}some/red/")
    assert forged.code == 1
    assert "ANOTHER key" in forged.said


def test_a_verdict_is_json_for_programs(hue: Hue, site: Path) -> None:
    good = hue("verify", site, "--key", FINGERPRINT, "--json")
    document = json.loads(good.out)
    assert (good.code, document["ok"], document["fingerprint"]) == (0, True, FINGERPRINT)
    (site / "en" / "index.html").unlink()
    bad = hue("verify", site, "--json")
    assert bad.code == 1
    assert json.loads(bad.out)["wrong"] == [{"path": "en/index.html", "what": "missing"}]


def test_an_error_is_json_too(hue: Hue, tmp_path: Path) -> None:
    outcome = hue("verify", tmp_path, "--json")
    document = json.loads(outcome.out)
    assert (outcome.code, document["ok"], document["error"]["code"]) == (1, False, "no_manifest")


def test_an_address_with_nothing_behind_it_is_one_sentence(hue: Hue, web: str) -> None:
    assert refused(hue("verify", f"{web}nothing/here/"), 1, "no manifest.json")


def test_a_server_that_does_not_answer_is_one_sentence(hue: Hue) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert refused(hue("verify", f"http://127.0.0.1:{port}/"), 1, f"127.0.0.1:{port}", "cannot be reached")


@pytest.mark.parametrize("length", [0, 200])
def test_a_manifest_that_is_cut_off_is_one_sentence(hue: Hue, web: str, site: Path, length: int) -> None:
    manifest = site / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:length])
    assert refused(hue("verify", f"{web}some/red/"), 1, "manifest.json is not whole")


def test_a_page_in_the_manifests_place_is_one_sentence(hue: Hue, web: str, site: Path) -> None:
    (site / "manifest.json").write_bytes(b"<!doctype html>")
    assert refused(hue("verify", f"{web}some/red/"), 1, "manifest.json is not whole")


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "..\\secret.txt"])
def test_a_manifest_that_reaches_out_of_the_bundle_is_refused(hue: Hue, site: Path, path: str) -> None:
    (site.parent / "secret.txt").write_text("secret")
    (site / "manifest.json").write_bytes(signed_manifest({path: b"secret"}, red_campaign(), OTHER))
    assert refused(hue("verify", site), 1, "no plain path")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("ftp://mirror.example/",),
        ("file:///etc/",),
        ("https://",),
        ("red", "--key", "abcd"),
        ("red", "--official", "red"),
        ("red", "--official", "ftp://mirror.example/"),
    ],
)
def test_a_wrong_call_is_told_apart(hue: Hue, site: Path, arguments: tuple[str, ...]) -> None:
    outcome = hue("verify", *arguments, at=site.parent)
    assert (outcome.code, outcome.out) == (2, b"")


class Moving(Quiet):
    """Sends its visitors on: some to the next folder, some to another host."""

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        """Answer one request."""
        to = {"/near/": "/some/red/", "/far/": "http://localhost:1/"}
        for folder, target in to.items():
            if self.path.startswith(folder):
                self.send_response(HTTPStatus.FOUND)
                self.send_header("Location", target + self.path.removeprefix(folder))
                self.end_headers()
                return
        super().do_GET()


def test_a_redirect_is_followed_on_the_same_host_only(hue: Hue, tmp_path: Path, site: Path) -> None:
    assert site.is_dir()
    with plain_server(tmp_path, Moving) as address:
        assert hue("verify", f"{address}near/").code == 0
        assert refused(hue("verify", f"{address}far/"), 1, "http://localhost:1/manifest.json")


class Packing(Quiet):
    """Answers with the compressed copies that stand beside its files, or with what a test put there."""

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        """Answer one request as a server that trusts its copies."""
        packed = Path(self.translate_path(self.path) + ".gz")
        if not packed.is_file():
            super().do_GET()
            return
        body = packed.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_what_browsers_get_is_what_is_checked(hue: Hue, tmp_path: Path, site: Path) -> None:
    with plain_server(tmp_path, Packing) as address:
        assert hue("verify", f"{address}some/red/").code == 0
        (site / "en" / "index.html.gz").write_bytes(gzip.compress(b"stolen"))
        (site / "index.html.gz").write_bytes(gzip.compress(bytes(100_000_000), 1))
        outcome = hue("verify", f"{address}some/red/")
    assert outcome.code == 1
    assert {"  changed  en/index.html", "  changed  index.html"} <= set(outcome.said.splitlines())


class Failing(Quiet):
    """Fails at one file."""

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        """Answer one request."""
        if self.path.endswith("campaign.toml"):
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
        else:
            super().do_GET()


def test_a_server_that_fails_at_a_file_is_one_sentence(hue: Hue, tmp_path: Path, site: Path) -> None:
    assert site.is_dir()
    with plain_server(tmp_path, Failing) as address:
        assert refused(hue("verify", f"{address}some/red/"), 1, "campaign.toml answers 500")
