"""A sound library has no flaws, and each kind of flaw is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.library.restoring import aside_files
from newsreader.model.mention import Marks, Mention, MentionKind
from newsreader.model.query import parse_query


def test_a_sound_library_has_no_flaws(library: Library, fill) -> None:
    """Nothing is said of a library that is as it should be."""
    fill(library)
    assert library.flaws() == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE feed SET unread = unread + 1", "counters"),
        ("UPDATE feed SET bookmarked = bookmarked + 1", "counters"),
        ("DELETE FROM search_data WHERE id > 10", "search"),
        ("DELETE FROM feed", "without an owner"),
    ],
)
def test_flaws_are_named(library: Library, fill, harm: str, words: str) -> None:
    """Wrong counters, a broken search index and lost owners are found."""
    fill(library)
    library.articles.index()
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute(harm)
    assert any(words in flaw for flaw in library.flaws())


@pytest.mark.parametrize(
    "harm", ["UPDATE feed SET unread = unread + 1", "DELETE FROM search_data WHERE id > 10"]
)
def test_slight_flaws_are_put_right_in_place(library: Library, fill, harm: str) -> None:
    """Counters are counted anew, the search index is made anew; nothing is put aside."""
    fill(library)
    library.articles.index()
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute(harm)
    assert len(library.mend()) == 1
    assert library.flaws() == []
    assert len(library.articles.page(parse_query("Title"))) == 3
    assert library.mend() == []
    assert aside_files(library.path) == []


def test_an_index_of_names_that_is_wrong_is_made_anew(library, fill):
    """Whatever of it is wrong: it says so, and is right afterwards."""
    ids = fill(library)
    for article_id in ids:
        article = library.articles.get(article_id)
        marks = Marks((), (Mention(0, 1, MentionKind.PLACE, "Oslo"),), "en")
        words = (article.headline.title, article.body.text)
        library.articles.annotate([MarkedArticle.of(article_id, *words, marks)], 1)
    [before] = library.names.all()
    for statement in (
        "DELETE FROM naming",
        "UPDATE entity SET mentions = 7",
        "DELETE FROM name_day",
        "UPDATE name SET mentions = 0",
    ):
        with closing(sqlite3.connect(library.path)) as connection, connection:
            connection.execute(statement)
        [flaw] = library.flaws()
        assert "index of names" in flaw
        assert len(library.mend()) == 1
        assert library.flaws() == []
        assert [*library.names.all()] == [before]
