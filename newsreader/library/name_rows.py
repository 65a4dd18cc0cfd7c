"""Names as they are stored, and under what they are looked for when others become known."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.library import name_keys
from newsreader.library.inflections import INFLECTED, block, nominatives


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name as it is stored; `kind` is what it is after the reader's corrections, None: none.

    `found_kind` is what it was found to be, `languages` are those with cases it was found in.
    """

    id: int
    canonical: str
    key: str
    kind: str | None
    found_kind: str
    languages: str
    articles: int
    entity_id: int | None = None
    is_lesser: bool = False

    @property
    def is_corrected(self) -> bool:
        """Whether the reader said that it is of another kind."""
        return self.kind != self.found_kind

    @property
    def level(self) -> int:
        """How much is known of it: 0 nothing, then one more for twice as many articles."""
        return self.articles.bit_length()


def clues(row: NameRow) -> set[str]:
    """Return under what a name is looked for when others are resolved, or come to be known.

    `~` what may be its surname, `^` its first name, `?` the surname that it is no more than, and
    `*` how it begins in languages with cases.
    """
    found = {
        f"*{language} {block(row.key)}"
        for language in row.languages.split()
        if nominatives(row.key, language)
    }
    words = row.key.split()
    if name_keys.is_short(words):
        found.add(f"?{name_keys.surname(words)}")
    else:
        found.add(f"^{words[0]}")
        found |= {f"~{each}" for each in name_keys.surnames(words)}
        if (bare := name_keys.without_initials(words)) != row.key:
            found.add(f"+{bare}")
    return found


def dependents(connection: sqlite3.Connection, row: NameRow) -> set[int]:
    """Return the ids of names that may belong elsewhere once more, or less, is known of one."""
    start = block(row.key)
    wanted = {f"*{language} {start}" for language in INFLECTED} | {f"+{row.key}"}
    words = row.key.split()
    if not name_keys.is_short(words):
        wanted |= {f"?{each}" for each in (*name_keys.surnames(words), words[0])}
    same: set[int] = set()
    if not name_keys.is_short(words):
        # Found to be of other kinds, or written otherwise.
        alike = connection.execute("SELECT id FROM name WHERE key = ?", (row.key,))
        same = {name_id for (name_id,) in alike} - {row.id}
    found = connection.execute(
        "SELECT clue, name.id, name.key FROM name_clue JOIN name ON name.id = name_id "
        f"WHERE clue IN ({','.join('?' * len(wanted))})",
        [*wanted],
    )
    return same | {
        name_id
        for clue, name_id, key in found
        if clue[0] != "*" or row.key in nominatives(key, clue[1:3])
    }


def rows(
    connection: sqlite3.Connection,
    condition: str,
    values: Iterable[object] = (),
    *,
    limit: int = -1,
) -> list[NameRow]:
    """Return the names that meet a condition, by id."""
    found = connection.execute(
        "SELECT id, canonical, key, real_kind, kind, languages, articles, entity_id, is_lesser "
        f"FROM name WHERE {condition} ORDER BY id LIMIT ?",
        [*values, limit],
    )
    return [NameRow(*(*row[:-1], bool(row[-1]))) for row in found.fetchall()]
