"""Tables: campaign documents with their versions, traces of tokens, counters. No row joins two facts."""

from django.db import models


class CampaignRecord(models.Model):
    """A campaign's place in the store; what it says is in its versions."""

    slug = models.SlugField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    published = models.ForeignKey(
        "Version", null=True, on_delete=models.PROTECT, related_name="published_for"
    )

    def __str__(self) -> str:
        """Return the slug."""
        return self.slug


class Version(models.Model):
    """One state of a campaign's document. Editing makes another; undo is an older one."""

    campaign = models.ForeignKey(CampaignRecord, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    author = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The newest last."""

        ordering = ("id",)

    def __str__(self) -> str:
        """Return what tells versions apart."""
        return f"{self.campaign_id}@{self.sha256[:12]}"


class Asset(models.Model):
    """A file that belongs to a version, such as a frame."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="assets")
    name = models.CharField(max_length=255)
    content = models.BinaryField()

    class Meta:
        """A name stands once in a version."""

        constraints = (models.UniqueConstraint(fields=("version", "name"), name="asset_name_once"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class TokenTrace(models.Model):
    """That a token was counted: its day and a keyed hash, and nothing else about it."""

    pk = models.CompositePrimaryKey("campaign", "day", "keyed_hash")
    campaign = models.ForeignKey(CampaignRecord, on_delete=models.CASCADE, db_index=False)
    day = models.DateField()
    keyed_hash = models.BinaryField(max_length=16)

    def __str__(self) -> str:
        """Return the day; the hash is nobody's business."""
        return f"a token of {self.day}"


class Count(models.Model):
    """One number: a campaign, one dimension, one value of it, one day."""

    pk = models.CompositePrimaryKey("campaign", "dimension", "value", "day")
    campaign = models.ForeignKey(CampaignRecord, on_delete=models.CASCADE, db_index=False)
    dimension = models.CharField(max_length=16)
    value = models.CharField(max_length=64)
    day = models.DateField()
    n = models.BigIntegerField()

    def __str__(self) -> str:
        """Return the number and what it counts."""
        return f"{self.dimension}={self.value} on {self.day}: {self.n}"
