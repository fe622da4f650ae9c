"""The poster: one A4 page, real text in fonts that it brings along, and nothing of who made it."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz as hb
from PIL import Image

from hueandcry.bundle.kit import KitFile, draw_kit
from hueandcry.bundle.kit.pdf_font import may_be_embedded
from hueandcry.campaigns import Campaign
from tests.bundle.kit.pdf_reader import Pdf
from tests.bundle.kit.stories import ADDRESS, TITLES, bare_campaign, sourced_campaign
from tests.effects.fonts import as_bytes, box_font


def poster(campaign: Campaign, tag: str = "en") -> bytes:
    file = draw_kit(campaign, tag).poster
    assert isinstance(file, KitFile)
    return file.content


@pytest.fixture(scope="module", params=["en", "ar", "fr"])
def tag(request: pytest.FixtureRequest) -> str:
    """Give each language."""
    return str(request.param)


@pytest.fixture(scope="module")
def pdf(tag: str) -> Pdf:
    """Read a language's poster."""
    return Pdf(poster(sourced_campaign(), tag))


def test_it_is_one_page_of_a4(pdf: Pdf) -> None:
    [box] = re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf.content)
    assert [round(float(side) / 72 * 25.4) for side in box] == [210, 297]
    assert len(pdf.of_type("Page")) == 1


def test_its_table_says_where_every_object_is(pdf: Pdf) -> None:
    [start] = re.findall(rb"startxref\n(\d+)\n%%EOF\n$", pdf.content)
    places = re.findall(rb"(\d{10}) 00000 n \n", pdf.content[int(start) :])
    assert [pdf.content[int(place) :].startswith(b"%d 0 obj\n" % n) for n, place in enumerate(places, 1)] == [
        True
    ] * len(pdf.objects)


def test_every_font_is_embedded_as_a_subset_with_all_its_glyphs(pdf: Pdf) -> None:
    descriptors = pdf.of_type("FontDescriptor")
    assert len(descriptors) == len(pdf.fonts) >= 2
    for body, glyphs in zip(descriptors, pdf.fonts.values(), strict=True):
        assert re.search(rb"/FontName/[A-Z]{6}\+\S", body)
        content = pdf.stream(pdf.referred(body, "FontFile2"))
        assert len(content) < 60_000
        font = hb.Font(hb.Face(hb.Blob(content)))
        empty = {text for glyph, text in glyphs.items() if font.get_glyph_extents(int(glyph, 16)).height == 0}
        assert empty == {" "}


def test_its_text_can_be_taken_out(pdf: Pdf, tag: str) -> None:
    campaign = sourced_campaign()
    assert campaign.why is not None
    for text in (campaign.title[tag], campaign.why.text[tag], *campaign.hashtags_in(tag)):
        assert sorted(set(text) - set(pdf.text) - set("\u2019’")) == []
        assert any(text in said for said in pdf.spoken)
    assert "A newspaper" in pdf.text
    assert "hue.example/c/red-for-aleppo" in pdf.text


def test_latin_text_stands_in_reading_order() -> None:
    text = Pdf(poster(sourced_campaign())).text
    wanted = [TITLES["en"], "#MakeFacebookRed #AleppoIsBurning", "The hospital was hit.", "A newspaper"]
    assert [text.index(each) for each in wanted] == sorted(text.index(each) for each in wanted)


def test_an_arabic_letter_and_its_mark_stand_together() -> None:
    campaign = replace(sourced_campaign(), title=TITLES | {"ar": "لوّنوا"})
    # Glyphs go from left to right, so the word is seen the other way round.
    assert "اونّول" in Pdf(poster(campaign, "ar")).text


def test_it_says_its_language_and_title_and_nothing_else_of_itself(pdf: Pdf, tag: str) -> None:
    [info] = [body for body in pdf.objects.values() if b"/Producer" in body]
    assert set(re.findall(rb"/([A-Z]\w+)", info)) == {b"Title", b"Producer"}
    assert (
        bytes.fromhex(re.findall(rb"/Title<FEFF(\w+)>", info)[0].decode()).decode("utf-16-be") == TITLES[tag]
    )
    [language] = re.findall(rb"/Lang<FEFF(\w+)>", pdf.content)
    assert bytes.fromhex(language.decode()).decode("utf-16-be") == tag
    assert b"Date" not in pdf.content.replace(b"/UpDate", b"")
    assert str(Path.home()).encode() not in pdf.content


