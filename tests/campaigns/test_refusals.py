"""Refusals: whatever is wrong in a campaign.toml, one sentence names the key that is."""

from pathlib import Path

import pytest

from hueandcry import Campaign, InputError
from hueandcry.campaigns import load_campaign, parse_campaign
from tests.making import frame_png

GOOD = """
version = 1
slug = "red"
languages = ["en", "ar"]
starts = 2016-04-29
ends = 2016-06-01
unlisted = false
address = "https://official.example/red/"
mirrors = ["https://mirror.example/"]
tally = "https://tally.example"

[hashtags]
en = ["#Red"]

[title]
en = "Red"
ar = "أحمر"

[why]
url = "https://news.example/1"
publisher = "A newspaper"
published = 2016-04-28

[why.text]
en = "It burns."
ar = "تحترق."

[story]
en = "Why."

[[correction]]
on = 2016-05-03

[correction.text]
en = "Not Idlib."
ar = "ليست إدلب."

[[correction]]
on = 2016-05-20

[correction.text]
en = "It was Thursday."
ar = "كان الخميس."

[contact]
name = "Us"
url = "https://contact.example/"

[[action]]
url = "https://action.example/"

[[variant]]
name = "red"

[[variant.layer]]
kind = "tint"
colour = "#c8102e"

[[variant]]
name = "framed"

[[variant.layer]]
kind = "frame"
image = "frame.png"

[[partner]]
slug = "friends"
name = "Friends"

[[partner]]
slug = "more"
name = "More"
"""

UNKNOWN = [
    ("version = 1", "version = 1\ncolour = 1", ["colour", "no key", "languages"]),
    ("[contact]", "[evidence]\nfile = 'e.toml'\n[contact]", ["evidence", "no key"]),
    ('name = "Us"', 'name = "Us"\nphone = "1"', ["contact: phone", "no key"]),
    ('en = "Red"', 'en = "Red"\nde = "Rot"', ["title: de", "no key", "en, ar"]),
    ('en = ["#Red"]', 'en = ["#Red"]\nfr = ["#Rouge"]', ["hashtags: fr", "no key"]),
    ('publisher = "A newspaper"', 'author = "Ada"', ["why: publisher", "missing"]),
    (
        '"A newspaper"',
        '"A newspaper"\nauthor = "Ada"',
        ["why: author", "no key", "text, url, publisher, published"],
    ),
    ('en = "It burns."', 'en = "It burns."\nde = "Es brennt."', ["why text: de", "no key", "en, ar"]),
    ('en = "Why."', 'en = "Why."\nfr = "Pourquoi."', ["story: fr", "no key"]),
    ("on = 2016-05-20", "on = 2016-05-20\nby = 'Ada'", ["correction 2: by", "no key", "on, text"]),
    ('en = "Not Idlib."', 'en = "Not Idlib."\nfr = "x"', ["correction 1 text: fr", "no key", "en, ar"]),
    ('"https://action.example/"', '"https://action.example/"\nlabel = "x"', ["action 1: label", "no key"]),
    ('name = "framed"', 'name = "framed"\ncolour = "#fff"', ["variant 2: colour", "no key"]),
    ('name = "More"', 'name = "More"\nlogo = "x"', ["partner 2: logo", "no key"]),
    ('colour = "#c8102e"', 'colour = "#c8102e"\nforce = 1', ["'red'", "Layer 1 (tint)", "force"]),
]

WRONG_TYPES = [
    ("version = 1", 'version = "1"', ["version", "number"]),
    ("version = 1", "version = true", ["version", "number"]),
    ('slug = "red"', "slug = 7", ["slug", "text"]),
    ('languages = ["en", "ar"]', 'languages = "en"', ["languages", "list"]),
    ('languages = ["en", "ar"]', "languages = [1]", ["languages", "list"]),
    ("2016-04-29", '"2016-04-29"', ["starts", "date"]),
    ("2016-04-29", "2016-04-29T10:00:00", ["starts", "without a time"]),
    ("2016-06-01", "2016", ["ends", "date"]),
    ('"https://official.example/red/"', '["https://official.example/red/"]', ["address", "text"]),
    ("[why]", "[[why]]", ["why", "table"]),
    ("2016-04-28", '"2016-04-28"', ["why: published", "date"]),
    ("2016-04-28", "2016-04-28T10:00:00", ["why: published", "without a time"]),
    ('[why.text]\nen = "It burns."\nar = "تحترق."', 'text = "It burns."', ["why: text", "table"]),
    ("2016-05-20", '"20 May 2016"', ["correction 2: on", "date"]),
    ("on = 2016-05-20", "on = 2016-05-20T10:00:00", ["correction 2: on", "without a time"]),
    ('ar = "كان الخميس."', "ar = 4", ["correction 2 text: ar", "text"]),
    ("unlisted = false", "unlisted = 0", ["unlisted", "true or false"]),
    ('["https://mirror.example/"]', '"https://mirror.example/"', ["mirrors", "list"]),
    ("[hashtags]\nen = [", "[hashtags]\nen = [1,", ["hashtags: en", "list"]),
    ('en = "Red"', 'en = ["Red"]', ["title: en", "text"]),
    ("[title]", "[[title]]", ["title", "table"]),
    ('en = "Why."', "en = 1", ["story: en", "text"]),
    ("[[partner]]", "[[partners]]", ["partners", "no key"]),
    ('name = "Friends"', "name = 1", ["partner 1: name", "text"]),
    ('"#c8102e"', "[200, 16, 46]", ["'red'", "Layer 1 (tint)", "colour"]),
    ('"frame.png"', "1", ["'framed'", "Layer 1 (frame)", "image"]),
]

