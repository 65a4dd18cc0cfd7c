"""Subscriptions written as OPML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.opml import write_opml
from newsreader.feeds.outline import Outline
from newsreader.feeds.typed import normalise_url
from newsreader.model.feed import FILES_URL, SAMPLES_URL, Feed
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
