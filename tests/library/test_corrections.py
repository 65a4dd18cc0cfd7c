"""What the reader says of names: for all articles, in the journal, in no stored mention."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.library.connections import READ_ONLY, Connections
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library, LibraryError
from newsreader.library.mentions import MarkedArticle
from newsreader.model.article import FeedUpdate
from newsreader.model.correction import Correction
from newsreader.model.journal import Action, Change
from newsreader.model.mention import Marks, Mention, MentionKind

PERSON, PLACE, OTHER = MentionKind.PERSON, MentionKind.PLACE, MentionKind.OTHER
ORGANISATION = MentionKind.ORGANISATION

TITLE = "Lecornu speaks"
FULL = "Sébastien Lecornu went to Mars, then Lecornu left on 3 May."
ALONE = "LECORNU was in March; Mars was cold."


def said(written: str, canonical: str, kind: MentionKind | None) -> Change:
    correction = Correction(written, canonical, kind)
    return Change(Action.CORRECT, after=correction.after, subject=correction.subject)


def place_of(text: str, word: str, *, last: bool = False) -> tuple[int, int]:
    start = text.rindex(word) if last else text.index(word)
    return start, start + len(word)


MARKS_OF_FULL = Marks(
    (Mention(0, 7, ORGANISATION, "Sébastien Lecornu"),),
    (
        Mention(*place_of(FULL, "Sébastien Lecornu"), ORGANISATION, "Sébastien Lecornu"),
        Mention(*place_of(FULL, "Mars"), PLACE, "Mars"),
        Mention(*place_of(FULL, "Lecornu", last=True), ORGANISATION, "Sébastien Lecornu"),
        Mention(*place_of(FULL, "3 May"), MentionKind.DATE),
    ),
)
MARKS_OF_ALONE = Marks(
    (Mention(0, 7, ORGANISATION, "Lecornu"),),
    (
        Mention(*place_of(ALONE, "LECORNU"), ORGANISATION),
        Mention(*place_of(ALONE, "Mars"), PLACE),
    ),
)


def store_articles(library: Library, entry) -> list[int]:
    """Two marked articles: one with a name in full, one with the surname alone."""
    [(feed, _)] = library.feeds.add([NewFeed("https://feed.example/rss")], is_undoable=False)
    new = tuple(entry(text[:3], title=TITLE, text=text) for text in (FULL, ALONE))
    ids = library.articles.save(feed.id, FeedUpdate(new=new), None, new[0].published_at)
    marks = zip(ids, (FULL, ALONE), (MARKS_OF_FULL, MARKS_OF_ALONE), strict=True)
    library.articles.annotate([MarkedArticle.of(each, TITLE, *rest) for each, *rest in marks], 1)
    return ids


@pytest.fixture
def ids(library, entry):
    return store_articles(library, entry)


def kinds(library: Library, article_id: int) -> tuple[list[str], dict[str, str]]:
    """The kinds in an article's title, and those of its text by the words."""
    article = library.articles.get(article_id)
    text = article.body.text
    in_text = {text[each.start : each.end]: each.kind.value for each in article.mentions}
    return [each.kind.value for each in article.title_mentions], in_text


def both(library: Library, ids: list[int]) -> list:
    return [kinds(library, article_id) for article_id in ids]


def test_a_correction_holds_for_all_articles(library, ids):
    """Said once of a surname: the full name, its title, and the surname elsewhere are corrected."""
    change = library.journal.apply(said("Lecornu", "Sébastien Lecornu", PERSON))
    assert change.in_words() == "“Sébastien Lecornu” is a person"
    assert kinds(library, ids[0]) == (
        ["person"],
        {"Sébastien Lecornu": "person", "Mars": "place", "Lecornu": "person", "3 May": "date"},
    )
    assert kinds(library, ids[1]) == (["person"], {"LECORNU": "person", "Mars": "place"})
    library.journal.apply(said("Mars", "Mars", None))
    assert "Mars" not in kinds(library, ids[0])[1]
    assert kinds(library, ids[1]) == (["person"], {"LECORNU": "person"})


