"""The sets of articles that lists are made of."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """A set of articles and the way SQLite comes to them; a list is made of disjoint ones."""

    table: str
    where: str
    values: tuple[object, ...] = ()
    feed_ids: tuple[int, ...] | None = None

    @property
    def condition(self) -> str:
        """The whole condition in SQL."""
        if self.feed_ids is None:
            return self.where
        if len(self.feed_ids) == 1:
            return f"article.feed_id = {self.feed_ids[0]} AND {self.where}"
        return f"article.feed_id IN ({','.join(map(str, self.feed_ids))}) AND {self.where}"

    @property
    def is_ordered_by_feed(self) -> bool:
        """Whether each feed's articles are in list order here, but not all of them together."""
        return self.feed_ids is not None and "INDEXED BY article_feed" in self.table
