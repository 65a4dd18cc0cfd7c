"""Feed documents to entries: RSS, RDF, Atom and JSON Feed, and what only looks like one."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from newsreader.feeds.parse import ParseError, is_feed, parse_feed
from newsreader.model.article import Enclosure, Entry, ParsedFeed
from newsreader.model.text import SpanKind

URL = "https://paper.example/feeds/all.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Le Quotidien &amp;amp; Cie</title><link>https://paper.example/</link>
<language>fr-FR</language>
<item><title>Un pont rouvre</title><link>/2024/pont?a=1&amp;b=2</link><guid>pont-1</guid>
<description>Court.</description><media:description>A photo, described at great length, which is
not the article at all.</media:description>
<content:encoded><![CDATA[<p>Le pont <b>rouvre</b>. <a href="plan">Plan</a></p>]]></content:encoded>
<dc:creator>Anne Roux</dc:creator><dc:creator>Jo Petit</dc:creator>
<pubDate>Mon, 06 May 2024 10:00:00 CEST</pubDate>
<enclosure url="https://paper.example/a.mp3" length="1234" type="audio/mpeg"/>
<itunes:duration>1:02:03</itunes:duration></item>
<item><link>https://paper.example/2</link><description>Sans titre, une phrase qui est assez longue
pour ne pas tenir tout entière sur la ligne d'un titre de quatre-vingts signes.</description>
<author>red@paper.example (La rédaction)</author><pubDate>yesterday</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://base.example/x/">
<title type="html">Die &lt;i&gt;Zeitung&lt;/i&gt;</title><link href="/home"/>
<author><name>Die Redaktion</name></author>
<entry xml:lang="fr"><title type="text">1 &lt;b&gt; 2 &amp;amp; 3</title><id>urn:one</id>
<link rel="self" href="self"/><link href="one"/>
<link rel="enclosure" href="/v.mp4" type="video/mp4"/>
<updated>2024-05-06T10:00:00+02:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; b</p>
<p><a href="two">zwei</a></p></div></content></entry>
<entry><title type="html">R&amp;amp;D &lt;em&gt;now&lt;/em&gt;</title><id>urn:two</id>
<author><name>Eva</name></author><published>2024-05-01T00:00:00Z</published>
<updated>2024-05-02T00:00:00Z</updated><summary type="text">One &lt;b&gt;

Two</summary></entry></feed>"""


def parsed(text: str | bytes) -> ParsedFeed:
    return parse_feed(text if isinstance(text, bytes) else text.encode(), url=URL)


def entry(inside: str) -> Entry:
    [found] = parsed(f"<rss version='2.0'><channel><item>{inside}</item></channel></rss>").entries
    return found


def test_an_rss_feed_is_read_whole() -> None:
    """All that a reader needs of an RSS entry is there, clean and absolute."""
    feed = parsed(RSS)
    assert (feed.title, feed.site_url, feed.language) == (
        "Le Quotidien & Cie",
        "https://paper.example/",
        "fr",
    )
    first, second = feed.entries
    assert first.guid == "pont-1"
    assert first.title == "Un pont rouvre"
    assert first.url == "https://paper.example/2024/pont?a=1&b=2"
    assert first.author == "Anne Roux, Jo Petit"
    assert first.published_at == datetime(2024, 5, 6, 8, tzinfo=UTC)
    assert first.body.text == "Le pont rouvre. Plan"
    links = [span.value for span in first.body.spans if span.kind is SpanKind.LINK]
    assert links == ["https://paper.example/2024/plan"]
    assert first.enclosures == (Enclosure("https://paper.example/a.mp3", "audio/mpeg", 1234, 3723),)
    assert second.guid == second.url == "https://paper.example/2"
    assert second.title.startswith("Sans titre, une phrase")
    assert second.title.endswith("…")
    assert len(second.title) <= 81
    assert second.author == "La rédaction"
    assert second.published_at is None


def test_an_atom_feed_is_read_whole() -> None:
    """Atom's text types, languages, bases, dates and authors mean what RFC 4287 says."""
    feed = parsed(ATOM)
    assert (feed.title, feed.site_url) == ("Die Zeitung", "https://base.example/home")
    assert feed.language == "de"
    first, second = feed.entries
    assert (first.guid, first.title) == ("urn:one", "1 <b> 2 &amp; 3")
    assert (first.url, first.language) == ("https://base.example/x/one", "fr")
    assert first.author == "Die Redaktion"
    assert first.published_at == first.updated_at == datetime(2024, 5, 6, 8, tzinfo=UTC)
    assert first.body.text == "a < b\n\nzwei"
    assert first.body.spans[-1].value == "https://base.example/x/two"
    assert first.enclosures == (Enclosure("https://base.example/v.mp4", "video/mp4"),)
    assert (second.title, second.author) == ("R&D now", "Eva")
    assert second.published_at == datetime(2024, 5, 1, tzinfo=UTC)
    assert second.updated_at == datetime(2024, 5, 2, tzinfo=UTC)
    assert second.body.text == "One <b>\n\nTwo"


