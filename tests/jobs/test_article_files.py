"""Articles written to files, and the names of such files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.jobs.sharing import (
    ShareError,
    completed,
    file_name,
    path_of,
    write_articles,
)
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.query import Query
from newsreader.model.text import MarkedText
from tests.jobs.test_sharing import NOON


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library.db") as library:
        [(feed, _)] = library.feeds.add([NewFeed("https://e.example/f", "Feed")], is_undoable=False)
        entries = tuple(
            Entry(guid=name, title=name, body=MarkedText.from_plain(f"Text of {name}."))
            for name in ("First", "Second")
        )
        library.articles.save(feed.id, FeedUpdate(new=entries), None, NOON)
        yield library


@pytest.mark.parametrize("ending", [".md", ".txt", ".html"])
def test_articles_are_written_whole(library: Library, tmp_path: Path, ending: str) -> None:
    """All of them are in the file in the order asked for, and nothing else is left behind."""
    path = tmp_path / f"out{ending}"
    ids = [h.id for h in library.articles.iterate(Query())]
    assert write_articles(library, [*ids, 999], path) == 2
    text = path.read_text("utf-8")
    titles = [library.articles.get(i).headline.title for i in ids]
    assert text.index(f"Text of {titles[0]}") < text.index(f"Text of {titles[1]}")
    assert [p.name for p in tmp_path.glob("*.part")] == []


def test_nothing_is_replaced_unasked(library: Library, tmp_path: Path) -> None:
    """A file that is there stays as it is until its replacement is asked for."""
    path = tmp_path / "out.md"
    path.write_text("mine", "utf-8")
    [headline, *_] = library.articles.page(Query(), limit=1)
    with pytest.raises(ShareError, match="there already"):
        write_articles(library, [headline.id], path)
    assert path.read_text("utf-8") == "mine"
    write_articles(library, [headline.id], path, may_replace=True)
    assert "Text of" in path.read_text("utf-8")
    with pytest.raises(ShareError, match="not in the library"):
        write_articles(library, [999], path, may_replace=True)
    assert "Text of" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Type a file name"),
        ("notes", "end in .md, .txt or .html"),
        ("notes.pdf", "end in .md, .txt or .html"),
        ("/no/such/folder/notes.md", "There is no folder /no/such/folder"),
        ("~nobody-of-that-name/notes.md", "home folder"),
    ],
)
def test_names_that_cannot_be_are_told(name: str, words: str) -> None:
    """A name typed wrongly is a sentence about it."""
    with pytest.raises(ShareError, match=words):
        path_of(name)


def test_a_path_is_completed_as_shells_do(tmp_path: Path, monkeypatch) -> None:
    """As far as it is certain; folders get their slash, hidden names need their dot."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("notes", "notices", "notes/deep", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "notes" / "deep.md").touch()
    assert completed("no") == "not"
    assert completed("note") == "notes/"
    assert completed("notes/") == "notes/deep"
    assert completed("~/notes/deep.") == "~/notes/deep.md"
    assert completed(f"{tmp_path}/noti") == f"{tmp_path}/notices/"
    assert completed(".h") == ".hidden/"
    assert completed("zzz") == "zzz"
    assert completed("none/such") == "none/such"
    assert completed("") == "not"


@given(st.text(max_size=300))
def test_a_title_makes_a_file_name(title: str) -> None:
    """Whatever the title, the name has no path in it and fits every file system."""
    name = file_name(title, ".md")
    assert name.endswith(".md")
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\n\t\0')
    assert not name.startswith((".", "-", " "))
