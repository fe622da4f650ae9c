"""All files of a bundle, in memory: path → bytes. The same campaign always gives the same bytes."""

from dataclasses import replace
from hashlib import sha256
from importlib import resources

from hueandcry.bundle.accent import accent_of
from hueandcry.bundle.effect_files import variant_files
from hueandcry.bundle.home import render_chooser
from hueandcry.bundle.page import render_page
from hueandcry.campaigns import FILE_NAME, Campaign, dump_campaign

Bundle = dict[str, bytes]

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<circle cx="16" cy="16" r="15" fill="{accent}"/></svg>'
)


def build_bundle(campaign: Campaign, *, tally: str | None = None) -> Bundle:
    """Return every file of a campaign's bundle by its path.

    Args:
        campaign: a checked campaign.
        tally: where joins are counted, instead of where the campaign says: an address or ``"none"``.

    Raises:
        InputError: if an effect cannot be compiled.
    """
    if tally is not None:
        campaign = replace(campaign, tally=tally)
    studio = studio_files(accent_of(campaign.variants[0].effect))
    studio_folder = "studio/" + folder_hash(studio)
    variants = [variant_files(variant) for variant in campaign.variants]
    files = {f"{studio_folder}/{name}": content for name, content in studio.items()}
    for each in variants:
        files |= each.files
    for language in campaign.languages:
        files[f"{language}/index.html"] = render_page(campaign, language, variants, studio_folder)
    files["index.html"] = render_chooser(campaign, studio_folder)
    # The campaign itself, beside the files it names: a bundle is also a campaign folder to fork.
    files[FILE_NAME] = dump_campaign(campaign).encode()
    return files | dict(campaign.assets)


def studio_files(accent: str) -> Bundle:
    """Return the studio's modules, and the style sheet and icon in the accent colour."""
    folder = resources.files("hueandcry.bundle").joinpath("studio")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith((".js", ".css")))
    files = {name: folder.joinpath(name).read_bytes() for name in names}
    files["style.css"] = f":root {{ --accent: {accent}; }}\n".encode() + files["style.css"]
    files["icon.svg"] = ICON.format(accent=accent).encode()
    return files


def folder_hash(files: Bundle) -> str:
    """Return one hash for files that name each other, so that all of them change address together."""
    digest = sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name} {sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]