def test_its_code_leads_to_the_address(pdf: Pdf) -> None:
    [address] = re.findall(rb"/URI<(\w+)>", pdf.content)
    assert bytes.fromhex(address.decode()).decode() == ADDRESS


def test_every_picture_and_text_is_described(pdf: Pdf) -> None:
    assert len(re.findall(r" BDC", pdf.drawing)) == len(pdf.spoken) >= 8


def test_the_same_campaign_gives_the_same_file(tag: str, pdf: Pdf) -> None:
    assert poster(sourced_campaign(), tag) == pdf.content


def test_without_an_address_there_is_no_code_and_no_link() -> None:
    pdf = Pdf(poster(replace(sourced_campaign(), address="")))
    assert b"/URI" not in pdf.content
    assert " re\n" not in pdf.drawing
    assert "hue.example" not in pdf.text


def test_without_a_reason_none_is_given() -> None:
    assert "Source" not in Pdf(poster(replace(sourced_campaign(), why=None))).text


def test_a_campaign_that_says_little_has_its_poster() -> None:
    assert Pdf(poster(bare_campaign())).text.strip() == "Red"


@pytest.mark.parametrize("title", ["A title that goes on " * 30, "x" * 400, "وسم " * 80])
def test_a_long_title_leaves_room_for_the_rest(title: str) -> None:
    pdf = Pdf(poster(replace(sourced_campaign(), title=dict.fromkeys(TITLES, title))))
    heights = [float(y) for _, y in re.findall(r"1 0 0 1 ([\d.-]+) ([\d.-]+) Tm", pdf.drawing)]
    across = [float(x) for x, _ in re.findall(r"1 0 0 1 ([\d.-]+) ([\d.-]+) Tm", pdf.drawing)]
    assert min(heights) > 40
    assert max(heights) < (297 - 157) * 72 / 25.4
    assert min(across) > 40
    assert max(across) < 552
    assert "hue.example" in pdf.text


def test_a_font_whose_maker_forbids_it_is_not_embedded() -> None:
    from hueandcry.effects.text.fonts import FontFile, open_font

    free, locked = box_font("Free"), box_font("Locked")
    locked["OS/2"].fsType = 2
    opened = [open_font(FontFile("f.ttf", as_bytes(font))) for font in (free, locked)]
    assert [may_be_embedded(each) for each in opened] == [True, False]


def test_its_small_picture_looks_like_it(tag: str) -> None:
    small = draw_kit(sourced_campaign(), tag).thumbnail
    assert small is not None
    with Image.open(io.BytesIO(small.content)) as image:
        assert image.size == (small.width_px, small.height_px) == (320, 453)
        red, green, _ = image.convert("RGB").getpixel((30, 60))  # type: ignore[misc]
        assert red - green > 60


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_another_program_reads_it(tmp_path: Path) -> None:
    (tmp_path / "poster.pdf").write_bytes(poster(sourced_campaign()))
    done = subprocess.run(["pdftotext", "poster.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    assert done.stderr == b""
    assert TITLES["en"] in done.stdout.decode()
    assert "#AleppoIsBurning" in done.stdout.decode()


def test_a_font_that_can_vary_stands_still_in_the_file() -> None:
    from hueandcry.bundle.kit.pdf_font import subset
    from hueandcry.effects.text.fonts import FontFile, open_font

    typeface = open_font(FontFile("v.ttf", as_bytes(box_font("Varies", has_weights=True))))
    glyph = typeface.font.get_nominal_glyph(ord("A"))
    assert glyph is not None
    still = hb.Font(hb.Face(hb.Blob(subset(typeface, {glyph}))))
    assert not still.face.has_var_data
    assert still.get_glyph_extents(glyph) == typeface.font.get_glyph_extents(glyph)
