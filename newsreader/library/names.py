"""The names of a library: finding them, their pages, and which are rising."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from newsreader.library import name_passages, rising
from newsreader.library.connections import Connections
from newsreader.library.name_keys import plain
from newsreader.library.name_search import beginning, named, near
from newsreader.library.steps import Steps
from newsreader.model.article import Key
from newsreader.model.mention import MentionKind
from newsreader.model.name import Name, Passage, Period, Rising, Variant, period_begin

PAGE = 50
"""Articles of a page."""

_FIRST_DAY = date(1970, 1, 1)
_COMPANY = 500
"""The newest articles of a name are looked through for others."""

_AT_ONCE = 200
_OFTEN = 5
"""So much rarer than an acronym may be the long form of it by which a name is called."""


class NameStore:
    """The names of a library. Every method raises `LibraryError` when the file fails."""

    def __init__(self, connections: Connections, steps: Steps) -> None:
        self._connections = connections
        self._steps = steps

    def get(self, name_id: int) -> Name | None:
        """Return a name by its id."""
        with self._connections.reading() as connection:
            found = loaded(connection, [name_id])
            return found[0] if found else None

    def by_key(self, key: str) -> Name | None:
        """Return the name that a key stands for by now: of one that was joined, the whole."""
        from newsreader.library.name_exceptions import followed

        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT id FROM entity WHERE key = ?", (followed(connection, key),)
            ).fetchone()
            return loaded(connection, [row[0]])[0] if row else None

    def of_mention(self, kind: MentionKind, canonical: str) -> Name | None:
        """Return the name that a mention of an article stands for; `kind` is its corrected one."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT entity_id FROM name WHERE canonical = ? AND real_kind = ? "
                "AND entity_id IS NOT NULL ORDER BY mentions DESC",
                (canonical, kind.value),
            ).fetchone()
            return loaded(connection, [row[0]])[0] if row else None

    def find(self, text: str, kind: MentionKind | None = None) -> list[Name]:
        """Return the names that have a form like this, the most mentioned first.

        Case, accents and hyphens make no difference. A surname finds the persons who bear it, if
        nothing is called just that.
        """
        with self._connections.reading() as connection:
            found = loaded(connection, named(connection, text, kind))
            return sorted(found, key=lambda name: (-name.count, name.key))

    def beginning(self, text: str, *, limit: int = 20) -> list[Name]:
        """Return the names to be offered while one types: see `name_search.beginning`."""
        with self._connections.reading() as connection:
            return loaded(connection, beginning(connection, text, limit))

    def near(self, text: str, *, limit: int = 5) -> list[Name]:
        """Return names that are spelled much like a text, the likest first."""
        with self._connections.reading() as connection:
            return loaded(connection, near(connection, plain(text), limit))

    def of_article(self, article_id: int) -> list[Name]:
        """Return the names that an article mentions, the most mentioned in it first.

        `count` is how often it does; `articles` and `variants` are those of the whole library.
        """
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT naming.entity_id, naming.mentions FROM article "
                "CROSS JOIN (SELECT DISTINCT entity_id FROM mention JOIN name ON name.id = name_id "
                "WHERE article_id = ?1) AS named CROSS JOIN naming "
                "ON naming.entity_id = named.entity_id AND naming.sort_at = article.sort_at "
                "AND naming.article_id = article.id WHERE article.id = ?1 "
                "ORDER BY naming.mentions DESC, naming.entity_id",
                (article_id,),
            )
            return counted(connection, [(each, count, None) for each, count in rows])

    def all(self, kind: MentionKind | None = None, *, limit: int | None = None) -> Iterator[Name]:
        """Give the names that visible articles mention, the most mentioned first."""
        of_kind = "" if kind is None else f"AND kind = '{kind.value}' "
        left, last = limit, (1 << 62, 0)
        while left is None or left > 0:
            with self._connections.reading() as connection:
                rows = connection.execute(
                    "SELECT id, mentions FROM entity INDEXED BY entity_mentions "
                    f"WHERE (mentions, id) < (?, ?) AND mentions > 0 {of_kind}"
                    "ORDER BY mentions DESC, id DESC LIMIT ?",
                    (*last, _AT_ONCE if left is None else min(left, _AT_ONCE)),
                ).fetchall()
                found = loaded(connection, [row[0] for row in rows])
            yield from found
            if not rows:
                return
            last = (rows[-1][1], rows[-1][0])
            left = None if left is None else left - len(rows)

    def top(
        self,
        since: datetime,
        kind: MentionKind | None = None,
        *,
        limit: int = PAGE,
    ) -> list[Name]:
        """Return the names in most articles from the day (UTC) of a moment on.

        `count` and `articles` are of that time.
        """
        of_kind = "" if kind is None else f"WHERE kind = '{kind.value}' "
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT entity_id, found.mentions, found.articles FROM (SELECT entity_id, "
                "sum(mentions) AS mentions, sum(articles) AS articles "
                "FROM name_day INDEXED BY name_day_day WHERE day >= ? GROUP BY entity_id) AS found "
                f"JOIN entity ON entity.id = entity_id {of_kind}"
                "ORDER BY 3 DESC, 2 DESC, 1 LIMIT ?",
                (day_of(since), limit),
            )
            return counted(connection, rows.fetchall())

    def variants(self, name_id: int) -> list[Variant]:
        """Return the forms of a name, the most used first."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT real_kind, canonical, sum(mentions) FROM name "
                "WHERE entity_id = ? AND mentions > 0 GROUP BY real_kind, canonical "
                "ORDER BY 3 DESC, 2",
                (name_id,),
            )
            return [Variant(MentionKind(kind), form, count) for kind, form, count in rows]

    def passages(
        self, name_id: int, *, after: Key | None = None, limit: int = PAGE
    ) -> list[Passage]:
        """Return visible articles that mention a name, newest first, with the sentence that does.

        With `after`, those that come after the headline with this key.
        """
        with self._connections.reading() as connection:
            return name_passages.passages(connection, self._steps, name_id, after, limit)

    def all_passages(self, name_id: int) -> Iterator[Passage]:
        """Give all of `passages`, a page at a time."""
        after: Key | None = None
        while page := self.passages(name_id, after=after):
            yield from page
            after = page[-1].headline.key

    def figures(self, name_id: int, *, limit: int = PAGE) -> list[Passage]:
        """Return of the newest articles those whose sentence with the name has figures."""
        return [each for each in self.passages(name_id, limit=limit) if each.figures]

    def unread(self, name_id: int) -> int:
        """Return how many of the visible articles that mention a name are unread."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT count(*) FROM naming CROSS JOIN article ON article.id = article_id "
                "WHERE entity_id = ? AND gone = 0 AND is_read = 0",
                (name_id,),
            ).fetchone()
            return int(row[0])

    def periods(self, name_id: int, step: str) -> list[Period]:
        """Return the days, weeks or months (`step`) with articles that mention a name, in order."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT day, articles, mentions FROM name_day "
                "WHERE entity_id = ? AND articles > 0 ORDER BY day",
                (name_id,),
            )
            counts: dict[date, tuple[int, int]] = {}
            for day, articles, mentions in rows:
                begin = period_begin(_FIRST_DAY + timedelta(days=day), step)
                former = counts.get(begin, (0, 0))
                counts[begin] = (former[0] + articles, former[1] + mentions)
            return [Period(begin, *count) for begin, count in counts.items()]

    def seen_with(self, name_id: int, *, limit: int = 20) -> list[Name]:
        """Return the names that most of the newest articles of a name mention, too.

        `count` is in how many of these (some hundreds at most) they are.
        """
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT name.entity_id, count(DISTINCT recent.article_id) FROM "
                "(SELECT article_id FROM naming WHERE entity_id = ?1 "
                "ORDER BY sort_at DESC, article_id DESC LIMIT ?2) AS recent "
                "CROSS JOIN article ON article.id = recent.article_id AND article.gone = 0 "
                "CROSS JOIN mention ON mention.article_id = recent.article_id "
                "CROSS JOIN name ON name.id = mention.name_id "
                "WHERE name.entity_id <> ?1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?3",
                (name_id, _COMPANY, limit),
            )
            return counted(connection, [(each, count, None) for each, count in rows])

    def rising(self, now: datetime | None = None, *, limit: int = 20) -> list[Rising]:
        """Return the names that are in more articles of the last 7 days than in the 60 before.

        The most surprising first; nothing where the library has too little to compare with.
        """
        with self._connections.reading() as connection:
            return rising.rising(connection, self._steps, now or datetime.now(UTC), limit)

    def compared(self, now: datetime | None = None) -> tuple[int, int]:
        """Return how many articles `rising` looks at: those of the last days, and before."""
        with self._connections.reading() as connection:
            return rising.compared(connection, now or datetime.now(UTC))


def day_of(at: datetime) -> int:
    """Return the day (UTC) of a moment as it is stored: days since 1970."""
    return (at.astimezone(UTC).date() - _FIRST_DAY).days


def loaded(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Name]:
    """Return names by their ids, in their order, with the counts of the whole library."""
    listed = json.dumps([*ids])
    rows = connection.execute(
        "SELECT id, key, kind, mentions, articles FROM entity "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (listed,),
    )
    forms: dict[int, list[tuple[str, int, int]]] = {}
    for entity_id, form, is_lesser, mentions in connection.execute(
        "SELECT entity_id, canonical, min(is_lesser), sum(mentions) FROM name "
        "WHERE entity_id IN (SELECT value FROM json_each(?)) GROUP BY entity_id, canonical",
        (listed,),
    ):
        forms.setdefault(entity_id, []).append((form, is_lesser, mentions))
    found = {
        row[0]: Name(
            row[0],
            row[1],
            _shown(forms.get(row[0], ()), row[1]),
            MentionKind(row[2]),
            row[3],
            row[4],
            _by_use(forms.get(row[0], ())),
        )
        for row in rows
    }
    return [found[each] for each in ids if each in found]


def counted(
    connection: sqlite3.Connection, counts: Iterable[tuple[int, int, int | None]]
) -> list[Name]:
    """Return names with counts of their own: ids, mentions, articles (None: of the library)."""
    from dataclasses import replace

    rows = [*counts]
    found = loaded(connection, [row[0] for row in rows])
    return [
        replace(name, count=count, articles=name.articles if articles is None else articles)
        for name, (_, count, articles) in zip(found, rows, strict=True)
    ]


def _shown(forms: Iterable[tuple[str, int, int]], key: str) -> str:
    """Return the form to call a name by: the most used full one, rather not in capitals.

    A known name (`place@US`) is rather called by its long form, if that is used often enough.
    """
    full = sorted(forms, key=lambda one: (one[1], -one[2], one[0].isupper(), len(one[0]), one[0]))
    if not full:
        return key
    form, is_lesser, most = full[0]
    if "@" in key and form.isupper():
        for other, is_other_lesser, count in full[1:]:
            if is_other_lesser == is_lesser and not other.isupper() and count * _OFTEN >= most:
                return other
    return form


def _by_use(forms: Iterable[tuple[str, int, int]]) -> tuple[str, ...]:
    used = [one for one in forms if one[2] > 0]
    return tuple(one[0] for one in sorted(used, key=lambda one: (-one[2], one[0])))
