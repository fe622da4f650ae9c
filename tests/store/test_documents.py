"""Campaign documents: saving makes a version, publishing pins one, reading gives the campaign back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hueandcry.campaigns import Campaign, Idea, load_campaign, new_campaign
from hueandcry.campaigns.demo import NAMES, demo_campaign
from tests.making import frame_png


@pytest.fixture(autouse=True)
def _no_campaigns(data_dir: Path) -> Iterator[None]:
    """Begin and end without a campaign in the store."""
    from hueandcry.store.models import CampaignRecord

    assert data_dir.is_dir()
    assert not CampaignRecord.objects.exists()
    yield
    CampaignRecord.objects.update(published=None)
    CampaignRecord.objects.all().delete()


@pytest.fixture
def framed(tmp_path: Path) -> Campaign:
    """Return a campaign with a frame of its own."""
    (tmp_path / "artwork.png").write_bytes(frame_png(400))
    idea = Idea(slug="framed", title="Framed", hashtags=("Framed",), frame=tmp_path / "artwork.png")
    return load_campaign(new_campaign(idea, tmp_path, date(2026, 3, 5)))


def retitled(campaign: Campaign, title: str) -> Campaign:
    """Return the campaign with another title in its first language."""
    return replace(campaign, title={**campaign.title, campaign.default_language: title})


@pytest.mark.parametrize("name", NAMES)
def test_a_stored_demo_campaign_is_read_back_equal(name: str) -> None:
    from hueandcry.store.documents import read_version, save_version

    assert read_version(save_version(demo_campaign(name), "ada")) == demo_campaign(name)


def test_a_stored_frame_is_read_back_with_its_bytes(framed: Campaign) -> None:
    from hueandcry.store.documents import read_version, save_version

    read = read_version(save_version(framed, "ada"))
    assert read == framed
    assert read.assets == framed.assets
    assert read.assets["frame.png"].startswith(b"\x89PNG")


def test_the_same_document_makes_no_new_version(framed: Campaign) -> None:
    from hueandcry.store.documents import save_version
    from hueandcry.store.models import Asset, Version

    first = save_version(framed, "ada")
    assert save_version(framed, "grace") == first
    assert (Version.objects.count(), Asset.objects.count()) == (1, 1)
    assert Version.objects.get().author == "ada"


def test_a_changed_text_makes_a_new_version_and_keeps_the_old(framed: Campaign) -> None:
    from hueandcry.store.documents import read_version, save_version

    first = save_version(framed, "ada")
    second = save_version(retitled(framed, "Anew"), "grace")
    assert (first.author, second.author) == ("ada", "grace")
    assert first.sha256 != second.sha256
    assert read_version(first) == framed
    assert read_version(second) == retitled(framed, "Anew")


def test_a_changed_frame_makes_a_new_version_and_keeps_the_old(framed: Campaign) -> None:
    from hueandcry.store.documents import read_version, save_version

    first = save_version(framed, "ada")
    repainted = replace(framed, assets={"frame.png": frame_png(96)})
    second = save_version(repainted, "ada")
    assert first.text == second.text
    assert first.sha256 != second.sha256
    assert read_version(first).assets == framed.assets
    assert read_version(second).assets == repainted.assets


def test_going_back_to_an_older_document_makes_a_version_too(framed: Campaign) -> None:
    from hueandcry.store.documents import save_version

    first = save_version(framed, "ada")
    save_version(retitled(framed, "Anew"), "ada")
    third = save_version(framed, "ada")
    assert third.pk != first.pk
    assert third.sha256 == first.sha256


def test_two_campaigns_have_their_own_histories() -> None:
    from hueandcry.store.documents import save_version
    from hueandcry.store.models import CampaignRecord

    for name in NAMES:
        save_version(demo_campaign(name), "ada")
    found = {record.slug: record.versions.count() for record in CampaignRecord.objects.all()}
    assert found == dict.fromkeys(NAMES, 1)


def test_a_saved_campaign_is_not_public() -> None:
    from hueandcry.store.documents import published_campaigns, save_version

    save_version(demo_campaign(NAMES[0]), "ada")
    assert published_campaigns() == []


def test_publishing_pins_a_version_until_another_is_published(framed: Campaign) -> None:
    from hueandcry.store.documents import publish_version, published_campaigns, save_version

    publish_version(save_version(framed, "ada"))
    edited = save_version(retitled(framed, "Anew"), "ada")
    assert published_campaigns() == [framed]
    publish_version(edited)
    assert published_campaigns() == [retitled(framed, "Anew")]


def test_the_newest_campaign_stands_first() -> None:
    from hueandcry.store.documents import publish_version, published_campaigns, save_version

    for name in NAMES:
        publish_version(save_version(demo_campaign(name), "ada"))
    assert [campaign.slug for campaign in published_campaigns()] == list(reversed(NAMES))


def test_a_version_without_its_file_is_refused_by_name(framed: Campaign) -> None:
    from hueandcry.errors import InputError
    from hueandcry.store.documents import read_version, save_version

    version = save_version(framed, "ada")
    version.assets.all().delete()
    with pytest.raises(InputError, match=r"frame\.png"):
        read_version(version)


def test_the_published_version_cannot_be_deleted(framed: Campaign) -> None:
    from django.db.models import ProtectedError

    from hueandcry.store.documents import publish_version, published_campaigns, save_version

    version = save_version(framed, "ada")
    publish_version(version)
    with pytest.raises(ProtectedError):
        version.delete()
    assert published_campaigns() == [framed]
