"""Changes to very many articles: durable at once, carried out in steps, never half of them."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.library.steps import AT_ONCE
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from tests.benchmarks.big_library import make_library

UNREAD = Query(is_unread=True)

_MARKER = """
import sys
from pathlib import Path
from newsreader.library.library import Library
from newsreader.model.query import Query
with Library.open(Path(sys.argv[1])) as library:
    library.journal.mark_all_read(Query())
    print("marked", flush=True)
    library.journal.finish()
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("large") / "library.db"
    make_library(path, AT_ONCE * 5 // 4, feeds=5, words=10)
    return path


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Iterator[Library]:
    path = Path(shutil.copyfile(made, tmp_path / "library.db"))
    with Library.open(path) as opened:
        yield opened


def unread_ids(library: Library) -> set[int]:
    """Return what the rows say, not the counters, and see that the two agree."""
    with closing(sqlite3.connect(library.path)) as connection:
        rows = connection.execute("SELECT id FROM article WHERE is_read = 0 AND gone = 0")
        found = {row[0] for row in rows}
        (counted,) = connection.execute("SELECT total(unread) FROM feed").fetchone()
    assert counted == len(found)
    return found


def shown_unread(library: Library) -> set[int]:
    """Return what a reader sees as unread, and see that lists, counters and rows agree."""
    found = {row.id for row in library.articles.iterate(UNREAD)}
    assert found == {row.id for row in library.articles.iterate(Query()) if not row.is_read}
    assert library.articles.count(UNREAD) == len(found)
    assert library.feeds.totals().unread == len(found)
    for feed in library.feeds.all():
        of_feed = [
            row.id for row in library.articles.iterate(Query(feed_id=feed.id, is_unread=True))
        ]
        assert feed.unread == len(of_feed) == library.articles.count(Query(feed.id, is_unread=True))
        assert found.issuperset(of_feed)
    return found


def entries(library: Library) -> int:
    with closing(sqlite3.connect(library.path)) as connection:
        return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])


def test_it_is_one_change_shown_before_it_is_carried_out(library):
    """The rows are read at once for whoever looks, while most of them are not so stored yet."""
    before = unread_ids(library)
    journal = entries(library)
    change = library.journal.mark_all_read(Query())
    assert change is not None
    assert (change.many, change.article_ids) == (len(before), ())
    assert change.in_words() == f"marked read {len(before):,} articles"
    assert entries(library) == journal + 1
    assert unread_ids(library) == before
    assert all(row.is_read for row in library.articles.iterate(Query()))
    assert library.articles.get(max(before)).headline.is_read
    assert library.journal.proceed()
    assert 0 < len(unread_ids(library)) == len(before) - AT_ONCE
    assert max(unread_ids(library)) < max(before)
    library.journal.finish()
    assert unread_ids(library) == set()
    assert not library.journal.is_unfinished()
    assert library.flaws() == []


def test_lists_counters_and_the_next_unread_are_as_if_it_were_done(library):
    """From the moment on at which it is durable, however far the steps are, and taken back too."""
    before = shown_unread(library)
    library.journal.mark_all_read(Query())
    assert shown_unread(library) == set()
    assert library.articles.next_unread(Query(), None) is None
    library.journal.proceed()
    assert shown_unread(library) == set()
    kept = min(before)
    library.journal.apply(Change(Action.MARK_UNREAD, (kept,)))
    assert shown_unread(library) == {kept}
    assert library.articles.next_unread(Query(), None).id == kept
    assert library.articles.next_unread(Query(), None, forward=False).id == kept
    library.journal.undo()
    library.journal.undo()
    assert shown_unread(library) == before
    assert library.articles.next_unread(Query(), None).id == max(before)
    library.journal.proceed()
    assert shown_unread(library) == before
    library.journal.finish()
    assert shown_unread(library) == unread_ids(library) == before
    library.journal.redo()
    assert shown_unread(library) == set()


def test_what_it_marks_stays_in_the_unread_list_that_was_shown(library):
    """As what was read one by one does; a list opened later is without it."""
    before = shown_unread(library)
    opened = Query(is_unread=True, unread_since=datetime.now(UTC))
    library.journal.mark_all_read(UNREAD)
    later = Query(is_unread=True, unread_since=datetime.now(UTC))
    for _ in range(3):
        rows = [*library.articles.iterate(opened)]
        assert {row.id for row in rows} == before
        assert all(row.is_read for row in rows)
        assert library.articles.count(opened) == len(before)
        assert library.articles.rank(opened, rows[-1].key) == len(before) - 1
        assert library.articles.page(opened, offset=len(before) - 1) == rows[-1:]
        assert library.articles.count(later) == len(library.articles.page(later)) == 0
        library.journal.proceed()


