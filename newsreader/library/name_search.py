"""Finding names by what somebody writes."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from difflib import SequenceMatcher

from newsreader.library.known_names import known
from newsreader.library.name_exceptions import followed
from newsreader.library.name_keys import plain
from newsreader.model.mention import MentionKind

_CANDIDATES = 4000
_OFTEN = 3000
_LIKE = 0.7
_PREFIX = 2
_LEAST = 2
"""Letters from which on names are looked for that begin with them."""

_LAST = "\U0010ffff"


def named(connection: sqlite3.Connection, text: str, kind: MentionKind | None = None) -> list[int]:
    """Return the entities that have a form like this; or the persons who bear it as a surname."""
    key = plain(text)
    of_kind = "" if kind is None else f" AND entity.kind = '{kind.value}'"
    found = connection.execute(
        "SELECT DISTINCT entity.id FROM name JOIN entity ON entity.id = entity_id "
        f"WHERE name.key = ? AND entity.articles > 0{of_kind}",
        (key,),
    ).fetchall()
    if not found and (told := known(key, text)) is not None:
        # In a language in which no article has it.
        found = connection.execute(
            f"SELECT entity.id FROM entity WHERE key = ?{of_kind}",
            (followed(connection, f"{told.kind.value}@{told.code}"),),
        ).fetchall()
    if not found:
        found = connection.execute(
            "SELECT DISTINCT entity.id FROM name_clue JOIN name ON name.id = name_id "
            "JOIN entity ON entity.id = entity_id "
            f"WHERE clue = ? AND real_kind = 'person'{of_kind}",
            (f"~{key}",),
        ).fetchall()
    return [row[0] for row in found]


def beginning(connection: sqlite3.Connection, text: str, limit: int) -> list[int]:
    """Return the entities that are called like a text, then those with a form whose words begin so.

    The most mentioned of these come first. Of all names the first word is looked at, and a person's
    surname; of the most mentioned ones every word. Of a single letter too much would begin.
    """
    words = plain(text).split()
    if not words:
        return []
    found = named(connection, text)
    if len("".join(words)) >= _LEAST:
        fits = " AND ".join("instr(' ' || name.key, ?) > 0" for _ in words)
        wanted = [f" {word}" for word in words]
        first, last = words[0], f"~{words[-1]}"
        rows = connection.execute(
            "SELECT entity.id FROM ("
            f"SELECT entity_id FROM name WHERE key >= ? AND key < ? AND {fits} "
            "UNION SELECT entity_id FROM name_clue CROSS JOIN name ON name.id = name_id "
            f"WHERE clue >= ? AND clue < ? AND {fits} "
            "UNION SELECT entity_id FROM (SELECT id FROM entity INDEXED BY entity_mentions "
            "ORDER BY mentions DESC, id DESC LIMIT ?) AS often "
            f"CROSS JOIN name ON entity_id = often.id WHERE {fits}"
            ") AS begun JOIN entity ON entity.id = begun.entity_id WHERE entity.articles > 0 "
            "ORDER BY entity.mentions DESC, entity.id LIMIT ?",
            (
                *(first, first + _LAST, *wanted),
                *(last, last + _LAST, *wanted),
                *(_OFTEN, *wanted),
                limit,
            ),
        )
        found += [row[0] for row in rows]
    return [*dict.fromkeys(found)][:limit]


def near(connection: sqlite3.Connection, key: str, limit: int) -> list[int]:
    """Return entities with a form much like this plain one, the likest first."""
    starts = {word[:_PREFIX] for word in key.split() if word}
    candidates: dict[int, str] = {}
    for start in sorted(starts):
        end = start + _LAST
        rows = connection.execute(
            "SELECT entity_id, name.key FROM name WHERE key >= ?1 AND key < ?2 "
            "AND entity_id IS NOT NULL AND articles > 0 UNION "
            "SELECT entity_id, substr(clue, 2) FROM name_clue JOIN name ON name.id = name_id "
            "WHERE clue >= '~' || ?1 AND clue < '~' || ?2 AND entity_id IS NOT NULL "
            "AND articles > 0 LIMIT ?3",
            (start, end, _CANDIDATES),
        )
        matcher = SequenceMatcher(b=key)
        for entity_id, form in rows:
            matcher.set_seq1(form)
            if matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE:
                former = candidates.get(entity_id, "")
                candidates[entity_id] = max(former, form, key=lambda one: _likeness(one, key))
    ranked = sorted(candidates, key=lambda each: (-_likeness(candidates[each], key), each))
    return ranked[:limit]


def _likeness(form: str, key: str) -> float:
    return SequenceMatcher(None, form, key).ratio()
