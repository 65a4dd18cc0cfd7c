"""Articles that no feed of the web brings: imported files and saved pages, each in its own feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate, KnownEntry
from newsreader.model.journal import Action, Change


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that is stored: one that `is_new`, or one known by its guid, up to date.

    `needs_marks` tells that its text is new. One that `is_restored` had been deleted.
    """

    article_id: int
    is_new: bool
    needs_marks: bool
    is_restored: bool = False


class Collection:
    """A feed that collects such articles; it is made when the first one comes.

    With `is_by_arrival` lists show what came last first, however old it is.
    """

    def __init__(
        self, library: Library, *, url: str, title: str, is_by_arrival: bool = False
    ) -> None:
        self._library = library
        self._url = url
        self._title = title
        self._is_by_arrival = is_by_arrival
        self._feed_id: int | None = None
        self._known: dict[str, KnownEntry] = {}

    def keep(self, entry: Entry, *, restored_by: Action = Action.RESTORE) -> Kept:
        """Store an article, durably, or bring the one of the same guid up to date.

        A deletion of it is taken back, by a change that can be undone.
        """
        feed_id = self._feed()
        known = self._known.get(entry.guid)
        is_same = known is not None and known.fingerprint == entry.fingerprint()
        is_restored = known is not None and known.is_deleted
        is_renewed = False
        if known is not None and is_restored:
            is_renewed = self._restore(feed_id, Change(restored_by, (known.article_id,)), entry)
        if known is None:
            update = FeedUpdate(title=self._title, new=(entry,), is_by_arrival=self._is_by_arrival)
        else:
            update = FeedUpdate(changed={} if is_same else {known.article_id: entry})
        new = self._library.articles.save(feed_id, update, None, datetime.now(UTC))
        article_id = known.article_id if known else new[0]
        self._known[entry.guid] = KnownEntry(
            article_id, entry.guid, entry.url, entry.title, entry.fingerprint()
        )
        return Kept(article_id, known is None, is_renewed or not is_same, is_restored)

    def _feed(self) -> int:
        if self._feed_id is None:
            [(feed, _)] = self._library.feeds.add([NewFeed(self._url)], is_undoable=False)
            self._feed_id = feed.id
            self._known = {entry.guid: entry for entry in self._library.articles.known(feed.id)}
        return self._feed_id

    def _restore(self, feed_id: int, restore: Change, entry: Entry) -> bool:
        """Take a deletion back; return whether the text had been dropped and is stored anew."""
        if self._library.journal.apply(restore):
            return False
        [article_id] = restore.article_ids
        self._library.articles.renew(feed_id, article_id, entry, datetime.now(UTC))
        self._library.journal.apply(restore)
        return True
