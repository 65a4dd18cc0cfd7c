"""The feeds the reader subscribed to."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from newsreader.library import arranging
from newsreader.library.connections import Connections
from newsreader.library.rows import FEED_COLUMNS, feed_of, is_id, stamp
from newsreader.library.steps import Steps
from newsreader.model.feed import Feed, FeedHealth, without_login
from newsreader.model.journal import Action, Change
from newsreader.model.text import clean_line

_SUBSCRIBED = f"SELECT {FEED_COLUMNS} FROM feed WHERE is_removed = 0"


class NewFeed(NamedTuple):
    """A feed to subscribe to; `title` is what the reader calls it, if not by its own name."""

    url: str
    title: str | None = None
    folder: str | None = None
    site_url: str | None = None


class Totals(NamedTuple):
    """How many articles there are, over everything."""

    articles: int
    unread: int
    bookmarked: int


class FeedStore:
    """The subscriptions of a library. Every method raises `LibraryError` when the file fails."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def all(self) -> list[Feed]:
        """Return the subscriptions in the reader's order: in no folder, then by folder.

        What the reader did not put in order is by title and name of folder. Unread articles are
        counted as they will be once all steps of large changes are done.
        """
        with self._connections.reading() as connection:
            feeds = [feed_of(row) for row in connection.execute(_SUBSCRIBED)]
            if foreseen := self._steps.foreseen_unread(connection):
                feeds = [
                    feed._replace(unread=max(0, feed.unread + foreseen[feed.id])) for feed in feeds
                ]
            return arranging.in_order(connection, feeds)

    def places(self) -> dict[str, int]:
        """Return the places that the reader gave, by `feed:ID` and `folder:NAME`."""
        with self._connections.reading() as connection:
            return arranging.places(connection)

    def get(self, feed_id: int) -> Feed | None:
        """Return a subscription, or None."""
        return self._one("id", feed_id) if is_id(feed_id) else None

    def find(self, reference: str) -> Feed | None:
        """Return the subscription a reader names by its id or its URL, or None.

        A login in a URL may be left out, as it is wherever the URL is shown.
        """
        reference = clean_line(reference)
        if reference.isascii() and reference.isdigit() and len(reference) < 20:
            return self.get(int(reference))
        return self._one("url", reference) or self._with_login(reference)

    def stored_id(self, url: str) -> int | None:
        """Return the id of the feed at an address, be it subscribed to or no longer."""
        with self._connections.reading() as connection:
            sql = "SELECT id FROM feed WHERE url = ?"
            row = connection.execute(sql, (clean_line(url),)).fetchone()
            return None if row is None else int(row[0])

    def add(self, feeds: Sequence[NewFeed], *, is_undoable: bool = True) -> list[tuple[Feed, bool]]:
        """Subscribe; return each feed and whether it is new, in the order given.

        One transaction and one change in the journal. A feed that is there stays as it is; one
        that was unsubscribed comes back with its articles.
        """
        # Here and below: what only reads, as the start of the app, needs none of it.
        from newsreader.library import effects
        from newsreader.library.journal import record

        now = datetime.now(UTC)
        added: list[tuple[int, bool]] = []
        with self._connections.writing() as connection:
            for feed in feeds:
                feed_id, is_hidden = _add(connection, feed)
                added.append((feed_id, is_hidden and (feed_id, True) not in added))
            new_ids = tuple(feed_id for feed_id, is_new in added if is_new)
            effect = effects.carry_out(connection, Change(Action.SUBSCRIBE, feed_ids=new_ids), now)
            record(connection, effect, now, is_undoable=is_undoable)
            rows = connection.execute(
                f"{_SUBSCRIBED} AND id IN (SELECT value FROM json_each(?))",
                (json.dumps([feed_id for feed_id, _ in added]),),
            )
            found = {row[0]: feed_of(row) for row in rows}
        return [(found[feed_id], is_new) for feed_id, is_new in added]

    def record_check(self, feed_id: int, health: FeedHealth, *, url: str | None = None) -> None:
        """Store how a check went that brought nothing to save.

        With the `url` that was fetched nothing is stored of a feed that has another one by now.
        """
        from newsreader.library.saving import is_at, set_health

        with self._connections.writing() as connection:
            if is_at(connection, feed_id, url):
                set_health(connection, feed_id, health)

    def move(self, feed_id: int, url: str, *, former_url: str) -> int:
        """Give a feed the address that it has for good now; return its id there.

        If there is a feed at that address already, the two become that one, with the articles and
        marks of both. A feed that the user removed, or gave another address than `former_url`,
        stays as it is.
        """
        from newsreader.library.moving import move
        from newsreader.library.saving import is_at

        with self._connections.writing() as connection:
            if not is_at(connection, feed_id, former_url):
                return feed_id
            return move(connection, feed_id, clean_line(url))

    def due(self, now: datetime) -> list[Feed]:
        """Return the feeds of the web whose next check is due, the longest overdue first."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"{_SUBSCRIBED} AND is_stopped = 0 "
                "AND (next_check_at IS NULL OR next_check_at <= ?) ORDER BY next_check_at, id",
                (stamp(now),),
            )
            return [feed for row in rows if (feed := feed_of(row)).is_fetched]

    def totals(self) -> Totals:
        """Return the sums of the feeds' counters; bookmarks of former feeds count too.

        Unread articles are counted as in `all`.
        """
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT total(articles), total(unread), total(bookmarked) FROM feed"
            )
            totals = Totals(*map(int, row.fetchone()))
            if foreseen := self._steps.foreseen_unread(connection):
                rows = connection.execute("SELECT id, unread FROM feed")
                unread = sum(max(0, unread + foreseen[feed]) for feed, unread in rows)
                totals = totals._replace(unread=unread)
            return totals

    def _with_login(self, shown: str) -> Feed | None:
        """Return the only subscription whose address, with a login in it, is shown like this."""
        with self._connections.reading() as connection:
            rows = connection.execute(f"{_SUBSCRIBED} AND url LIKE 'http%://%@%'")
            found = [feed for row in rows if without_login((feed := feed_of(row)).url) == shown]
        return found[0] if len(found) == 1 else None

    def _one(self, column: str, value: int | str) -> Feed | None:
        with self._connections.reading() as connection:
            row = connection.execute(f"{_SUBSCRIBED} AND {column} = ?", (value,)).fetchone()
            return None if row is None else feed_of(row)


def _add(connection: sqlite3.Connection, feed: NewFeed) -> tuple[int, bool]:
    """Make a feed, still hidden, or find it; return its id and whether it is hidden."""
    url = clean_line(feed.url)
    if not url:
        raise ValueError("a feed needs an address")
    # Until a feed tells its title, it is called by its address, but never with the login.
    shown = without_login(url)
    connection.execute(
        "INSERT INTO feed (url, own_title, is_removed) VALUES (?, ?, 1) "
        "ON CONFLICT (url) DO NOTHING",
        (url, "" if shown == url else shown),
    )
    given = (clean_line(text or "") or None for text in (feed.title, feed.folder, feed.site_url))
    # Of a feed that was unsubscribed, what is not given anew is as it was.
    connection.execute(
        "UPDATE feed SET user_title = coalesce(?, user_title), folder = coalesce(?, folder), "
        "site_url = coalesce(?, site_url), next_check_at = NULL WHERE url = ? AND is_removed = 1",
        (*given, url),
    )
    row = connection.execute("SELECT id, is_removed FROM feed WHERE url = ?", (url,)).fetchone()
    return row[0], bool(row[1])
