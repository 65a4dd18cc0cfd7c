"""The links and files of entries in well-formed feeds."""

from __future__ import annotations

import pytest

from newsreader.model.article import Enclosure
from tests.feeds.test_xmlfeed import atom, item


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link> /1\n</link>", "https://paper.example/1"),
        ("<guid>https://a.example/g</guid>", "https://a.example/g"),
        ("<link/><guid>https://a.example/g</guid>", "https://a.example/g"),
        ("<guid isPermaLink='false'>https://a.example/g</guid>", None),
        ("<guid>4711</guid>", None),
        ("<link>https://a.example/1</link><atom:link rel='self' href='/s'/>",
         "https://a.example/1"),
        ("<atom:link href='/a'/>", "https://paper.example/a"),
        ("<link>/r</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
         "https://a.example/1"),
        ("<link uri='at://did'>https://a.example/1</link>", "https://a.example/1"),
        ("<link>javascript:alert(1)</link>", None),
        (f"<link>https://a.example/{'x' * 9000}</link>", None),
    ],
)  # fmt: skip
def test_the_page_of_an_item_is_found(inside: str, url: str | None):
    """The link, else the guid where it is an address, always absolute."""
    assert item(inside).url == url


def test_alternate_links_only_lead_to_the_page():
    """Of Atom's links the alternate one counts, an HTML page before any other type."""
    found = atom(
        "<id>urn:x</id><link rel='replies' href='/r'/><link rel='via' href='/v'/>"
        "<link rel='alternate' type='application/json' href='/j'/><link href='/page'/>"
        "<link rel='edit' href='/e'/>"
    )
    assert found.url == "https://paper.example/page"
    only = atom("<link rel='alternate' type='application/pdf' href='/a.pdf'/>")
    assert only.url == "https://paper.example/a.pdf"


def test_an_entry_has_no_flood_of_enclosures():
    """The first few hundred files are kept: nobody means more."""
    found = item("".join(f"<enclosure url='https://a.example/{n}.mp3'/>" for n in range(2000)))
    assert 100 <= len(found.enclosures) <= 1000
    assert found.enclosures[0].url == "https://a.example/0.mp3"


def test_all_enclosures_are_kept():
    """RSS enclosures, Atom's links and Media RSS, each file once with all that is known of it."""
    found = item(
        "<enclosure url='/a.mp3' length='12' type='audio/mpeg'/><enclosure URL='/b.ogg'/>"
        "<itunes:duration>90</itunes:duration>"
        "<atom:link rel='enclosure' href='/c.pdf' type='application/pdf' length='x'/>"
        "<media:content url='/a.mp3' type='audio/mpeg' duration='61'/>"
        "<media:group><media:content url='/d.mp4' medium='video' fileSize='7'/>"
        "<media:content url='/d.swf' type='application/x-shockwave-flash'/></media:group>"
        "<media:thumbnail url='/t.jpg'/>"
    )
    base = "https://paper.example"
    assert found.enclosures == (
        Enclosure(f"{base}/a.mp3", "audio/mpeg", 12, 61),
        Enclosure(f"{base}/b.ogg", "", None, 90),
        Enclosure(f"{base}/c.pdf", "application/pdf", None, 90),
        Enclosure(f"{base}/d.mp4", "", 7, 90),
    )


def test_pictures_are_kept_once():
    """Of several sizes the widest, and none that the text shows already."""
    found = item(
        "<media:content url='/p.jpg?w=140' width='140' medium='image'/>"
        "<media:content url='/p.jpg?w=700' width='700' medium='image'/>"
        "<media:content url='/shown.png' type='image/png'/>"
        "<description>&lt;img src='/shown.png?size=2' alt='Pier'&gt; text</description>"
    )
    assert [one.url for one in found.enclosures] == ["https://paper.example/p.jpg?w=700"]
