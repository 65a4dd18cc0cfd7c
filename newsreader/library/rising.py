"""Names that rise: in more articles of late than is usual in this library."""

from __future__ import annotations

import json
import math
import sqlite3
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from newsreader.library import lists
from newsreader.library.rows import stamp
from newsreader.library.steps import Steps
from newsreader.model.article import Headline
from newsreader.model.name import Rising

RECENT, BEFORE = 7, 60
"""Days that are looked at, today's (UTC) the last, and days before them to compare with."""

_LEAST = 3
"""Articles of the last days that a name must have."""
_CERTAIN = 6.63
"""What G² (one degree of freedom) exceeds by chance once in a hundred times."""
_CANDIDATES = 3000
FEWEST_BEFORE = 20
"""Articles of the days before, below which nothing is usual."""
_WHY = 3
_LOOKED_THROUGH = 30
_AROUND = 20
"""Characters on either side of a mention that tell whether it stands in the same words again."""

_DAY = 86_400_000_000


def rising(connection: sqlite3.Connection, steps: Steps, now: datetime, limit: int) -> list[Rising]:
    """Return the names that rise, the least likely by chance first; see `NameStore.rising`.

    For each name its share of the articles of the last days is compared with that of the days
    before by the log-likelihood ratio (Dunning 1993), which holds for small counts as well.
    """
    from newsreader.library.names import loaded

    begin = _begin(now)
    all_recent, all_before = compared(connection, now)
    if all_before < FEWEST_BEFORE:
        return []
    recent, earlier = _counts(connection, stamp(begin) // _DAY)
    scores: dict[int, tuple[float, int, float]] = {}
    for entity_id, count in recent.items():
        count_before = earlier.get(entity_id, 0)
        usual = count_before * all_recent / all_before
        score = surprise(count, all_recent, count_before, all_before)
        if count > usual and score >= _CERTAIN:
            scores[entity_id] = (score, count, usual)
    ranked = sorted(scores, key=lambda each: (-scores[each][0], each))
    in_news = (each for each in ranked if _is_in_news(connection, each, begin))
    best = [*islice(in_news, limit)]
    return [
        Rising(
            name,
            scores[name.id][1],
            scores[name.id][2],
            scores[name.id][0],
            _why(connection, steps, name.id, begin),
        )
        for name in loaded(connection, best)
    ]


def compared(connection: sqlite3.Connection, now: datetime) -> tuple[int, int]:
    """Return how many articles the last days have, and the days before them."""
    begin = _begin(now)
    recent = _articles(connection, begin, begin + timedelta(days=RECENT))
    return recent, _articles(connection, begin - timedelta(days=BEFORE), begin)


def _begin(now: datetime) -> datetime:
    """Return when the first of the last days begins."""
    today = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    return today - timedelta(days=RECENT - 1)


def _counts(connection: sqlite3.Connection, first: int) -> tuple[dict[int, int], dict[int, int]]:
    """Return in how many articles names are from a day on, if in enough, and were before it."""
    recent = dict(
        connection.execute(
            "SELECT entity_id, sum(articles) AS n FROM name_day INDEXED BY name_day_day "
            "WHERE day BETWEEN ? AND ? GROUP BY entity_id HAVING n >= ? ORDER BY n DESC LIMIT ?",
            (first, first + RECENT - 1, _LEAST, _CANDIDATES),
        ).fetchall()
    )
    earlier = dict(
        connection.execute(
            "SELECT entity_id, sum(articles) FROM json_each(?) CROSS JOIN name_day "
            "ON entity_id = value AND day BETWEEN ? AND ? GROUP BY entity_id",
            (json.dumps([*recent]), first - BEFORE, first - 1),
        ).fetchall()
    )
    return recent, earlier


def surprise(count: int, of: int, count_before: int, of_before: int) -> float:
    """Return G²: twice the logarithm of how much likelier two rates explain the counts than one.

    `count` of `of` articles now, and `count_before` of `of_before`.
    """
    total = count + count_before
    expected = total * of / (of + of_before)
    expected_before = total - expected
    found = 0.0
    for seen, awaited in ((count, expected), (count_before, expected_before)):
        if seen:
            found += seen * math.log(seen / awaited)
    return 2 * found


def _articles(connection: sqlite3.Connection, begin: datetime, end: datetime) -> int:
    row = connection.execute(
        "SELECT count(*) FROM article INDEXED BY article_visible "
        "WHERE gone = 0 AND sort_at >= ? AND sort_at < ?",
        (stamp(begin), stamp(end)),
    )
    return int(row.fetchone()[0])


def _is_in_news(connection: sqlite3.Connection, entity_id: int, begin: datetime) -> bool:
    """Whether enough articles speak of a name in words of their own.

    What stands under every article of a feed, and the same report again, is no news.
    """
    rows = connection.execute(
        "SELECT recent.article_id, iif(is_in_title, title, substr(text, max(start - ?4, 0) + 1, "
        'min(start, ?4) + "end" - start + ?4)) FROM '
        "(SELECT article_id FROM naming WHERE entity_id = ?1 AND sort_at >= ?2 "
        "ORDER BY sort_at DESC, article_id DESC LIMIT ?3) AS recent "
        "CROSS JOIN article ON article.id = recent.article_id AND article.gone = 0 "
        "CROSS JOIN body ON body.article_id = recent.article_id "
        "CROSS JOIN mention ON mention.article_id = recent.article_id "
        "CROSS JOIN name ON name.id = mention.name_id WHERE name.entity_id = ?1",
        (entity_id, stamp(begin), _LOOKED_THROUGH, _AROUND),
    )
    said: dict[str, int] = {}
    for article_id, words in rows:
        said.setdefault(words, article_id)
    return len({*said.values()}) >= _LEAST


def _why(
    connection: sqlite3.Connection, steps: Steps, entity_id: int, begin: datetime
) -> tuple[Headline, ...]:
    """Return some of the newest articles that mention a name, first those that do in the title."""
    rows = connection.execute(
        "SELECT article_id, EXISTS (SELECT 1 FROM mention JOIN name ON name.id = name_id "
        "WHERE mention.article_id = naming.article_id AND is_in_title = 1 "
        "AND name.entity_id = naming.entity_id) AS is_titled "
        "FROM naming CROSS JOIN article ON article.id = article_id "
        "WHERE entity_id = ? AND naming.sort_at >= ? AND article.gone = 0 "
        "ORDER BY naming.sort_at DESC, article_id DESC LIMIT ?",
        (entity_id, stamp(begin), _LOOKED_THROUGH),
    ).fetchall()
    ids = [row[0] for row in sorted(rows, key=lambda row: -row[1])]
    titles: dict[str, Headline] = {}
    for headline in steps.overlaid(connection, lists.headlines(connection, ids)):
        titles.setdefault(headline.title, headline)
    return tuple(titles.values())[:_WHY]
