"""Subscriptions written as OPML."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.opml import read_opml as read
from newsreader.feeds.opml import write_opml
from newsreader.feeds.outline import Outline
from newsreader.feeds.typed import normalise_url
from newsreader.model.feed import FILES_URL, SAMPLES_URL, Feed
from newsreader.model.saved_search import SavedSearch
from newsreader.model.text import clean_line
from tests.feeds.test_opml import TIDES, WINDS, read_opml


def feed(url: str, title: str = "", folder: str | None = None, site: str | None = None) -> Feed:
    return Feed(1, url, title, folder=folder, site_url=site)


def test_subscriptions_are_written_as_opml_2():
    """Head, title and nested outlines as OPML 2.0 has them, the same every time."""
    feeds = [feed(TIDES, "Tides", "Sea / Coast", "https://coast.example/"), feed(WINDS, "Winds")]
    text = write_opml(feeds, title="Mine & yours")
    assert text == write_opml(feeds, title="Mine & yours")
    root = ElementTree.fromstring(text)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title") == "Mine & yours"
    outline = root.find("body/outline[@text='Sea']/outline[@text='Coast']/outline")
    assert outline is not None
    assert outline.attrib == {
        "type": "rss",
        "text": "Tides",
        "title": "Tides",
        "xmlUrl": TIDES,
        "htmlUrl": "https://coast.example/",
    }


def test_only_what_is_fetched_is_written_and_no_login():
    """Samples and imported files stay at home, and so does a password."""
    text = write_opml(
        [
            feed(SAMPLES_URL, "Samples"),
            feed(FILES_URL, "Files"),
            feed(
                "https://me:secret@coast.example/tides",
                "Tides",
                site="https://me:secret@x.example/",
            ),
        ]
    )
    assert "secret" not in text
    assert read_opml(text.encode()) == [Outline(TIDES, "Tides", None, "https://x.example/")]


LINES = st.text(max_size=20).map(clean_line)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(LINES, LINES | st.just("A / B"), st.text("abc?&=\"'<>%;#/é", max_size=10)),
        max_size=6,
    )
)
def test_what_is_written_is_read_back_as_it_was(rows):
    """Titles, folders and addresses survive an export and an import, whatever is in them."""
    feeds = [
        feed(
            normalise_url(f"https://a.example/{number}{path}"),
            title,
            folder or None,
            f"http://b.example/{path}",
        )
        for number, (title, folder, path) in enumerate(rows)
    ]
    found = {one.url: one for one in read_opml(write_opml(feeds).encode())}
    assert found == {
        one.url: Outline(one.url, one.title or None, one.folder, one.site_url) for one in feeds
    }


PLACES = st.none() | st.integers(0, 10**9 - 1)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(LINES.filter(bool), LINES.filter(bool), PLACES), max_size=5),
    st.lists(st.tuples(LINES | st.just("A / B"), PLACES, PLACES), max_size=5),
)
def test_searches_and_places_are_read_back_as_they_were(saved, rows):
    """The saved searches, and the places of feeds, folders and searches survive the way."""
    searches = tuple({row[0]: SavedSearch(*row) for row in saved}.values())
    feeds = [
        Feed(number, f"https://a.example/{number}", "T", folder=folder or None)
        for number, (folder, _, _) in enumerate(rows)
    ]
    of_feeds = {f"feed:{n}": place for n, (_, place, _) in enumerate(rows) if place is not None}
    of_folders = {folder: place for folder, _, place in rows if folder and place is not None}
    places = of_feeds | {f"folder:{name}": place for name, place in of_folders.items()}
    text = write_opml(feeds, searches=searches, places=places)
    found = read(text.encode())
    assert found.searches == searches
    assert found.folders == of_folders
    assert {f"feed:{o.url.rpartition('/')[2]}": o.position for o in found.outlines} == {
        f"feed:{feed.id}": of_feeds.get(f"feed:{feed.id}") for feed in feeds
    }


def test_other_readers_find_the_format_as_it_was():
    """What is ours has a namespace, and stands in the head but for the attribute of a place."""
    feeds = [feed(TIDES, "Tides", "Sea")]
    plain = ElementTree.fromstring(write_opml(feeds))
    root = ElementTree.fromstring(
        write_opml(
            feeds,
            searches=[SavedSearch("Storms", 'storm "high sea" -calm', 2)],
            places={"feed:1": 1, "folder:Sea": 4},
        )
    )
    assert root.find("head/{urn:newsreader:opml}search") is not None
    for element in root.find("body").iter():
        element.attrib.pop("{urn:newsreader:opml}position", None)
    body, plain_body = (ElementTree.tostring(one.find("body")) for one in (root, plain))
    assert body == plain_body


@pytest.mark.parametrize("place", ["", "x", "-1", "1.5", "9" * 10, "²"])
def test_a_place_that_makes_no_sense_is_none(place):
    """Nor is a search without a name or a query one, and a name counts once."""
    found = read(
        f'<opml xmlns:n="urn:newsreader:opml"><head><n:search name="A" query="a" n:position='
        f'"{place}"/><n:search name="A" query="b"/><n:search name="" query="b"/>'
        f'<n:search name="C"/>'
        f'</head><body><outline text="F" n:position="{place}"><outline text="Tides" '
        f'xmlUrl="{TIDES}" n:position="{place}"/></outline></body></opml>'.encode()
    )
    assert found.searches == (SavedSearch("A", "a"),)
    assert found.folders == {}
    assert [one.position for one in found.outlines] == [None]
