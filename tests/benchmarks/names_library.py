"""Measures names of a large library: `python -m tests.benchmarks.names_library [N] [MENTIONS]`.

A library of N articles (100 000 unless told) with MENTIONS names (2 000 000) and a quarter as many
figures is made, then each thing asked of it is measured against the first page of all headlines.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

from newsreader.library.figure_values import measured
from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.library.name_rebuilding import rebuild_all
from newsreader.model.journal import Action, Change
from newsreader.model.mention import Marks, Mention, MentionKind, Value
from newsreader.model.name import same_as
from newsreader.model.query import Query, parse_query
from tests.benchmarks.big_library import make_library

_SYLLABLES = [consonant + vowel for consonant in "bdklmnrst" for vowel in "aeo"]
_KINDS = ("person", "person", "organisation", "place", "other")
_NAMES = 80_000
_SURGE = 12
"""Names that are in the news of the last week only."""

_FIGURES: tuple[tuple[MentionKind, Callable[[random.Random], Value]], ...] = (
    (MentionKind.MONEY, lambda chance: Value(round(10 ** chance.uniform(1, 10)), "EUR")),
    (MentionKind.PERCENT, lambda chance: Value(round(chance.expovariate(0.1), 1))),
    (MentionKind.NUMBER, lambda chance: Value(round(10 ** chance.uniform(0, 6)))),
    (MentionKind.DATE, lambda chance: Value(f"{date(2000, 1, 1) + _days(chance)}")),
)


def _days(chance: random.Random) -> timedelta:
    return timedelta(days=chance.randrange(9500))


def add_mentions(path: Path, articles: int, mentions: int) -> None:
    """Fill a made library with mentions: few names are everywhere, most are rare."""
    chance = random.Random(11)
    canonical = [_name(chance, place) for place in range(_NAMES)]
    weights = [*accumulate(1 / (rank + 10) for rank in range(_NAMES))]
    each = mentions // articles
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA cache_size = -400000")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT OR IGNORE INTO name (id, kind, canonical) VALUES (?, ?, ?)",
            ((place + 1, *one) for place, one in enumerate(canonical)),
        )
        stored = [row[0] for row in connection.execute("SELECT id FROM name ORDER BY id")]
        weights = weights[: len(stored)]
        week = articles - 7 * 24 * 12
        for article_id in range(1, articles + 1):
            ids = chance.choices(stored, cum_weights=weights, k=each)
            if article_id > week and article_id % 9 == 0:
                ids[0] = stored[-1 - article_id // 9 % _SURGE]
            connection.executemany(
                "INSERT INTO mention VALUES (?, ?, ?, ?, ?)",
                (
                    (article_id, int(not at), 2 * at, 2 * at + 2, each_id)
                    for at, each_id in enumerate(ids)
                ),
            )
            _add_figures(connection, chance, article_id, each // 16)
        connection.execute("UPDATE article SET annotated = 1")
        began = time.process_time()
        rebuild_all(connection)
        print(f"the index made anew: {time.process_time() - began:.1f} s CPU")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _add_figures(
    connection: sqlite3.Connection, chance: random.Random, article_id: int, of_kind: int
) -> None:
    made = [kind_value for kind_value in _FIGURES for _ in range(of_kind)]
    connection.executemany(
        'INSERT INTO figure (article_id, is_in_title, start, "end", kind, value, low, '
        "high, unit) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?)",
        (
            (article_id, 2 * at + 1, 2 * at + 2, kind.value, told, *measured(kind.value, told))
            for at, (kind, value) in enumerate(made)
            for told in [value(chance).dumps()]
        ),
    )


def _name(chance: random.Random, place: int) -> tuple[str, str]:
    def word() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()

    kind = _KINDS[place % len(_KINDS)]
    if kind == "person" and place % 10 < 8:
        return kind, f"{word()} {word()}"
    return kind, word() if place % 3 else f"{word()} {word()}"


def main(articles: int, mentions: int) -> None:
    """Make a library and measure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        make_library(path, articles)
        before = path.stat().st_size
        add_mentions(path, articles, mentions)
        size = (path.stat().st_size - before) / 1e6
        print(f"{articles:,} articles, {mentions:,} mentions: {size:.0f} MB of marks and index")
        with Library.open(path) as library:
            _measure(library, articles)
            _measure_changes(library, articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most: {peak:.0f} MB")


def _timed(task: Callable[[], object]) -> float:
    """Median milliseconds of CPU of a call: others at work on the machine do not count."""
    taken = []
    for _ in range(5):
        began = time.process_time()
        task()
        taken.append((time.process_time() - began) * 1000)
    return median(taken)


def _measure(library: Library, articles: int) -> None:
    names, page, count = library.names, library.articles.page, library.articles.count
    common = next(names.all())
    week = datetime.now(UTC) - timedelta(days=7)
    rare = names.near("bako belo", limit=1)[0]
    middle = names.passages(common.id, limit=1)[0].headline.key
    print(f"the commonest name is in {common.articles:,} articles, a rare one in {rare.articles:,}")
    tasks: dict[str, Callable[[], object]] = {
        "baseline: first page of all headlines": lambda: page(Query(), limit=50),
        "a common name's page, with sentences": lambda: names.passages(common.id),
        "its next page": lambda: names.passages(common.id, after=middle),
        "a rare name's page": lambda: names.passages(rare.id),
        "its weeks": lambda: names.periods(common.id, "week"),
        "names seen with it": lambda: names.seen_with(common.id),
        "top names of the last week": lambda: names.top(week),
        "names of the whole library, 50": lambda: [*names.all(limit=50)],
        "names of an article": lambda: names.of_article(articles // 2),
        "rising names": lambda: names.rising(),
        "names that begin with two letters": lambda: names.beginning("ba"),
        "near names": lambda: names.near("Bakola Bemona"),
    }
    for text in (
        f'name:"{common.name}"',
        f'name:"{rare.name}"',
        f'name:"{common.name}" is:unread harbour',
        f'-name:"{common.name}"',
        "amount:>1000000",
        "amount:€>9e9",
        "percent:>5",
        "date:2022-02-24",
        f'(name:"{common.name}" OR date:2022-02-24) amount:>1e6 -percent:>50',
    ):
        query = parse_query(text)
        tasks[f"search {text}"] = lambda query=query: page(query, limit=50)  # type: ignore[misc]
        tasks[f"count of {text}"] = lambda query=query: count(query)  # type: ignore[misc]
    base = 0.0
    for label, task in tasks.items():
        taken = _timed(task)
        base = base or taken
        print(f"{label}: {taken:.1f} ms CPU ({taken / base:.1f} x)")


def _measure_changes(library: Library, articles: int) -> None:
    first, second, *_ = library.names.all(limit=2)
    text = library.articles.get(articles // 2)
    assert text is not None
    mentions = tuple(
        Mention(at, at + 2, MentionKind.PLACE, f"Place {at}") for at in range(0, 40, 2)
    )
    found = [
        MarkedArticle.of(each, article.headline.title, article.body.text, Marks((), mentions, "en"))
        for each in range(articles // 2, articles // 2 + 200)
        if (article := library.articles.get(each)) is not None
    ]
    tasks: dict[str, Callable[[], object]] = {
        "storing the marks of 200 articles": lambda: library.articles.annotate(found, 2),
        "joining the two commonest names": lambda: library.journal.apply(same_as(first, second)),
        "taking that back": library.journal.undo,
        "deleting 1000 articles": lambda: library.journal.apply(
            Change(Action.DELETE, tuple(range(1000, 2000)))
        ),
        "restoring them": library.journal.undo,
    }
    for label, task in tasks.items():
        began = time.process_time()
        task()
        print(f"{label}: {(time.process_time() - began) * 1000:.0f} ms CPU")


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]]
    main(*(sizes + [100_000, 2_000_000][len(sizes) :]))