def test_a_json_feed_is_read_whole() -> None:
    """JSON Feed 1.0 and 1.1 differ in the author only."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Notes",
        "home_page_url": "https://notes.example",
        "language": "en-GB",
        "author": {"name": "Old Style"},
        "items": [
            {
                "id": 7,
                "url": "/seven",
                "title": "A &amp; <b>",
                "content_html": "<p>Seven <a href='x'>x</a></p>",
                "date_published": "2024-05-06T10:00:00Z",
                "authors": [{"name": "Kim"}, {"name": "Lee"}],
                "attachments": [
                    {"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9},
                    "nonsense",
                ],
            },
            {"id": "8", "content_text": "Eight\n\nwords", "external_url": "https://x.example/"},
            "nonsense",
        ],
    }
    found = parsed(json.dumps(feed))
    assert (found.title, found.site_url, found.language) == ("Notes", "https://notes.example", "en")
    seven, eight = found.entries
    assert (seven.guid, seven.title, seven.author) == ("7", "A &amp; <b>", "Kim, Lee")
    assert seven.url == "https://notes.example/seven"
    assert seven.published_at == datetime(2024, 5, 6, 10, tzinfo=UTC)
    assert seven.enclosures == (Enclosure("https://notes.example/a.mp3", "audio/mpeg", 9),)
    assert eight.title == "Eight words"
    assert (eight.author, eight.url) == ("Old Style", "https://x.example/")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_json_feed_may_be_in_another_charset(encoding: str) -> None:
    """JSON is UTF-8 (RFC 8259, section 8.1), but a byte-order mark or a header is believed."""
    body = '{"version": "https://jsonfeed.org/version/1", "title": "Été"}'.encode(encoding)
    content_type = "application/feed+json; charset=iso-8859-1"
    assert parse_feed(body, url=URL, content_type=content_type).title == "Été"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("if a &lt; b", "if a < b"),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("&amp;lt;i&amp;gt;Twice&amp;lt;/i&amp;gt; &amp;amp;amp; more", "Twice & more"),
        ("<![CDATA[Caf&eacute; <br/> news]]>", "Café news"),
        ("The &lt;b&gt; element", "The <b> element"),
        ("[red]not markup[/] [link=", "[red]not markup[/] [link="),
        ("  two \n lines ", "two lines"),
        ("A\u202eB&#x9b;31mC", "AB›31mC"),
    ],
)
def test_titles_are_plain(title: str, shown: str) -> None:
    """A title is one plain line, whatever its publisher escaped, and no more is unescaped."""
    assert entry(f"<title>{title}</title>").title == shown


def test_plain_descriptions_keep_their_lines() -> None:
    """A description without any tag keeps its paragraphs."""
    assert entry("<description>One &amp;amp; two\n\nThree</description>").body.text == (
        "One & two\n\nThree"
    )


def test_entries_without_guid_have_one() -> None:
    """The link stands in for the guid, and a digest for both, the same each time."""
    assert entry("<link>https://a.example/1</link>").guid == "https://a.example/1"
    digest = entry("<title>Only a title</title>").guid
    assert digest == entry("<title>Only a title</title>").guid
    assert digest != entry("<title>Another</title>").guid


def test_guids_are_unique() -> None:
    """One guid for different links is none; the same entry twice is one."""
    items = "".join(
        f"<item><guid>same</guid><title>{n}</title><link>https://a.example/{n}</link></item>"
        for n in (1, 2, 2)
    )
    entries = parsed(f"<rss version='2.0'><channel>{items}</channel></rss>").entries
    assert [found.title for found in entries] == ["1", "2"]
    assert len({found.guid for found in entries}) == 2


@pytest.mark.parametrize(
    ("before", "encoding"),
    [
        ("\n\n  ", "utf-8"),
        ("\ufeff", "utf-8"),
        ("\ufeff", "utf-16-le"),
        ("Warning: something in index.php on line 3<br />\n", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_what_stands_before_the_feed_does_no_harm(before: str, encoding: str) -> None:
    """Blanks, byte-order marks and a server's warnings before the prolog are passed over."""
    document = (before + RSS.replace("utf-8", encoding.removesuffix("-le"))).encode(encoding)
    assert len(parsed(document).entries) == 2


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<?xml version='1.0' encoding='iso-8859-1'?>", None),
        ("", "application/rss+xml; charset=iso-8859-1"),
    ],
)
def test_charsets_are_obeyed(body: str, content_type: str | None) -> None:
    """The charset is the server's, or the one the document declares."""
    feed = f"{body}<rss version='2.0'><channel><title>Été</title></channel></rss>"
    found = parse_feed(feed.encode("latin-1"), url=URL, content_type=content_type)
    assert found.title == "Été"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!DOCTYPE html><html><head><title>x</title></head></html>", "web page"),
        (b"<p>hello", "web page"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'><p>y</p></html>", "web page"),
        (b"<?xml version='1.0'?><opml version='2.0'><body/></opml>", "list of feeds"),
        (b'{"hello": 1}', "not a JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "damaged"),
        (b"{" * 5000 + b"jsonfeed.org/version", "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a feed"),
        (b"just words", "not a feed"),
        (b"<catalogue><book/></catalogue>", "not a feed"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(body: bytes, message: str) -> None:
    """A document that is no feed raises ParseError, which says what it is instead."""
    assert not is_feed(body) or "damaged" in message
    with pytest.raises(ParseError, match=message):
        parse_feed(body, url=URL)


def test_feeds_are_recognised() -> None:
    """The root element tells a feed, past comments, stylesheets and a document type."""
    prolog = "<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- <html> --><!DOCTYPE rss>"
    for root in ("<rss>", "<rdf:RDF>", "<atom:feed>", "<feed xmlns='x'>"):
        assert is_feed((prolog + root).encode())
    assert is_feed(b'{"version": "https://jsonfeed.org/version/1"}')
    assert not is_feed(b"<html><body><feed>")
