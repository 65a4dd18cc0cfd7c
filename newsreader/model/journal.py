"""What the reader did: changes and their inverses."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Action(StrEnum):
    """A kind of change; the value is how it is stored."""

    MARK_READ = "read"
    MARK_UNREAD = "unread"
    BOOKMARK = "bookmark"
    UNBOOKMARK = "unbookmark"
    DELETE = "delete"
    RESTORE = "restore"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    EDIT_FEED = "edit-feed"
    SAVE = "save"
    CORRECT = "correct"
    JOIN_NAMES = "join-names"
    SAVE_SEARCH = "save-search"
    DROP_SEARCH = "drop-search"
    EDIT_SEARCH = "edit-search"
    ARRANGE = "arrange"
    RENAME_FOLDER = "rename-folder"


_INVERSE = {
    Action.MARK_READ: Action.MARK_UNREAD,
    Action.MARK_UNREAD: Action.MARK_READ,
    Action.BOOKMARK: Action.UNBOOKMARK,
    Action.UNBOOKMARK: Action.BOOKMARK,
    Action.DELETE: Action.RESTORE,
    Action.RESTORE: Action.DELETE,
    Action.SUBSCRIBE: Action.UNSUBSCRIBE,
    Action.UNSUBSCRIBE: Action.SUBSCRIBE,
    Action.EDIT_FEED: Action.EDIT_FEED,
    Action.SAVE: Action.DELETE,
    Action.CORRECT: Action.CORRECT,
    Action.JOIN_NAMES: Action.JOIN_NAMES,
    Action.SAVE_SEARCH: Action.DROP_SEARCH,
    Action.DROP_SEARCH: Action.SAVE_SEARCH,
    Action.EDIT_SEARCH: Action.EDIT_SEARCH,
    Action.ARRANGE: Action.ARRANGE,
    Action.RENAME_FOLDER: Action.RENAME_FOLDER,
}

_PAST = {
    Action.MARK_READ: "marked read",
    Action.MARK_UNREAD: "marked unread",
    Action.BOOKMARK: "bookmarked",
    Action.UNBOOKMARK: "no longer bookmarked",
    Action.DELETE: "deleted",
    Action.RESTORE: "restored",
    Action.SUBSCRIBE: "subscribed",
    Action.UNSUBSCRIBE: "unsubscribed",
    Action.EDIT_FEED: "changed",
    Action.SAVE: "saved",
}

_OF_THEIR_OWN = {
    Action.SAVE_SEARCH: "saved the search",
    Action.DROP_SEARCH: "removed the search",
    Action.EDIT_SEARCH: "changed the search",
    Action.ARRANGE: "moved",
}
"""Words for what is neither about articles nor about feeds; the subject follows."""


class Change(NamedTuple):
    """One thing the reader did, with all that is needed to take it back.

    `article_ids` or `feed_ids` hold what it had an effect on. For an edited feed, `before` and
    `after` are its edited fields (`title`, `folder`, `url`, `interval` in minutes, `full_text`
    being "yes"); None is what a feed has without having been edited. For a corrected name they are
    what is stored of it (`Correction.after`); None where nothing is. Saved searches are in them by
    name (`SavedSearch.dumps`), places in the feeds pane by `feed:ID`, `folder:NAME` and
    `search:NAME`, a renamed folder's name as `folder`. Of names
    that are joined, or not (model/name.py), they are what is stored, the subject a whole sentence.
    """

    action: Action
    article_ids: tuple[int, ...] = ()
    feed_ids: tuple[int, ...] = ()
    before: Mapping[str, str | None] = {}
    after: Mapping[str, str | None] = {}
    subject: str = ""
    """What the change was about, in words for the user: a feed's or an article's title, a name."""
    many: int = 0
    """How many articles it had an effect on, where they are too many to be in `article_ids`."""

    @property
    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return self._replace(action=_INVERSE[self.action], before=self.after, after=self.before)

    def in_words(self) -> str:
        """Return the change as a line for the status bar: `bookmarked "Title"`."""
        if self.action is Action.CORRECT:
            from newsreader.model.correction import said_in_words

            return f"“{self.subject}” {said_in_words([*self.after.values()])}"
        if self.action is Action.JOIN_NAMES:
            return self.subject
        if self.action is Action.RENAME_FOLDER:
            return f"renamed the folder “{self.before['folder']}” to “{self.after['folder']}”"
        if self.action in (Action.SAVE_SEARCH, Action.DROP_SEARCH) and self._is_following:
            follow = "following" if self.action is Action.SAVE_SEARCH else "no longer following"
            return f"{follow} “{self.subject}”"
        if self.action in _OF_THEIR_OWN:
            return f"{_OF_THEIR_OWN[self.action]} “{self.subject}”"
        noun = "feed" if self.feed_ids else "article"
        count = self.many or len(self.feed_ids or self.article_ids)
        if count == 1:
            what = f"“{self.subject}”" if self.subject else f"one {noun}"
        else:
            what = f"{count:,} {noun}s"
        return f"{_PAST[self.action]} {what}"

    @property
    def _is_following(self) -> bool:
        """Whether the saved searches that it is about follow names."""
        from newsreader.model.following import followed_by
        from newsreader.model.saved_search import SavedSearch

        stored = [one for one in (*self.before.values(), *self.after.values()) if one is not None]
        return bool(stored) and all(followed_by(SavedSearch.loads("", one).text) for one in stored)
