"""Well-formed feeds of all formats and modules, element by element."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.feeds.parse import parse_feed
from newsreader.model.text import SpanKind
from tests.feeds.test_parse import URL, entry, parsed

MODULES = (
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom='http://www.w3.org/2005/Atom' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/' "
    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' "
    "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"
)

LONG_TEXT = "The ferry leaves at dawn and comes back at dusk. " * 11 + "So it is."


def rss(inside: str) -> str:
    return f"<rss version='2.0' {MODULES}><channel>{inside}</channel></rss>"


def item(inside: str):
    [found] = parsed(rss(f"<item>{inside}</item>")).entries
    return found


def atom(inside: str):
    [found] = parsed(
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{inside}</entry></feed>"
    ).entries
    return found


def test_rdf_feeds_have_their_items_beside_the_channel():
    """RSS 1.0 and 0.90 keep items next to the channel, named by rdf:about and dated by dc."""
    for namespace in ("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"):
        feed = parsed(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
            f"xmlns='{namespace}' {MODULES}><channel rdf:about='x'><title>Tides</title>"
            "<link>https://tides.example/</link><dc:language>pt-BR</dc:language></channel>"
            "<image><title>Logo</title></image>"
            "<item rdf:about='urn:tide:1'><title>Flood</title><link>/1</link>"
            "<dc:creator>Ana</dc:creator><dc:date>2024-05-06T10:00:00Z</dc:date></item></rdf:RDF>"
        )
        assert (feed.title, feed.site_url, feed.language) == (
            "Tides",
            "https://tides.example/",
            "pt",
        )
        [found] = feed.entries
        assert (found.guid, found.title, found.author) == ("urn:tide:1", "Flood", "Ana")
        assert found.url == "https://tides.example/1"
        assert found.published_at == datetime(2024, 5, 6, 10, tzinfo=UTC)


def test_atom_0_3_is_read():
    """Atom 0.3 names its dates otherwise and escapes by mode."""
    [found] = parsed(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Old</title><entry>"
        "<title mode='escaped' type='text/html'>A &lt;i&gt;b&lt;/i&gt;</title><id>tag:old</id>"
        "<issued>2004-01-02T03:04:05Z</issued><modified>2004-02-02T03:04:05Z</modified>"
        "<content type='text/html' mode='base64'>PHA+SGk8L3A+</content></entry></feed>"
    ).entries
    assert (found.guid, found.title, found.body.text) == ("tag:old", "A b", "Hi")
    assert found.published_at == datetime(2004, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found.updated_at == datetime(2004, 2, 2, 3, 4, 5, tzinfo=UTC)


PREFIXED = (
    "<x:rss xmlns:x='http://backend.userland.com/RSS2'><x:item><x:title>T</x:title>"
    "<x:pubDate>1 May 2024</x:pubDate></x:item></x:rss>"
)


@pytest.mark.parametrize(
    "document",
    [
        "<rss><channel><item><title>T</title><pubdate>1 May 2024</pubdate></item></channel></rss>",
        "<RSS><CHANNEL><ITEM><TITLE>T</TITLE><PUBDATE>1 May 2024</PUBDATE></ITEM></CHANNEL></RSS>",
        "<rss><channel/><item><title>T</title><pubDate>1 May 2024</pubDate></item></rss>",
        PREFIXED,
        "<rss><item><title>T</title><q:nn/><pubDate>1 May 2024</pubDate></item></rss>",
        "<entry><title>T</title><published>2024-05-01T00:00:00Z</published></entry>",
    ],
    ids=["0.91", "capitals", "outside", "prefixed", "undeclared", "one entry"],
)
def test_elements_are_known_however_they_are_written(document: str):
    """Case, namespace and place of elements are what publishers make of them."""
    [found] = parsed(document).entries
    assert (found.title, found.published_at) == ("T", datetime(2024, 5, 1, tzinfo=UTC))


def test_a_misspelt_namespace_counts_by_its_prefix():
    """The prefix says what the URI gets wrong."""
    feed = rss("<item><content:encoded>&lt;p&gt;Whole</content:encoded></item>")
    [found] = parsed(feed.replace("modules/content/'", "modules/content'")).entries
    assert found.body.text == "Whole"


def test_bases_nest():
    """xml:base counts from the outermost element inwards, for links and in texts."""
    [found] = parsed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/x/'>"
        "<entry xml:base='y/'><id>urn:b</id><link href='1'/>"
        "<content type='html' xml:base='z/'>&lt;a href='2'&gt;l&lt;/a&gt;</content></entry></feed>"
    ).entries
    assert found.url == "https://b.example/x/y/1"
    assert [span.value for span in found.body.spans if span.kind is SpanKind.LINK] == [
        "https://b.example/x/y/z/2"
    ]


def test_markup_that_was_not_escaped_is_kept():
    """Elements right inside a description are its HTML, whatever prefix they have."""
    inside = "<description>One <b>two</b><br/>three</description>"
    assert item(inside).body.text == "One two\nthree"
    found = atom(
        "<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'><h:p>a &lt; b</h:p>"
        "<h:p>c<h:br/>d</h:p></h:div></content>"
    )
    assert found.body.text == "a < b\n\nc\nd"
    wrapped = "<div xmlns='http://www.w3.org/1999/xhtml'>&lt;p&gt;x&lt;/p&gt;&lt;p&gt;y</div>"
    assert atom(f"<content type='html'>{wrapped}</content>").body.text == "x\n\ny"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<description>Short</description><content:encoded>Long text</content:encoded>",
         "Long text"),
        ("<content:encoded>Long text</content:encoded><description>Short</description>",
         "Long text"),
        ("<content:encoded>Text</content:encoded><description>What the text is of</description>",
         "Text"),
        (f"<content:encoded>Text</content:encoded><description>{LONG_TEXT}</description>",
         LONG_TEXT),
        ("<content:encoded>&lt;img src='/i.png'></content:encoded><description>Seen</description>",
         "Seen"),
        ("<content:encoded>&lt;img src='/i.png' alt='Sea'></content:encoded>", "Sea"),
        ("<description>Episode notes</description><itunes:summary>Notes</itunes:summary>",
         "Episode notes"),
        ("<media:description>Photo</media:description><description>Text</description>", "Text"),
        ("<media:description>A very long pier</media:description><description>A</description>",
         "A"),
        ("<media:group><media:description>Film\n\nof 1 &lt; 2</media:description></media:group>",
         "Film\n\nof 1 < 2"),
        ("<itunes:summary>Episode</itunes:summary>", "Episode"),
        ("<description> </description><itunes:summary>Episode</itunes:summary>", "Episode"),
    ],
)  # fmt: skip
def test_the_fullest_text_is_the_body(inside: str, text: str):
    """Content before summary, a picture's description only where there is nothing else."""
    assert item(inside).body.text == text