def test_it_holds_for_articles_that_come_later(library, ids, annotate):
    """Marks found after it, by whatever version, are corrected too."""
    library.journal.apply(said("Mars", "Mars", None))
    annotate(library, ids[1], MARKS_OF_ALONE, version=2)
    assert kinds(library, ids[1]) == (["organisation"], {"LECORNU": "organisation"})
    marks = library.articles.corrected(MARKS_OF_ALONE, TITLE, ALONE)
    assert marks == Marks(MARKS_OF_ALONE.title_mentions, MARKS_OF_ALONE.mentions[:1])


def test_undo_gives_back_the_former_correction(library, ids):
    """Each undo goes back one correction, the last one to what was found; redo goes forth."""
    states = [both(library, ids)]
    for kind in (PLACE, None, PERSON):
        assert library.journal.apply(said("LECORNU", "LECORNU", kind)) is not None
        states.append(both(library, ids))
    assert library.journal.apply(said("Lecornu", "Lecornu", PERSON)) is None
    assert len({str(state) for state in states}) == len(states)
    for state in reversed(states[:-1]):
        assert library.journal.undo() is not None
        assert both(library, ids) == state
    assert library.journal.undo() is None
    for state in states[1:]:
        assert library.journal.redo() is not None
        assert both(library, ids) == state
    assert library.journal.redo() is None


def test_undo_and_redo_survive_a_restart(tmp_path, entry):
    """A library opened again has the correction, takes it back and does it again."""
    path = tmp_path / "l.db"
    with Library.open(path) as library:
        ids = store_articles(library, entry)
        found = both(library, ids)
        library.journal.apply(said("Lecornu", "Sébastien Lecornu", PERSON))
        corrected = both(library, ids)
    with Library.open(path) as library:
        assert both(library, ids) == corrected != found
        assert library.journal.undo().in_words() == "“Sébastien Lecornu” is a person"
        assert both(library, ids) == found
    with Library.open(path) as library:
        library.journal.redo()
        assert both(library, ids) == corrected


def test_only_what_may_be_said_is_stored(library, ids):
    """A kind of figures is none of names; nothing is stored of a change that is refused."""
    with pytest.raises(ValueError, match="date"):
        library.journal.apply(Change(Action.CORRECT, after={"paris": "place", "mars": "date"}))
    assert library.journal.undo() is None
    assert kinds(library, ids[1])[1]["Mars"] == "place"


def test_a_library_of_before_there_were_corrections(tmp_path):
    """It is migrated with its marks; what was done before can still be taken back."""
    path = tmp_path / "old.db"
    script = Path(__file__).with_name("released") / "version-2.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text("utf-8"))
    with Library.open(path) as library:
        assert kinds(library, 1)[1] == {
            "Ana Silva": "person",
            "12 euros": "money",
            "Porto": "place",
        }
        library.journal.apply(said("Porto", "Porto", OTHER))
        assert kinds(library, 1)[1]["Porto"] == "other"
        assert library.flaws() == []
        assert library.journal.undo().action is Action.CORRECT
        assert library.journal.undo().action is Action.DELETE


def test_a_read_only_library_says_so(tmp_path, entry):
    """Corrections are read there, and a new one is refused in words."""
    path = tmp_path / "l.db"
    with Library.open(path) as library:
        ids = store_articles(library, entry)
        library.journal.apply(said("Mars", "Mars", None))
    with closing(Library(Connections(path, obstacle=READ_ONLY))) as library:
        assert kinds(library, ids[1])[1] == {"LECORNU": "organisation"}
        with pytest.raises(LibraryError, match="read-only: nothing was changed"):
            library.journal.apply(said("Lecornu", "Lecornu", PERSON))
