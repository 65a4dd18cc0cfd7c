"""Importing files of every kind."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from newsreader.jobs.importing import Imported, Refused, import_files
from newsreader.model.feed import FILES_URL
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from tests.jobs.written import opml, rss


def run(library, *names):
    return list(import_files(library, [str(name) for name in names]))


def headlines(library):
    return {headline.title: headline for headline in library.articles.iterate(Query())}


def test_opml_brings_feeds_and_folders(library, tmp_path):
    """Every outline with an address is subscribed to, in its folder, and not fetched."""
    path = tmp_path / "list.opml"
    path.write_text(
        opml(("Sea", "One", "https://one.example/f"), ("Sky", "Two", "https://two.example/f"))
    )
    items = run(library, path)
    assert [(item.kind, item.title, item.is_new) for item in items] == [
        ("feed", "One", True),
        ("feed", "Two", True),
    ]
    assert [feed.folder for feed in library.feeds.all()] == ["Sea", "Sky"]
    assert [item.is_new for item in run(library, path)] == [False, False]
    library.journal.undo()
    assert library.feeds.all() == []


def test_newsboats_urls_are_feeds(library, tmp_path):
    """A `urls` file is known by its content."""
    path = tmp_path / "urls"
    path.write_text('# mine\nhttps://one.example/f Sea "~One"\n')
    [item] = run(library, path)
    [feed] = library.feeds.all()
    assert (item.id, feed.url, feed.folder, feed.title) == (
        feed.id,
        "https://one.example/f",
        "Sea",
        "One",
    )


def test_what_a_list_names_beside_feeds_is_refused(library, tmp_path):
    """Commands and other schemes are refused with a reason; nothing is run, the feeds are had."""
    ran = tmp_path / "ran"
    path = tmp_path / "urls"
    path.write_text(
        f'exec:touch {ran}\n"filter:touch {ran}:https://two.example/f"\n'
        "https://one.example/f Sea sand\n-----\n"
    )
    *refused, item = run(library, path)
    assert [(one.name.partition(":")[0], one.is_entry) for one in refused] == [
        ("exec", True),
        ("filter", True),
        ("-----", True),
    ]
    assert (item.kind, item.tags) == ("feed", ("sand",))
    assert not ran.exists()
    assert [feed.url for feed in library.feeds.all()] == ["https://one.example/f"]


def test_a_list_without_a_feed_is_refused_whole(library, tmp_path):
    """Its entries are told, and that there is no feed in it."""
    path = tmp_path / "list.opml"
    path.write_text(opml(("Sea", "One", "gopher://one.example/f")))
    entry, whole = run(library, path)
    assert (entry.name, entry.is_entry) == ("gopher://one.example/f", True)
    assert not whole.is_entry
    assert library.feeds.all() == []


def test_a_feed_file_is_a_feed_that_is_never_fetched(library, tmp_path):
    """Its articles are stored under the address of the file; again, it is brought up to date."""
    path = tmp_path / "feed.xml"
    path.write_text(rss("Harbour", ["One", "Two"]))
    feed, *articles = run(library, path)
    assert (feed.kind, feed.title) == ("feed", "Harbour")
    assert [(item.kind, item.needs_marks) for item in articles] == [("article", True)] * 2
    stored = library.feeds.get(feed.id)
    assert (stored.url, stored.is_fetched) == (path.as_uri(), False)
    path.write_text(rss("Harbour", ["Two", "Three"]))
    again = run(library, path)
    assert [(item.title, item.is_new) for item in again] == [("Harbour", False), ("Three", True)]
    assert set(headlines(library)) == {"One", "Two", "Three"}


def test_article_files_are_collected_in_one_feed(library, tmp_path):
    """Text, Markdown and HTML files become articles of the feed of imported articles."""
    (tmp_path / "a.txt").write_text("Plain title\n\nSome text.\n")
    (tmp_path / "b.md").write_text("# Marked title\n\nSome *text*.\n")
    (tmp_path / "c.html").write_text("<title>Web title</title><p>Some text.</p>")
    items = run(library, *(tmp_path / name for name in ("a.txt", "b.md", "c.html")))
    assert [item.title for item in items] == ["Plain title", "Marked title", "Web title"]
    [feed] = library.feeds.all()
    assert (feed.url, feed.title, feed.articles) == (FILES_URL, "Imported articles", 3)


def test_a_file_imported_again_is_one_article(library, tmp_path):
    """The same file is the same article: unchanged it stays, changed its text is replaced."""
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nFirst text.\n")
    [first] = run(library, path)
    [same] = run(library, path)
    path.write_text("Title\n\nSecond text.\n")
    [changed] = run(library, path)
    assert {first.id, same.id, changed.id} == {first.id}
    assert [item.needs_marks for item in (first, same, changed)] == [True, False, True]
    assert "Second" in library.articles.get(first.id).body.text


def test_a_deleted_article_can_be_imported_again(library, tmp_path):
    """Asking for a file explicitly brings it back."""
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nText.\n")
    [item] = run(library, path)
    library.journal.apply(Change(Action.DELETE, (item.id,)))
    [again] = run(library, path)
    assert again.id == item.id
    assert "Title" in headlines(library)


def test_an_article_deleted_for_good_can_be_imported_again(library, tmp_path):
    """When its text was dropped it is stored anew, under its id, and undo deletes it again."""
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nText.\n")
    [item] = run(library, path)
    library.journal.apply(Change(Action.DELETE, (item.id,)))
    library.forget(datetime.now(UTC) + timedelta(days=1))
    [again] = run(library, path)
    assert (again.id, again.is_new, again.needs_marks) == (item.id, False, True)
    assert library.articles.get(item.id).body.text == "Text."
    assert library.flaws() == []
    library.journal.undo()
    assert headlines(library) == {}


def test_a_feed_file_imported_again_after_it_was_unsubscribed_is_brought_up_to_date(
    library, tmp_path
):
    """Its articles come back; only those that are new or changed are told of, as what they are."""
    path = tmp_path / "feed.xml"
    path.write_text(rss("Harbour", ["One", "Two"]))
    feed, first, second = run(library, path)
    library.journal.apply(Change(Action.DELETE, (second.id,)))
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,)))
    path.write_text(rss("Harbour", ["One", "Two", "Three"], text="Written anew."))
    again, *articles = run(library, path)
    assert again.id == feed.id
    assert [(item.title, item.is_new) for item in articles] == [("Three", True), ("One", False)]
    assert set(headlines(library)) == {"One", "Three"}
    assert library.articles.get(first.id).body.text == "Written anew."


def pipe(library, monkeypatch, text):
    data = io.BytesIO(text.encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=data))
    return run(library, "-")


def test_feeds_from_standard_input_are_told_apart(library, monkeypatch):
    """Each is a feed of its own; one that comes again is brought up to date."""
    harbour = pipe(library, monkeypatch, rss("Harbour", ["One"]))
    town = pipe(library, monkeypatch, rss("Town", ["One", "Two"]))
    again = pipe(library, monkeypatch, rss("Harbour", ["Three", "One"]))
    assert [(item.title, item.is_new) for item in again] == [("Harbour", False), ("Three", True)]
    assert again[0].id == harbour[0].id != town[0].id
    assert [(feed.title, feed.articles) for feed in library.feeds.all()] == [
        ("Harbour", 2),
        ("Town", 2),
    ]
    assert not any(feed.is_fetched for feed in library.feeds.all())


def test_standard_input_is_read(library, monkeypatch):
    """`-` is standard input; the same text twice is one article."""
    for _ in range(2):
        data = io.BytesIO(b"From a pipe\n\nText.\n")
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=data))
        [item] = run(library, "-")
        assert item.title == "From a pipe"
    assert len(headlines(library)) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("empty.txt", b""),
        ("blank.opml", b" \n"),
        ("broken.opml", b"<opml><body>"),
        ("none.opml", b"<opml version='2.0'><body/></opml>"),
        ("page.xml", b"<html><body>Hello</body></html>"),
        ("bad.json", b"{"),
        ("no_ending", b"\x00\x01"),
    ],
)
def test_a_broken_file_is_refused_in_words(library, tmp_path, name, data):
    """Nothing of a bad file is stored, and the others of the command are."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("Good\n\nText.\n")
    bad, good = run(library, tmp_path / name, tmp_path / "good.txt")
    assert isinstance(bad, Refused)
    assert bad.name.endswith(name)
    assert bad.reason
    assert isinstance(good, Imported)
    assert len(library.feeds.all()) == 1


def test_what_cannot_be_read_is_refused(library, tmp_path):
    """Missing files and folders are refused in words."""
    for item in run(library, tmp_path / "missing.txt", tmp_path, "nul\0"):
        assert isinstance(item, Refused)
