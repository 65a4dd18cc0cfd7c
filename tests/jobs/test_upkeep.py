"""What is done for the library once a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.jobs.upkeep import UNDONE_FOR, look_after
from newsreader.library.backup import backups
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.feed import FILES_URL
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.settings import Settings

NOW = datetime.now(UTC)
QUICK, SLOW = "https://quick.example/feed", "https://slow.example/feed"


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


def settings_of(library: Library, text: str) -> Settings:
    config = library.path.with_name("settings.toml")
    config.write_text(text)
    config.chmod(0o600)
    found, problems = Settings.load(config, library.path)
    assert problems == []
    return found


def fill(library: Library, url: str, count: int = 10) -> None:
    """Subscribe to a feed with an article a day, all of them read when they came."""
    [(feed, _)] = library.feeds.add([NewFeed(url)], is_undoable=False)
    days = [NOW - timedelta(days=number) for number in range(count)]
    entries = tuple(Entry(f"{at}", f"{url} {at:%m-%d}", published_at=at) for at in days)
    library.articles.save(feed.id, FeedUpdate(new=entries), None, NOW)
    with library._connections.writing() as connection:
        connection.execute("UPDATE article SET is_read = 1, read_at = sort_at")
        connection.execute("UPDATE feed SET unread = 0")


def counts(library: Library) -> list[int]:
    assert library.flaws() == []
    return [feed.articles for feed in sorted(library.feeds.all(), key=lambda feed: feed.id)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", [10, 10, 10]),
        ("keep_days = 3", [3, 3, 10]),
        ("keep_articles = 6", [3, 3, 10]),
        (f'keep_days = 3\n[feeds."{SLOW}"]\nkeep_days = 7', [3, 7, 10]),
        (f'keep_articles = 4\n[feeds."{SLOW}"]\nkeep_articles = 8', [4, 8, 10]),
        (f'keep_days = 3\n[feeds."{SLOW}"]\nkeep_days = 0', [3, 10, 10]),
        (f'[feeds."{FILES_URL}"]\nkeep_articles = 2', [10, 10, 2]),
        ('[feeds."https://quick.example"]\nkeep_articles = 1\nuser = "me"', [1, 10, 10]),
    ],
)
def test_articles_go_by_the_settings(library, text, left):
    """Overall and by feed, by days and by count; files that were imported only if told."""
    for url in (QUICK, SLOW, FILES_URL):
        fill(library, url)
    gone = look_after(library, settings_of(library, text), NOW + timedelta(minutes=1))
    assert counts(library) == left
    assert gone == 30 - sum(left)


def test_it_is_done_once_a_day_and_when_the_settings_change(library):
    """The second time of a day nothing is done, unless something else is set."""
    fill(library, QUICK)
    kept = settings_of(library, "keep_days = 5")
    assert look_after(library, kept, NOW) == 4
    fill(library, SLOW)
    assert look_after(library, kept, NOW) == 0
    assert look_after(library, settings_of(library, "keep_days = 4"), NOW) == 6
    assert look_after(library, settings_of(library, "keep_days = 4"), NOW + timedelta(days=1)) > 0
    assert len(backups(library.path)) == 2


def test_changes_can_be_taken_back_for_thirty_days(library):
    """Mark-all, delete and unsubscribe with all in it, after restarts; not a day longer."""
    fill(library, QUICK)
    fill(library, SLOW)
    with library._connections.writing() as connection:
        connection.execute("UPDATE article SET is_read = 0, read_at = NULL")
        connection.execute("UPDATE feed SET unread = articles")
    ids = [row.id for row in library.articles.iterate(Query())]
    first = library.feeds.all()[0]
    library.journal.mark_all_read(Query())
    library.journal.apply(Change(Action.BOOKMARK, (ids[0],)))
    library.journal.apply(Change(Action.DELETE, tuple(ids[2:5])))
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(first.id,)))
    look_after(library, settings_of(library, ""), NOW + UNDONE_FOR - timedelta(hours=1))
    for expected in (Action.UNSUBSCRIBE, Action.DELETE, Action.BOOKMARK, Action.MARK_READ):
        with Library.open(library.path) as again:
            assert again.journal.undo().action is expected
    assert sorted(row.id for row in library.articles.iterate(Query(is_unread=True))) == sorted(ids)
    assert all(library.articles.get(article_id) for article_id in ids)
    while library.journal.redo():
        pass
    look_after(library, settings_of(library, ""), NOW + UNDONE_FOR + timedelta(days=1))
    assert library.journal.undo() is None
    assert library.flaws() == []
