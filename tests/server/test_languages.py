"""The visitor is sent to the language they read best."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.server.bundles import best_language
from tests.conftest import Running
from tests.server.asking import RED, TRICOLORE, ask

OFFERED = ("en", "ar", "fr")

tags = st.sampled_from(["en", "ar", "fr", "ar-SY", "fr-CA", "EN-gb", "de", "zh-Hant-TW", "*"])
weights = st.integers(0, 1000)


@given(accepted=st.text(max_size=80))
def test_whatever_is_asked_for_one_of_the_offered_is_given(accepted: str) -> None:
    assert best_language(accepted, OFFERED) in OFFERED


@given(wishes=st.lists(st.tuples(tags, weights), max_size=6))
def test_the_heaviest_wish_that_is_offered_is_given(wishes: list[tuple[str, int]]) -> None:
    accepted = ", ".join(f"{tag};q={weight / 1000:.3f}" for tag, weight in wishes)
    known = [(tag.split("-")[0].lower(), weight) for tag, weight in wishes]
    granted = [(tag, weight) for tag, weight in known if tag in OFFERED and weight > 0]
    heaviest = max((weight for _, weight in granted), default=0)
    expected = next((tag for tag, weight in granted if weight == heaviest), OFFERED[0])
    assert best_language(accepted, OFFERED) == expected


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "en"),
        ("de", "en"),
        ("ar-SY", "ar"),
        ("AR", "ar"),
        ("fr;q=0.5, ar;q=0.9", "ar"),
        ("de, fr", "fr"),
        ("fr;q=0, ar", "ar"),
        ("fr;q=0", "en"),
        ("fr;q=high, ar;q=0.1", "ar"),
        (" fr; q=0.8 ,en;q=0.2", "fr"),
        (";;;,,,q=1", "en"),
    ],
)
def test_these_wishes_are_granted_so(accepted: str, expected: str) -> None:
    assert best_language(accepted, OFFERED) == expected


def test_a_weight_that_is_no_number_does_not_confuse_the_others() -> None:
    assert best_language("fr;q=0.1, en;q=nan, ar;q=0.9", OFFERED) == "ar"


def test_a_space_before_the_weight_is_allowed() -> None:
    assert best_language("fr ;q=0.8, en;q=0.2", OFFERED) == "fr"


@pytest.mark.parametrize(
    ("campaign", "accepted", "language"),
    [
        (RED, "ar-SY", "ar"),
        (RED, "ar-SY,ar;q=0.9,en;q=0.5", "ar"),
        (RED, "de", "en"),
        (RED, "", "en"),
        (TRICOLORE, "de", "fr"),
        (TRICOLORE, "en-US", "en"),
    ],
)
@pytest.mark.parametrize("ending", ["/", ""])
def test_a_campaign_s_address_leads_to_the_best_language(
    demo: Running, campaign: str, accepted: str, language: str, ending: str
) -> None:
    path = campaign.rstrip("/") + ending
    reply = ask(demo.address, path, headers={"accept-language": accepted})
    assert reply.status == 302
    assert reply.headers["location"] == f"{campaign}{language}/"
    assert reply.headers["vary"].lower() == "accept-language"
    assert reply.headers["cache-control"] == "no-cache"


def test_a_language_without_its_slash_leads_to_the_one_with_it(demo: Running) -> None:
    reply = ask(demo.address, f"{RED}ar")
    assert (reply.status, reply.headers["location"]) == (301, f"{RED}ar/")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fr", "ltr")])
def test_every_page_says_its_language_and_direction(demo: Running, language: str, direction: str) -> None:
    start = f'<html lang="{language}" dir="{direction}">'.encode()
    assert start in ask(demo.address, f"{RED}{language}/").body
    assert start in ask(demo.address, f"/?lang={language}").body
    assert start in ask(demo.address, "/", headers={"accept-language": language}).body


def test_the_list_s_language_can_be_chosen_against_the_browser_s(demo: Running) -> None:
    assert b'lang="fr" dir="ltr"' in ask(demo.address, "/?lang=fr", headers={"accept-language": "ar"}).body


def test_the_list_says_that_it_varies_by_language(demo: Running) -> None:
    vary = ask(demo.address, "/", headers={"accept-language": "ar"}).headers["vary"]
    assert (vary or "").lower() == "accept-language, accept-encoding"


@pytest.mark.parametrize("path", ["/c/tricolore", "/c/tricolore/", "/c/tricolore/fr"])
def test_a_partners_link_keeps_its_words_on_the_way_to_the_language(demo: Running, path: str) -> None:
    reply = ask(demo.address, f"{path}?p=friends&g=3")
    assert reply.status in (301, 302)
    assert reply.headers["location"] == f"{TRICOLORE}fr/?p=friends&g=3"
