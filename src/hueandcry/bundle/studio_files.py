"""The studio's files as a bundle carries them: each script in one piece, the style in the accent colour."""

from functools import cache
from hashlib import sha256
from importlib import resources

from hueandcry.bundle.joined import joined

ENTRIES = ("studio", "worker", "chooser")
SHEETS = ("style.css", "plain.css")

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<circle cx="16" cy="16" r="15" fill="{accent}"/></svg>'
)


@cache
def sources() -> dict[str, str]:
    """Return the studio's modules and style sheets by file name."""
    folder = resources.files("hueandcry.bundle").joinpath("studio")
    return {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.is_file()}


@cache
def scripts() -> dict[str, bytes]:
    """Return each script in one piece."""
    modules = {name.removesuffix(".js"): text for name, text in sources().items() if name.endswith(".js")}
    return {f"{entry}.js": joined(entry, modules).encode() for entry in ENTRIES}


def studio_files(accent: str) -> dict[str, bytes]:
    """Return the scripts, and the style sheets and icon in the accent colour."""
    sheets = {name: sources()[name].encode() for name in SHEETS}
    sheets["style.css"] = f":root {{ --accent: {accent}; }}\n".encode() + sheets["style.css"]
    return scripts() | sheets | {"icon.svg": ICON.format(accent=accent).encode()}


def service_worker() -> bytes:
    """Return the script that serves kept pages; it stands at the bundle's root, whose pages it serves."""
    return sources()["sw.js"].encode()


def folder_hash(files: dict[str, bytes]) -> str:
    """Return one hash for files that name each other, so that all of them change address together."""
    digest = sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name} {sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]