def test_another_one_is_durable_without_the_first_being_finished(tmp_path):
    """It marks what the first one did not, also after that was taken back."""
    path = tmp_path / "two.db"
    make_library(path, AT_ONCE * 5 // 2, feeds=2, words=10, unread=1)
    with Library.open(path) as library:
        before = shown_unread(library)
        first, second = library.feeds.all()
        assert min(first.unread, second.unread) > AT_ONCE
        library.journal.mark_all_read(Query(feed_id=first.id))
        whole = library.journal.mark_all_read(Query())
        assert whole.many == second.unread
        assert library.journal.mark_all_read(Query()) is None
        assert shown_unread(library) == set()
        assert library.journal.is_unfinished()
        assert library.journal.undo().many == whole.many
        assert library.journal.mark_all_read(Query()).many == whole.many
        library.journal.finish()
        assert shown_unread(library) == unread_ids(library) == set()
        library.journal.undo()
        library.journal.undo()
        library.journal.finish()
        assert shown_unread(library) == unread_ids(library) == before
        assert library.flaws() == []


def test_a_small_one_after_a_large_one_was_taken_back(library):
    """What is still to be marked unread by steps is marked read for good."""
    before = shown_unread(library)
    library.journal.mark_all_read(Query())
    library.journal.finish()
    library.journal.undo()
    feed = library.feeds.all()[0]
    of_feed = {row.id for row in library.articles.iterate(Query(feed_id=feed.id, is_unread=True))}
    library.journal.mark_all_read(Query(feed_id=feed.id))
    assert shown_unread(library) == before - of_feed
    library.journal.finish()
    assert shown_unread(library) == unread_ids(library) == before - of_feed


def test_its_tally_goes_with_its_undo(library):
    """What is kept for taking it back is dropped once it cannot be."""
    library.journal.mark_all_read(Query())
    library.journal.finish()
    library.forget(datetime.now(UTC))
    with closing(sqlite3.connect(library.path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM state")]
    assert not [name for name in names if name.startswith(("tally.", "applying."))]


def test_it_is_taken_back_and_done_again_whole(library):
    """Also where it was not carried out to its end yet."""
    before = unread_ids(library)
    library.journal.mark_all_read(Query())
    library.journal.proceed()
    taken_back = library.journal.undo()
    assert taken_back is not None
    assert taken_back.many == len(before)
    read = {row.id for row in library.articles.iterate(Query()) if row.is_read}
    assert read.isdisjoint(before)
    library.journal.finish()
    assert unread_ids(library) == before
    library.journal.redo()
    library.journal.finish()
    assert unread_ids(library) == set()
    library.journal.undo()
    library.journal.finish()
    assert unread_ids(library) == before
    assert library.flaws() == []


def test_what_is_done_meanwhile_counts(library):
    """An article marked unread stays so, a deleted one stays away, a new one is new."""
    before = unread_ids(library)
    first, second, *_ = sorted(before)
    library.journal.mark_all_read(Query())
    assert library.journal.apply(Change(Action.MARK_READ, (second,))) is None
    assert library.journal.apply(Change(Action.MARK_UNREAD, (first,))) is not None
    assert library.journal.apply(Change(Action.DELETE, (second,))) is not None
    assert not library.articles.headline(first).is_read
    library.journal.finish()
    assert unread_ids(library) == {first}
    library.journal.undo()
    library.journal.undo()
    assert unread_ids(library) == set()
    assert library.articles.headline(second).is_read
    library.journal.undo()
    library.journal.finish()
    assert unread_ids(library) == before


def test_what_was_read_otherwise_before_it_was_done_again_stays_read(library):
    """Taking it back once more takes back no more than it did."""
    before = unread_ids(library)
    library.journal.mark_all_read(Query())
    library.journal.undo()
    library.journal.finish()
    opened = min(before)
    library.journal.apply(Change(Action.MARK_READ, (opened,)), is_undoable=False)
    library.journal.redo()
    library.journal.undo()
    library.journal.finish()
    assert unread_ids(library) == before - {opened}


def test_articles_that_come_meanwhile_stay_unread(library, entry):
    """They were not in the list that was marked."""
    library.journal.mark_all_read(Query())
    [feed, *_] = library.feeds.all()
    update = FeedUpdate(new=(entry("late"),))
    [new] = library.articles.save(feed.id, update, None, datetime.now(UTC))
    library.journal.finish()
    assert unread_ids(library) == {new}


def test_two_programs_carry_it_out_together(library):
    """Each step begins where the last one ended, whoever did it."""
    library.journal.mark_all_read(Query())
    with Library.open(library.path) as other:
        assert other.journal.is_unfinished()
        other.journal.proceed()
        library.journal.finish()
        assert not other.journal.proceed()
    assert unread_ids(library) == set()
    assert library.flaws() == []


def test_a_killed_program_s_change_is_carried_out_by_the_next_one(library):
    """A command lists nothing unread after one that died as soon as it had said "marked"."""
    command = [sys.executable, "-c", _MARKER, str(library.path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as marker:
        assert marker.stdout is not None
        assert marker.stdout.readline() == "marked\n"
        marker.kill()
    listing = [sys.executable, "-m", "newsreader", "--library", str(library.path), "list"]
    done = subprocess.run([*listing, "--unread"], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert unread_ids(library) == set()
    assert library.flaws() == []


def test_a_feed_unsubscribed_meanwhile_is_counted_no_more(library):
    """Neither are its articles among the unread, nor are those of others taken for them."""
    library.journal.mark_all_read(Query())
    [first, *_] = library.feeds.all()
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(first.id,)))
    assert shown_unread(library) == set()
    library.journal.undo()
    assert shown_unread(library) == set()
    library.journal.finish()
    assert shown_unread(library) == unread_ids(library) == set()
    assert library.flaws() == []
