"""The search index: how text is cut into words for it, and how a search is put to it."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsreader.library.telling import Tell, in_silence
from newsreader.model.text import clean

if TYPE_CHECKING:
    from newsreader.model.terms import Term

SEGMENTATION = 1
"""The version of `segment`; an index made by another one is rebuilt when the library is opened."""

MOST_TERMS = 64
"""Terms of a search beyond these are ignored (FTS5 bounds the depth of an expression)."""

LONGEST_TERM = 1000
"""Characters of a term beyond these are ignored."""

_PORTION = 1000

RUN = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""A run in a script that puts no blanks between words, as a pattern: Thai, Lao, Burmese, Khmer,
kana, bopomofo, Han."""

_ACCENTED = "[\u0370-\u052f\u1f00-\u1fff]"
# Grave, acute, diaeresis, breathings, circumflex, iota; not the breve, for й is no и.
_ACCENT = "[\u0300\u0301\u0308\u0313\u0314\u0342\u0345]"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Compiling takes longer than all else of a start that has no search.
    return re.compile(pattern)


def segment(text: str) -> str:
    """Return a text as it is indexed: spellings unified, runs without blanks cut up.

    Compatibility forms become one (NFKC); accents of Greek and Cyrillic go (FTS5 drops those of
    Latin letters by itself). Of a run in a script without blanks come every pair of neighbours and
    the last character:
    `東京都` becomes `東京 京都 都`, so that any part of it is a phrase of whole words or prefixes.
    """
    return text if text.isascii() else _compiled(RUN).sub(_pairs_and_last, unified(text))


def folded(text: str) -> str:
    """Return a text without what makes no difference: case, and marks on letters."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in bare if not unicodedata.combining(each))


@lru_cache(maxsize=4096)
def has_folded(text: str | None, sought: str) -> bool:
    """Whether a text has a folded one in it; of few texts, over and over: authors."""
    return text is not None and sought in folded(text)


def wanted_expression(terms: Sequence[Term]) -> str:
    """Return an FTS5 expression for all wanted terms; empty if none has a word.

    Everything is quoted: no input is ever FTS5 syntax. A term without any letter or digit (`!?`)
    is in no index and restricts nothing.
    """
    return " AND ".join(_phrases([term for term in terms if not term.is_excluded]))


def excluded_expression(terms: Sequence[Term]) -> str:
    """Return an FTS5 expression for any of the excluded terms; empty if there are none."""
    return " OR ".join(_phrases([term for term in terms if term.is_excluded]))


def add(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Put articles back into the index: id, title, text; new ones are left to `catch_up`."""
    _insert(connection, _indexed(connection, rows))


def catch_up(connection: sqlite3.Connection, limit: int) -> bool:
    """Index the oldest new articles, at most `limit`; return whether there may be more.

    Storing articles leaves this for later: a portion of them at once costs half as much as one
    feed after the other, and nobody who waits for headlines has to wait for it.
    """
    since = _indexed_until(connection)
    rows = connection.execute(
        "SELECT id, title, text FROM article LEFT JOIN body ON article_id = id "
        "WHERE id > ? ORDER BY id LIMIT ?",
        (since, limit),
    ).fetchall()
    _insert(connection, (row for row in rows if row[2] is not None))
    if rows:
        _set_indexed_until(connection, rows[-1][0])
    return len(rows) == limit


def catch_up_all(connection: sqlite3.Connection) -> None:
    """Index all new articles inside the transaction that is open."""
    while catch_up(connection, _PORTION):
        pass


def is_behind(connection: sqlite3.Connection) -> bool:
    """Whether there are articles that are not indexed yet."""
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
    return bool(newest > _indexed_until(connection))


def _indexed_until(connection: sqlite3.Connection) -> int:
    """Return the id of the newest article that was indexed: ids grow with every article stored."""
    row = connection.execute("SELECT value FROM state WHERE name = 'indexed_until'").fetchone()
    return int(row[0]) if row else 0


def _set_indexed_until(connection: sqlite3.Connection, article_id: int) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO state (name, value) VALUES ('indexed_until', ?)",
        (str(article_id),),
    )


def _indexed(
    connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str]]
) -> list[tuple[int, str, str]]:
    until = _indexed_until(connection)
    return [row for row in rows if row[0] <= until]


def _insert(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    connection.executemany(
        "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
        ((article_id, segment(title), segment(text)) for article_id, title, text in rows),
    )


def remove(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Take articles out of the index; title and text must be those they are stored with."""
    connection.executemany(
        "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        (
            (article_id, segment(title), segment(text))
            for article_id, title, text in _indexed(connection, rows)
        ),
    )


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index was made by this segmentation."""
    row = connection.execute("SELECT value FROM state WHERE name = 'segmentation'").fetchone()
    return row is not None and row[0] == str(SEGMENTATION)


def rebuild(connection: sqlite3.Connection, tell: Tell = in_silence) -> None:
    """Index every stored text anew."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    _set_indexed_until(connection, 0)
    (newest,) = connection.execute("SELECT coalesce(max(id), 1) FROM article").fetchone()
    while catch_up(connection, _PORTION):
        tell("Building the search index", _indexed_until(connection) / newest)
    connection.execute(
        "INSERT OR REPLACE INTO state (name, value) VALUES ('segmentation', ?)",
        (str(SEGMENTATION),),
    )


def _phrases(terms: Sequence[Term]) -> list[str]:
    return [phrase for term in terms[:MOST_TERMS] if (phrase := _phrase(term))]


def _phrase(term: Term) -> str:
    text = unified(clean(term.text[:LONGEST_TERM])).replace('"', " ")
    at_words = [at for at, character in enumerate(text) if is_of_a_word(character)]
    if not at_words:
        return ""
    text = text[: at_words[-1] + 1]
    is_prefix = term.is_prefix
    if run := _compiled(f"{RUN}$").search(text):
        # The text searched may go on after this run: its last character does not stand alone.
        head, tail = text[: run.start()], run.group()
        is_prefix = is_prefix or len(tail) == 1
        words = f"{segment(head)} {' '.join(_pairs(tail) or [tail])}"
    else:
        words = segment(text)
    column = "title : " if term.in_title else ""
    return f'{column}"{words}"{" *" if is_prefix else ""}'


def unified(text: str) -> str:
    """Return a text in one spelling (NFKC), Greek and Cyrillic letters without accents."""
    text = unicodedata.normalize("NFKC", text)
    if not _compiled(_ACCENTED).search(text):
        return text
    bare = _compiled(_ACCENT).sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _pairs_and_last(match: re.Match[str]) -> str:
    run = match.group()
    return f" {' '.join([*_pairs(run), run[-1]])} "


def is_of_a_word(character: str) -> bool:
    """Whether the index takes a character for part of a word."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category in ("Co", "Mn", "Mc")
