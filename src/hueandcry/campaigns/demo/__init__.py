"""The demo campaigns that ship with the package."""

from importlib import resources

from hueandcry.campaigns.document import FILE_NAME, parse_campaign
from hueandcry.campaigns.model import Campaign

NAMES = ("tricolore", "make-facebook-red")


def demo_campaigns() -> list[Campaign]:
    """Return the demo campaigns, in the order in which they happened."""
    return [demo_campaign(name) for name in NAMES]


def demo_campaign(name: str) -> Campaign:
    """Return one demo campaign."""
    folder = resources.files(__name__).joinpath(name)
    return parse_campaign(
        folder.joinpath(FILE_NAME).read_bytes(), lambda file: folder.joinpath(file).read_bytes()
    )