def test_plain_content_comes_before_a_summary():
    """What an Atom entry calls its content is its text, whatever the type."""
    for content in ("In full", LONG_TEXT):
        found = atom(f"<summary>In brief, as it is</summary><content>{content}</content>")
        assert found.body.text == content


def test_a_picture_names_an_item_that_has_no_title_only():
    """media:title stands behind title, wherever it is written."""
    assert item("<media:title>Photo</media:title><title>Item</title>").title == "Item"
    assert item("<media:content><media:title>Photo</media:title></media:content>").title == "Photo"


@pytest.mark.parametrize(
    ("inside", "author"),
    [
        ("<author>anna@paper.example (Anna Roux)</author>", "Anna Roux"),
        ("<author>Anna Roux &lt;anna@paper.example&gt;</author>", "Anna Roux"),
        ("<author>anna@paper.example</author>", "anna@paper.example"),
        ("<author>noreply@paper.technology (Anna)</author>", "Anna"),
        ("<dc:creator>Anna</dc:creator><author>Anna</author>", "Anna"),
        ("<dc:creator>Anna</dc:creator><dc:creator>Ben</dc:creator>", "Anna, Ben"),
        ("<itunes:author>Anna</itunes:author>", "Anna"),
        ("<author><name>Anna</name></author>", "Anna"),
        ("<dc:contributor>Ben</dc:contributor><author/>", None),
        (f"<author>{'x' * 5000}</author>", "x" * 1000),
    ],
)
def test_authors_are_names(inside: str, author: str | None):
    """Each author once, by name where there is one; contributors are none."""
    assert item(inside).author == author


