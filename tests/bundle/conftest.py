"""Bundles that many tests look at, each built once: both demos, and campaigns that use the rest."""

import pytest

from tests.bundle.published import CAMPAIGNS, Published, build_once
from tests.stories import full_campaign


@pytest.fixture(scope="session")
def shelf() -> dict[str, Published]:
    """Keep the bundles that were built already."""
    return {}


@pytest.fixture(params=list(CAMPAIGNS))
def published(request: pytest.FixtureRequest, shelf: dict[str, Published]) -> Published:
    """Give each campaign with its bundle."""
    return build_once(request.param, shelf)


@pytest.fixture
def full(shelf: dict[str, Published]) -> Published:
    """Give the campaign that uses every key, with its bundle."""
    return build_once(full_campaign().slug, shelf)