MISSING = [
    ('url = "https://news.example/1"\n', "", ["why: url", "missing"]),
    ('publisher = "A newspaper"\n', 'publisher = " "\n', ["why: publisher", "missing"]),
    ("published = 2016-04-28\n", "", ["why: published", "missing"]),
    ('ar = "تحترق."\n', "", ["why text: ar", "missing"]),
    ('[why.text]\nen = "It burns."\nar = "تحترق."\n', "", ["why text: en", "missing"]),
    ("on = 2016-05-20\n", "", ["correction 2: on", "missing"]),
    ('ar = "ليست إدلب."\n', "", ["correction 1 text: ar", "missing"]),
    ('[correction.text]\nen = "Not Idlib."\nar = "ليست إدلب."\n', "", ["correction 1 text: en", "missing"]),
    ("version = 1\n", "", ["version"]),
    ('slug = "red"\n', "", ["slug", "missing"]),
    ('languages = ["en", "ar"]\n', "", ["languages"]),
    ('ar = "أحمر"\n', "", ["title: ar", "missing"]),
    ('en = "Red"\n', 'en = " "\n', ["title: en", "missing"]),
    ('url = "https://action.example/"\n', "", ["action 1: url", "missing"]),
    ('name = "red"\n', "", ["variant 1: name", "missing"]),
    ('name = "More"\n', "", ["partner 2: name", "missing"]),
    ('slug = "more"\n', "", ["partner 2: slug", "missing"]),
    ('colour = "#c8102e"\n', "", ["'red'", "Layer 1 (tint)", "colour"]),
    ('[[variant.layer]]\nkind = "tint"\ncolour = "#c8102e"\n', "", ["'red'", "no layer"]),
]

WRONG_VALUES = [
    ("version = 1", "version = 2", ["version", "newer"]),
    ('slug = "red"', 'slug = "Red"', ["slug", "'Red'"]),
    ('slug = "red"', 'slug = "../red"', ["slug", "'../red'"]),
    ('slug = "red"', 'slug = "red-"', ["slug", "'red-'"]),
    ('slug = "red"', f'slug = "{"r" * 65}"', ["slug", "64"]),
    ('["en", "ar"]', '["en", "tlh"]', ["languages", "'tlh'", "en, ar, fr"]),
    ('["en", "ar"]', '["en", "en"]', ["languages", "once"]),
    ('["en", "ar"]', "[]", ["languages", "once"]),
    ("2016-06-01", "2016-04-28", ["ends", "2016-04-28", "before starts", "2016-04-29"]),
    ('"https://tally.example"', '"tally.example"', ["tally", "https://"]),
    ('"https://official.example/red/"', '"official.example/red/"', ["address", "https://"]),
    ('official.example/red/"', 'official.example/red/?lang=en"', ["address", "?lang=en", "without ?"]),
    ('official.example/red/"', 'official.example/red/#top"', ["address", "#top", "or #"]),
    ('official.example/red/"', 'official.example/red/?"', ["address", "plain address"]),
    ('"https://official.example/red/"', '"https://me:word@official.example/"', ["address", "https://"]),
    ('"https://news.example/1"', '"javascript:alert(1)"', ["why: url", "javascript:"]),
    ('"https://news.example/1"', '"news.example/1"', ["why: url", "https://"]),
    ('"https://mirror.example/"', '"ftp://mirror.example/"', ["mirrors", "ftp:", "https://"]),
    ('"https://contact.example/"', '"javascript:alert(1)"', ["contact: url", "javascript:"]),
    ('"https://action.example/"', '"https:///path"', ["action 1: url", "host"]),
    ('"https://action.example/"', '"https://a.example/ b"', ["action 1: url", "https://"]),
    ('["#Red"]', '["Red"]', ["hashtags: en", "'Red'"]),
    ('["#Red"]', '["#"]', ["hashtags: en", "'#'"]),
    ('["#Red"]', '["#Red for all"]', ["hashtags: en", "'#Red for all'"]),
    ('["#Red"]', '["#Red", "#<b>"]', ["hashtags: en", "'#<b>'"]),
    ('name = "framed"', 'name = "red"', ["variant", "'red'", "twice"]),
    ('slug = "more"', 'slug = "friends"', ["partner", "'friends'", "twice"]),
    ('"#c8102e"', '"red"', ["'red'", "Layer 1 (tint)", "colour"]),
    ('kind = "tint"', 'kind = "sepia"', ["'red'", "Layer 1", "sepia"]),
]

