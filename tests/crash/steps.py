"""The commands of a campaign, each with what its lines promise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.crash.snapshot import Flags, Snapshot, Subscription

_FLAGS: Mapping[str, tuple[str, dict[str, bool]]] = {
    "read": ("read", {"is_read": True}),
    "unread": ("unread", {"is_read": False}),
    "bookmark": ("bookmarked", {"is_bookmarked": True}),
    "unbookmark": ("unbookmarked", {"is_bookmarked": False}),
    "delete": ("deleted", {"is_deleted": True}),
}


@dataclass(frozen=True)
class Difference:
    """What a change did, by article, feed and saved search: what was before and after."""

    flags: Mapping[int, tuple[Flags, Flags]] = field(default_factory=dict)
    feeds: Mapping[int, tuple[Subscription, Subscription]] = field(default_factory=dict)
    searches: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)

    @classmethod
    def between(cls, before: Snapshot, after: Snapshot) -> Difference:
        """Tell what changed of what was there; a feed that was not there was not subscribed to."""
        hidden = {feed_id: feed._replace(is_removed=True) for feed_id, feed in after.feeds.items()}
        return cls(
            {
                key: (old, after.flags[key])
                for key, old in before.flags.items()
                if key in after.flags and old != after.flags[key]
            },
            {
                key: (before.feeds.get(key, hidden[key]), new)
                for key, new in after.feeds.items()
                if before.feeds.get(key, hidden[key]) != new
            },
            {
                key: (before.searches.get(key), after.searches.get(key))
                for key in {*before.searches, *after.searches}
                if before.searches.get(key) != after.searches.get(key)
            },
        )

    def inverted(self) -> Difference:
        """Return what taking it back does."""
        return Difference(
            {key: (new, old) for key, (old, new) in self.flags.items()},
            {key: (new, old) for key, (old, new) in self.feeds.items()},
            {key: (new, old) for key, (old, new) in self.searches.items()},
        )

    def on(self, snapshot: Snapshot) -> Difference:
        """Return what doing it again does to a library as it is now: the same fields are set."""
        return Difference(
            {
                key: (snapshot.flags[key], _set(snapshot.flags[key], old, new))
                for key, (old, new) in self.flags.items()
            },
            {
                key: (snapshot.feeds[key], _set(snapshot.feeds[key], old, new))
                for key, (old, new) in self.feeds.items()
            },
            {key: (snapshot.searches.get(key), new) for key, (_, new) in self.searches.items()},
        )

    def real(self) -> Difference:
        """Return it without what stays as it is."""
        return Difference(
            {key: pair for key, pair in self.flags.items() if pair[0] != pair[1]},
            {key: pair for key, pair in self.feeds.items() if pair[0] != pair[1]},
            {key: pair for key, pair in self.searches.items() if pair[0] != pair[1]},
        )


def _set(value: Any, old: Any, new: Any) -> Any:
    pairs = zip(new._fields, old, new, strict=True)
    return value._replace(**{name: now for name, then, now in pairs if then != now})


class Step:
    """One command. `promises` tells what its lines promise and the library does not hold."""

    def __init__(self, kind: str, *words: object) -> None:
        self.kind = kind
        self.words = (kind, *words)

    def promises(
        self, before: Snapshot, after: Snapshot, lines: list[str], *, is_whole: bool
    ) -> Iterator[str]:
        """Compare the library before and after with what was printed; `is_whole`: not killed."""
        raise NotImplementedError


class OneChange(Step):
    """A command that makes one change, whole or not at all."""

    def __init__(self, kind: str, *words: object, change: Difference) -> None:
        super().__init__(kind, *words)
        self._change = change.real()

    def promises(
        self, before: Snapshot, after: Snapshot, lines: list[str], *, is_whole: bool
    ) -> Iterator[str]:
        found = Difference.between(before, after)
        nothing = Difference()
        if is_whole and not lines:
            yield "nothing was printed"
        if (lines or is_whole) and found != self._change:
            yield f"printed {lines}, but {found} is not {self._change}"
        if found not in (nothing, self._change):
            yield f"half a change: {found} of {self._change}"


class Additions(Step):
    """A command that brings things in, a JSON line an item, and changes nothing that is there."""

    def promises(
        self, before: Snapshot, after: Snapshot, lines: list[str], *, is_whole: bool
    ) -> Iterator[str]:
        found = Difference.between(before, after)
        if found.flags or found.searches:
            yield f"articles or searches were changed: {found.flags}, {found.searches}"
        for key, (old, new) in found.feeds.items():
            if not (old.is_removed and not new.is_removed):
                yield f"feed {key} was changed from {old} to {new}"
        for line in map(json.loads, lines):
            yield from self._promise(before, after, line)
        if is_whole and not lines:
            yield "nothing was printed"

    def _promise(self, before: Snapshot, after: Snapshot, line: dict[str, Any]) -> Iterator[str]:
        if "done" in line:
            if len(after.annotated) < len(before.annotated) + line["done"]:
                yield f"printed {line}, but {len(after.annotated)} articles are marked"
        elif line.get("kind") == "article":
            if after.titles.get(line["id"]) != line["title"]:
                yield f"printed {line}, but the article is {after.titles.get(line['id'])}"
        else:
            feed_id = line["feed_id"] if "feed_id" in line else line["id"]
            if feed_id not in after.subscribed:
                yield f"printed {line}, but the feed is not there"
            count = before.articles_of(feed_id) + line.get("new_articles", 0)
            if after.articles_of(feed_id) < count:
                yield f"printed {line}, but the feed has less than {count} articles"


def flag_step(kind: str, before: Snapshot, random: Random) -> Step:
    """Make a command that sets a flag of some articles."""
    ids = random.sample(before.visible, min(len(before.visible), random.choice((1, 3, 40))))
    fields = _FLAGS[kind][1]
    change = {key: (before.flags[key], before.flags[key]._replace(**fields)) for key in ids}
    return OneChange(kind, *ids, change=Difference(change))


def edit_step(before: Snapshot, random: Random) -> Step:
    """Make a command that changes a feed's title and folder."""
    feed_id = random.choice(before.subscribed)
    title, folder = f"Title {random.random():.6f}", f"Folder {random.random():.6f}"
    old = before.feeds[feed_id]
    change = Difference(feeds={feed_id: (old, old._replace(title=title, folder=folder))})
    return OneChange("edit", feed_id, "--title", title, "--folder", folder, change=change)


def remove_step(before: Snapshot, random: Random) -> Step:
    """Make a command that unsubscribes."""
    feed_id = random.choice(before.subscribed)
    old = before.feeds[feed_id]
    change = Difference(feeds={feed_id: (old, old._replace(is_removed=True))})
    return OneChange("remove", feed_id, change=change)


def search_step(before: Snapshot, random: Random) -> Step:
    """Make a command that saves, changes, renames or removes a saved search."""
    name, text = f"Search {random.randint(1, 9)}", f"boats {random.random():.6f}"
    former = before.searches.get(name)
    if former is None or random.random() < 0.3:
        change = Difference(searches={name: (former, text)})
        return OneChange("searches", "--save", name, text, change=change)
    # The last one stays: where all are gone, a restored library has those of the backup.
    if random.random() < 0.5 or len(before.searches) == 1:
        new = f"Search {random.randint(10, 10**6)}"
        change = Difference(searches={name: (former, None), new: (None, former)})
        return OneChange("searches", "--rename", name, new, change=change)
    change = Difference(searches={name: (former, None)})
    return OneChange("searches", "--remove", name, change=change)
