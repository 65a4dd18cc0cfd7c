"""What the reader did: changes and their inverses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from newsreader.model.correction import said_in_words


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


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the reader did, with all that is needed to take it back.

    `article_ids` or `feed_ids` hold what it had an effect on. For an edited feed, `before` and
    `after` are its edited fields (`title`, `folder`, `url`, `interval` in minutes, `full_text`
    being "yes"); None is what a feed has without having been edited. For a corrected name they are
    what is stored of it (`Correction.after`); None where nothing is. Likewise for names that are
    joined, or not (model/name.py): then the subject is the whole sentence.
    """

    action: Action
    article_ids: tuple[int, ...] = ()
    feed_ids: tuple[int, ...] = ()
    before: Mapping[str, str | None] = field(default_factory=dict)
    after: Mapping[str, str | None] = field(default_factory=dict)
    subject: str = ""
    """What the change was about, in words for the user: a feed's or an article's title, a name."""
    many: int = 0
    """How many articles it had an effect on, where they are too many to be in `article_ids`."""

    @property
    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return replace(self, action=_INVERSE[self.action], before=self.after, after=self.before)

    def in_words(self) -> str:
        """Return the change as a line for the status bar: `bookmarked "Title"`."""
        if self.action is Action.CORRECT:
            return f"“{self.subject}” {said_in_words([*self.after.values()])}"
        if self.action is Action.JOIN_NAMES:
            return self.subject
        noun = "feed" if self.feed_ids else "article"
        count = self.many or len(self.feed_ids or self.article_ids)
        if count == 1:
            what = f"“{self.subject}”" if self.subject else f"one {noun}"
        else:
            what = f"{count:,} {noun}s"
        return f"{_PAST[self.action]} {what}"