OUTSIDE = ["../frame.png", "/etc/hostname", "art/frame.png", "..", r"art\\frame.png", ".frame.png"]


def read(text: str) -> Campaign:
    return parse_campaign(text.encode(), lambda name: {"frame.png": frame_png(400)}[name])


def with_change(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


def test_the_document_that_the_others_damage_is_good() -> None:
    assert read(GOOD).slug == "red"


@pytest.mark.parametrize(("old", "new", "words"), [*UNKNOWN, *WRONG_TYPES, *MISSING, *WRONG_VALUES])
def test_a_wrong_key_is_named_in_one_sentence(old: str, new: str, words: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read(with_change(old, new))
    assert [word for word in words if word not in str(caught.value)] == []
    assert caught.value.message.endswith(".")
    assert "\n" not in str(caught.value)


def test_a_campaign_without_any_variant_is_told_how_to_write_one() -> None:
    with pytest.raises(InputError, match=r"variant is missing: .*\[\[variant\]\]"):
        read(GOOD[: GOOD.index("[[variant]]")])


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_file_outside_the_folder_is_refused_by_name_and_never_read(name: str) -> None:
    asked: list[str] = []

    def give(wanted: str) -> bytes:
        asked.append(wanted)
        return frame_png(400)

    with pytest.raises(
        InputError, match=r"variant 2: image .* must be the plain name of a .png or .svg file"
    ):
        parse_campaign(with_change("frame.png", name).encode(), give)
    assert asked == []


@pytest.mark.parametrize("name", ["missing.png", "nul\\u0000.png", "", "folder"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "campaign.toml").write_text(with_change("frame.png", name), encoding="utf-8")
    with pytest.raises(InputError, match="image"):
        load_campaign(tmp_path)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (GOOD.encode("utf-16"), "not UTF-8"),
        (GOOD.replace("Us", "Café").encode("latin-1", "replace"), "not UTF-8"),
        (b"version = ", "no valid TOML.*end of document"),
        (GOOD.replace("[title]", "[title").encode(), "no valid TOML.*line"),
        (GOOD.replace("2016-06-01", "2016-13-41").encode(), "no valid TOML.*line"),
        (b"# " + b"x" * 1_000_000, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_toml_is_told_why(raw: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_campaign(raw, lambda _: b"")


@pytest.mark.parametrize(
    "line",
    ["deep = " + "[" * 20_000, "deep = " + "{ a = " * 20_000, "long = " + "9" * 5_000],
    ids=["nested lists", "nested tables", "a number of five thousand digits"],
)
def test_toml_built_to_exhaust_the_reader_is_refused_too(line: str) -> None:
    with pytest.raises(InputError):
        read(f"{line}\n{GOOD}")


@pytest.mark.parametrize(
    "hashtag", ["#MakeFacebookRed", "#أنقذوا_حلب", "#حلب2016", "#Égalité", "#حَلَب", "#Unite\u0301", "#हिन्दी"]
)
def test_a_hashtag_may_be_written_in_any_script(hashtag: str) -> None:
    assert read(with_change("#Red", hashtag)).hashtags["en"] == (hashtag,)


@pytest.mark.parametrize("character", ["\\u0000", "\\u001b", "\\u0085"])
def test_a_control_character_is_refused_by_its_key(character: str) -> None:
    wrong = GOOD.replace('ar = "أحمر"', f'ar = "أح{character}مر"')
    with pytest.raises(InputError, match=r"title: ar has a control character"):
        parse_campaign(wrong.encode(), lambda _: frame_png(400))
