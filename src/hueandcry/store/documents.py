"""Campaign documents: saving makes a version, publishing pins one."""

import hashlib

from django.db import transaction

from hueandcry.campaigns import Campaign, dump_campaign, parse_campaign
from hueandcry.store.models import Asset, CampaignRecord, Version


def save_version(campaign: Campaign, author: str) -> Version:
    """Store a campaign's document; the same document as the last version makes no new one.

    Args:
        campaign: what to store.
        author: who says so.
    """
    text = dump_campaign(campaign)
    digest = document_hash(text, campaign)
    with transaction.atomic():
        record, _ = CampaignRecord.objects.get_or_create(slug=campaign.slug)
        latest = record.versions.last()
        if latest is not None and latest.sha256 == digest:
            return latest
        version = Version.objects.create(campaign=record, text=text, sha256=digest, author=author)
        Asset.objects.bulk_create(
            Asset(version=version, name=name, content=content) for name, content in campaign.assets.items()
        )
        return version


def document_hash(text: str, campaign: Campaign) -> str:
    """Return the SHA-256 of the document and the files that belong to it."""
    digest = hashlib.sha256(text.encode())
    for name, content in sorted(campaign.assets.items()):
        digest.update(f"\n{name} {hashlib.sha256(content).hexdigest()}".encode())
    return digest.hexdigest()


def publish_version(version: Version) -> None:
    """Pin a version as the one that is public."""
    CampaignRecord.objects.filter(pk=version.campaign_id).update(published=version)


def read_version(version: Version) -> Campaign:
    """Return the campaign as a version holds it."""
    assets = {asset.name: bytes(asset.content) for asset in version.assets.all()}

    def fetch(name: str) -> bytes:
        if name not in assets:
            raise FileNotFoundError(name)
        return assets[name]

    return parse_campaign(version.text.encode(), fetch)


def published_campaigns() -> list[Campaign]:
    """Return every campaign that is public, the newest first."""
    records = CampaignRecord.objects.exclude(published=None).select_related("published").order_by("-id")
    return [read_version(record.published) for record in records if record.published]
