"""The charsets of feeds: what the server, the declaration and the bytes say."""

from __future__ import annotations

import codecs

import pytest

from newsreader.feeds.parse import parse_feed

URL = "https://paper.example/feed"
WEST = "Été à la mer"


def title(text: str, encoding: str, declared: str = "", header: str | None = None) -> str:
    """Return the title read of a feed that is written in one encoding and declares another."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    feed = f"{declaration}<rss version='2.0'><channel><title>{text}</title></channel></rss>"
    content_type = f"application/rss+xml; charset={header}" if header else None
    return parse_feed(feed.encode(encoding), url=URL, content_type=content_type).title


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "header"),
    [
        (WEST, "utf-8", "", None),
        (WEST, "latin-1", "iso-8859-1", None),
        (WEST, "latin-1", "utf-8", None),
        (WEST, "latin-1", "", None),
        (WEST, "latin-1", "utf-8", "iso-8859-1"),
        (WEST, "utf-8", "iso-8859-1", "utf-8"),
        (WEST, "utf-8", "utf-8", "iso-8859-1"),
        (WEST, "utf-8", "", "ISO-8859-1"),
        (WEST, "utf-8", "no-such-charset", "nonsense"),
        (WEST, "utf-8", "utf-16", None),
        (WEST, "utf-8", "unicode_escape", None),
        ("“Été” – 5 €", "cp1252", "iso-8859-1", None),
        ("“Été” – 5 €", "cp1252", "us-ascii", None),
        ("Волны", "windows-1251", "windows-1251", None),
        ("Волны", "koi8-r", "windows-1251", "koi8-r"),
        ("Łódź", "iso-8859-2", "ISO-8859-2", None),
        ("潮汐鎔", "gb18030", "gb2312", None),
        ("潮汐の時間①", "cp932", "x-sjis", None),
        ("조석", "cp949", "euc-kr", None),
        (WEST, "utf-16", "utf-16", None),
        (WEST, "utf-16-le", "utf-16", None),
        (WEST, "utf-16-be", "", "utf-8"),
        (WEST, "utf-32", "", None),
    ],
)
def test_text_is_read_right(text: str, encoding: str, declared: str, header: str | None):
    """Whoever is right about the charset is believed."""
    assert title(text, encoding, declared, header) == text


def test_a_byte_order_mark_beats_every_label():
    """The mark wins over header and declaration, as in browsers."""
    feed = "<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>Été</title></channel></rss>"
    body = codecs.BOM_UTF8 + feed.encode()
    assert parse_feed(body, url=URL, content_type="text/xml; charset=koi8-r").title == "Été"


def test_one_wrong_byte_costs_one_character():
    """A feed in UTF-8 with a byte of Windows-1252 in it stays readable."""
    feed = "<rss><channel><title>Été et hiver</title></channel></rss>".encode()
    assert parse_feed(feed.replace(b"hiver", b"\x93hiver\x94"), url=URL).title == ("Été et “hiver”")


@pytest.mark.parametrize("written", ["l\x92été", "l&#146;été", "l&#x92;été"])
def test_controls_of_windows_are_its_characters(written: str):
    """C1 controls mean what Windows has in their place, as in HTML."""
    assert title(written, "utf-8") == "l’été"


def test_right_text_is_not_repaired():
    """An article about garbled text keeps its example."""
    assert title("It said Ã© for é", "utf-8", "utf-8") == "It said Ã© for é"
