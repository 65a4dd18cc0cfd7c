"""What the library tells of the hits of a search beyond their list: the best, and snippets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from newsreader.library.articles import ArticleStore
from newsreader.library.connections import Connections
from newsreader.library.hits import HitFinder
from newsreader.model.query import Query


class HitStore:
    """Hits of searches. Every method raises `LibraryError` when the file fails."""

    def __init__(self, connections: Connections, articles: ArticleStore) -> None:
        self._connections = connections
        self._articles = articles

    def best_first(
        self, query: Query, now: datetime, *, is_stale: Callable[[], bool] | None = None
    ) -> Query:
        """Return the query as one whose list has its best hits first; see ranking.py.

        Raises `Abandoned` soon after `is_stale` has become true.
        """
        self._articles.index_for(query, is_stale)
        with self._connections.reading(is_stale) as connection:
            from newsreader.library import ranking

            return ranking.best_first(connection, query, now)

    def snippets(
        self,
        finder: HitFinder,
        article_ids: Sequence[int],
        width: int,
        *,
        is_stale: Callable[[], bool] | None = None,
    ) -> dict[int, str]:
        """Return of each article a line of about `width` cells around its first hits."""
        with self._connections.reading(is_stale) as connection:
            from newsreader.library import snippets

            return snippets.of(connection, finder, article_ids, width)

    def values(self, key: str) -> list[str]:
        """Return what can stand after a key of the search language, the commonest first."""
        with self._connections.reading() as connection:
            from newsreader.library import values

            return values.of(connection, key)
