"""All files of a bundle, in memory: path → bytes. The same campaign always gives the same bytes."""

from dataclasses import replace

from hueandcry.bundle.accent import accent_of
from hueandcry.bundle.edition import EDITION_FILE, edition_json
from hueandcry.bundle.effect_files import variant_files
from hueandcry.bundle.home import render_chooser
from hueandcry.bundle.kit import draw_kit, kit_pages
from hueandcry.bundle.manifest import MANIFEST_FILE, signed_manifest
from hueandcry.bundle.page import render_page
from hueandcry.bundle.signing import SigningKey
from hueandcry.bundle.studio_files import folder_hash, service_worker, studio_files
from hueandcry.campaigns import FILE_NAME, Campaign, dump_campaign

Bundle = dict[str, bytes]


def build_bundle(
    campaign: Campaign, *, key: SigningKey, tally: str | None = None, address: str | None = None
) -> Bundle:
    """Return every file of a campaign's bundle by its path.

    Args:
        campaign: a checked campaign.
        key: signs the manifest.
        tally: where joins are counted, instead of where the campaign says: an address or ``"none"``.
        address: where the campaign officially stands, instead of where it says; with its last slash.

    Raises:
        InputError: if an effect cannot be compiled.
    """
    if tally is not None:
        campaign = replace(campaign, tally=tally)
    if address is not None:
        campaign = replace(campaign, address=address)
    studio = studio_files(accent_of(campaign.variants[0].effect))
    studio_folder = "studio/" + folder_hash(studio)
    variants = [variant_files(variant) for variant in campaign.variants]
    files = {f"{studio_folder}/{name}": content for name, content in studio.items()}
    for each in variants:
        files |= each.files
    kits = {language: draw_kit(campaign, language) for language in campaign.languages}
    for language, kit in kits.items():
        page = render_page(campaign, language, variants, studio_folder, card=kit.card.path)
        files[f"{language}/index.html"] = page
    files |= kit_pages(campaign, kits, variants, studio_folder)
    card = kits[campaign.default_language].card.path
    files["index.html"] = render_chooser(campaign, studio_folder, card)
    files["sw.js"] = service_worker()
    # The campaign itself, beside the files it names: a bundle is also a campaign folder to fork.
    files[FILE_NAME] = dump_campaign(campaign).encode()
    files |= campaign.assets
    files[EDITION_FILE] = edition_json(campaign)
    # Last, because it lists every file before it.
    files[MANIFEST_FILE] = signed_manifest(files, campaign, key)
    return files