def test_only_atom_entries_inherit_their_author():
    """A feed's author is its entries' in Atom, not in RSS; a source's is nobody's."""
    feed = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Paper</name>"
        "<email>p@paper.example</email></author><entry><title>a</title><source><title>S</title>"
        "<author><name>Else</name></author></source></entry></feed>"
    )
    [found] = parsed(feed).entries
    assert (found.title, found.author) == ("a", "Paper")
    channel = "<managingEditor>ed@paper.example</managingEditor><item><title>a</title></item>"
    assert parsed(rss(channel)).entries[0].author is None


@pytest.mark.parametrize(
    ("inside", "floor"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl> 90 </ttl><sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(minutes=90)),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
         timedelta(hours=6)),
        ("<sy:updatePeriod> Yearly </sy:updatePeriod>", timedelta(weeks=1)),
        ("<ttl>99999999999999999999</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl><sy:updatePeriod>sometimes</sy:updatePeriod>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
         timedelta(hours=1)),
        ("", None),
    ],
)  # fmt: skip
def test_a_feed_may_ask_to_be_left_alone(inside: str, floor: timedelta | None):
    """ttl and the syndication module, at most a week; nonsense is no wish."""
    assert parsed(rss(inside)).check_floor == floor


def test_languages_are_the_nearest():
    """An entry's language is its own or its text's; the feed's is its root's or its element's."""
    [first, second] = parsed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en-GB'><entry xml:lang='nl'>"
        "<title>a</title></entry><entry><title>b</title><summary xml:lang='it'>c</summary></entry>"
        "</feed>"
    ).entries
    assert (first.language, second.language) == ("nl", "it")
    feed = parsed(rss("<language>pl</language><item><title>x</title></item>"))
    assert (feed.language, feed.entries[0].language) == ("pl", None)


def test_day_and_month_are_told_by_the_whole_feed():
    """One date that can only be day first says how the others are meant."""
    dates = "".join(
        f"<item><title>{date}</title><pubDate>{date}</pubDate></item>"
        for date in ("02/03/2024 10:00", "24/12/2023 10:00")
    )
    assert [found.published_at for found in parsed(rss(dates)).entries] == [
        datetime(2024, 3, 2, 10, tzinfo=UTC),
        datetime(2023, 12, 24, 10, tzinfo=UTC),
    ]
    assert item("<pubDate>02/03/2024</pubDate>").published_at == datetime(2024, 2, 3, tzinfo=UTC)


def test_html_entities_and_bare_ampersands_are_mended():
    """What is not XML for its references only is read strictly all the same."""
    found = entry("<title>Caf&eacute; &amp; bar</title><link>https://a.example/?a=1&b=2</link>")
    assert (found.title, found.url) == ("Café & bar", "https://a.example/?a=1&b=2")
    assert entry("<title>a &LT; b &AMP; c</title>").title == "a < b & c"
    assert entry("<title><![CDATA[a & b &eacute;]]>\x02\x0b &foo; &</title>").title == (
        "a & b é &foo; &"
    )


def test_a_feed_inside_a_page_is_read():
    """A feed that a server wraps in a page is found there."""
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title></entry></feed>"
    found = parsed(f"<?xml version='1.0'?><html><body>{feed}</body></html>")
    assert [one.title for one in found.entries] == ["T"]


def test_json_feeds_share_the_rules():
    """Caps and guids are those of XML feeds."""
    body = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "%s"}, 5]}'
    [found] = parse_feed(body % (b"x" * 9000), url=URL).entries
    assert len(found.title) == 4000
    assert found.guid.startswith("digest:")
