"""Building: the same campaign always gives the same bytes, under names that change with them."""

from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

import pytest

from hueandcry import Campaign, InputError
from hueandcry.bundle import build_bundle
from hueandcry.campaigns import FILE_NAME, Variant, dump_campaign, parse_campaign
from hueandcry.effects import named_effect, parse_effect
from tests.bundle.published import Published
from tests.making import frame_png
from tests.stories import KEY, framed_campaign, red_campaign


def test_building_twice_gives_identical_bytes_in_the_same_order(published: Published) -> None:
    assert list(build_bundle(published.campaign, key=KEY).items()) == list(published.bundle.items())


def test_a_campaign_that_was_written_and_read_again_gives_the_same_bundle(published: Published) -> None:
    campaign = published.campaign
    again = parse_campaign(dump_campaign(campaign).encode(), lambda name: campaign.assets[name])
    assert build_bundle(again, key=KEY) == published.bundle


def test_every_path_is_plain_and_relative(published: Published) -> None:
    paths = [PurePosixPath(path) for path in published.bundle]
    assert [path for path in paths if path.is_absolute() or ".." in path.parts] == []


def test_effects_previews_and_the_kit_are_named_by_their_content(published: Published) -> None:
    folders = ("effects/", "previews/", "share/")
    named = {path: content for path, content in published.bundle.items() if path.startswith(folders)}
    assert len(named) >= 2 * len(published.campaign.variants) + 4 * len(published.campaign.languages)
    assert [path for path, content in named.items() if sha256(content).hexdigest()[:12] not in path] == []


def test_the_studios_folder_is_named_by_all_that_is_in_it(published: Published) -> None:
    files = {path.rpartition("/")[2]: path for path in published.bundle if path.startswith("studio/")}
    assert sorted(files) == ["chooser.js", "icon.svg", "plain.css", "studio.js", "style.css", "worker.js"]
    sums = [f"{name} {sha256(published.bundle[files[name]]).hexdigest()}\n" for name in sorted(files)]
    assert published.studio == "studio/" + sha256("".join(sums).encode()).hexdigest()[:12]


def test_there_are_three_pages_per_language_and_no_other(published: Published) -> None:
    languages = {
        f"{tag}/{page}index.html" for tag in published.campaign.languages for page in ("", "press/", "embed/")
    }
    assert set(published.pages) == {"index.html"} | languages


def test_nothing_else_stands_at_the_root(published: Published) -> None:
    root = {path for path in published.bundle if "/" not in path}
    own = {"index.html", "campaign.toml", "edition.json", "embed.js", "manifest.json", "sw.js"}
    assert root == own | published.campaign.assets.keys()
    folders = {path.split("/")[0] for path in published.bundle} - root
    assert folders == {"studio", "effects", "previews", "share", *published.campaign.languages}


def test_the_bundle_holds_the_campaign_itself(published: Published) -> None:
    assert published.bundle[FILE_NAME] == dump_campaign(published.campaign).encode()


def test_another_colour_gives_the_studio_another_address() -> None:
    red, flag = (publish(with_effect(name)).studio for name in ("red", "flag:UA"))
    assert red != flag


def with_effect(name: str) -> Campaign:
    return replace(red_campaign(), variants=(Variant("one", named_effect(name)),))


def publish(campaign: Campaign) -> Published:
    return Published(campaign, build_bundle(campaign, key=KEY))


def test_counting_elsewhere_changes_the_campaign_in_the_bundle_too() -> None:
    bundle = build_bundle(red_campaign(), tally="https://elsewhere.example", key=KEY)
    campaign = parse_campaign(bundle[FILE_NAME], lambda _: b"")
    assert campaign == replace(red_campaign(), tally="https://elsewhere.example")


def test_a_frame_that_cannot_be_used_is_refused() -> None:
    with pytest.raises(InputError, match=r"frame\.png"):
        build_bundle(framed_campaign(b"no picture"), key=KEY)


OWN = ("index.html", "campaign.toml", "edition.json", "manifest.json", "sw.js", "embed.js")
FOLDERS = ("en", "studio", "effects", "previews", "share")


@pytest.mark.parametrize("name", [*OWN, *FOLDERS])
def test_a_frame_named_like_a_bundles_own_file_or_folder_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=name):
        build_bundle(with_frame_called(name), key=KEY)


def with_frame_called(name: str) -> Campaign:
    assets = {name: frame_png(400)}
    effect = parse_effect([{"kind": "frame", "image": name}], assets)
    campaign = replace(red_campaign(), variants=(Variant("frame", effect),), assets=assets)
    return parse_campaign(dump_campaign(campaign).encode(), lambda name: assets[name])
