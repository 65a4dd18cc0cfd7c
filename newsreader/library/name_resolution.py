"""Which names are one: the rules, which rather leave apart what is one than join what is not.

Every name as an article has it (a row of `name`) belongs to an entity, which has a key:
`person:sebastien lecornu`, `place@UA` (a known name), `person=kiev` (kept apart by the reader). The
key follows from nothing but the names that the library has, how many articles have each, and what
the reader said: whatever order articles come in, the outcome is the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from newsreader.library import name_keys
from newsreader.library.inflections import nominatives
from newsreader.library.known_names import Known, known
from newsreader.library.name_rows import NameRow, rows
from newsreader.model.mention import MentionKind, fold
from newsreader.model.name import form_key

PERSON = MentionKind.PERSON.value
ORGANISATION = MentionKind.ORGANISATION.value

_FAMOUS = 3
"""Who is meant by a surname alone is in 4 articles at least with the full name,"""
_AGAIN = 2
"""and the surname alone in 2: once it may be anybody;"""
_OFTENER = 2
"""nor is it much more frequent alone."""
_AHEAD = 4
"""How many levels (powers of two) the one bearer of a surname is ahead of all others."""
_LIKELIER = 3
"""How many levels a kind of a name is ahead of another one, that was found by mistake then."""
_DEEPEST = 4
_SHORT_WORD = (2, 4)
"""So many letters make a word, or a person's name, another one in capitals."""


class Resolved(NamedTuple):
    """The entity of a name; `is_lesser` where it is not by this name that it should be called."""

    key: str
    is_lesser: bool

    @property
    def kind(self) -> str:
        """Its kind."""
        return kind_of(self.key)


def kind_of(key: str) -> str:
    """Return the kind of the entity with a key."""
    for at, sign in enumerate(key):
        if sign in ":@=":
            return key[:at]
    return MentionKind.OTHER.value


class Resolver:
    """Tells the entities of names in a library as it is now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        rows = connection.execute("SELECT key, said FROM name_saying")
        self._said: dict[str, str] = dict(rows.fetchall())
        self._rules: dict[int, Resolved] = {}

    def resolve(self, row: NameRow) -> Resolved | None:
        """Return what a name belongs to; None for what is no name."""
        if row.kind is None:
            return None
        own, is_lesser = self._own(row, 0)
        key = self._followed(own)
        return Resolved(key, is_lesser or key != own)

    def _followed(self, key: str) -> str:
        """Return the key that the reader said is the same as another one, in the end."""
        seen = {key}
        while (said := self._said.get(key)) is not None and said not in seen:
            seen.add(said)
            key = said
        return key

    def _own(self, row: NameRow, depth: int) -> Resolved:
        """Return what a name belongs to but for what was said to be the same."""
        found = self._rules.get(row.id)
        if found is None:
            assert row.kind is not None
            if form_key(row.kind, row.canonical) in self._said:
                found = Resolved(f"{row.kind}={fold(row.canonical)}", is_lesser=False)
            else:
                found = self._by_rule(row, row.kind, depth)
            if depth == 0:
                self._rules[row.id] = found
        return found

    def _by_rule(self, row: NameRow, kind: str, depth: int) -> Resolved:
        own = Resolved(f"{kind}:{row.key}", is_lesser=False)
        bare = row.canonical.replace(".", "")
        if bare.isalpha() and _is_cased(bare, kind):
            own = Resolved(f"{kind}:{bare}", is_lesser=False)
            if kind == PERSON:
                return own
        if depth > _DEEPEST:
            return own
        return (
            self._known(row, kind)
            or self._likelier(row, kind, depth)
            or self._nominative(row, kind, depth)
            or (kind == PERSON and self._full(row, depth))
            or own
        )

    def _known(self, row: NameRow, kind: str) -> Resolved | None:
        found = _known(row.key, row.canonical, row, kind)
        if found is not None:
            return Resolved(f"{found.kind.value}@{found.code}", is_lesser=False)
        if kind == PERSON or row.is_corrected:
            return None
        bases = [
            base for language in row.languages.split() for base in nominatives(row.key, language)
        ]
        codes = {
            (found.kind.value, found.code)
            for base in bases
            if (found := known(base, "")) is not None
            and (kind == found.kind.value or not found.is_city)
        }
        if len(codes) != 1:
            return None
        ((known_kind, code),) = codes
        return Resolved(f"{known_kind}@{code}", is_lesser=True)

    def _likelier(self, row: NameRow, kind: str, depth: int) -> Resolved | None:
        """Return that of the same words as a person, or as an organisation, if it mostly is one.

        Not of single words, nor of places: clubs are called after them, and works after places; a
        person after whom a firm is called stays apart, too.
        """
        if row.is_corrected or name_keys.is_short(row.key.split()):
            return None
        others = {
            each.kind: each
            for each in self._named([row.key], PERSON, ORGANISATION)
            if each.kind != kind and each.level >= row.level + _LIKELIER
        }
        found = others.get(PERSON) or (kind != PERSON and others.get(ORGANISATION)) or None
        if found is None:
            return None
        return Resolved(self._own(found, depth + 1).key, is_lesser=True)

    def _nominative(self, row: NameRow, kind: str, depth: int) -> Resolved | None:
        """Return that of the one name of the library of which this one is a case."""
        bases = {
            base for language in row.languages.split() for base in nominatives(row.key, language)
        }
        words = row.key.split()
        if kind == PERSON and (bare := name_keys.without_initials(words)) != row.key:
            bases.add(bare)
        if not bases:
            return None
        found = [
            base
            for base in self._named(bases, kind)
            if not any(row.key in nominatives(base.key, each) for each in base.languages.split())
        ]
        best = _dominant({base.key: base.level for base in found})
        base = next((each for each in found if each.key == best), None)
        if base is None:
            return None
        return Resolved(self._own(base, depth + 1).key, is_lesser=True)

    def _named(self, keys: Iterable[str], *kinds: str) -> list[NameRow]:
        keys = [*keys]
        return [
            row
            for row in rows(self._connection, f"name.key IN ({','.join('?' * len(keys))})", keys)
            if row.kind in kinds and row.articles
        ]

    def _full(self, row: NameRow, depth: int) -> Resolved | None:
        """Return that of the one person whom a surname, or an initial and a surname, stands for.

        The others of that surname, and those with it as their first name, must be hardly known.
        """
        words = row.key.split()
        if not name_keys.is_short(words):
            return None
        family, first = name_keys.surname(words), name_keys.initial(words)
        levels: dict[str, int] = {}
        for bearer in self._hinted(f"~{family}"):
            if bearer.key.startswith(first) and bearer.id != row.id:
                key = self._own(bearer, depth + 1).key
                levels[key] = max(levels.get(key, 0), bearer.level)
        best = _dominant(levels)
        if best is None:
            return None
        if first:
            # `M. Smith` in more articles than Matt Smith is another one.
            return Resolved(best, is_lesser=True) if levels[best] >= row.level else None
        namesakes = max((each.level for each in self._hinted(f"^{family}")), default=0)
        is_famous = levels[best] >= max(_FAMOUS, row.level - _OFTENER)
        is_shared = namesakes > max(0, levels[best] - _AHEAD)
        if not is_famous or row.level < _AGAIN or is_shared:
            return None
        return Resolved(best, is_lesser=True)

    def _hinted(self, clue: str) -> list[NameRow]:
        found = rows(
            self._connection, "name.id IN (SELECT name_id FROM name_clue WHERE clue = ?)", [clue]
        )
        return [row for row in found if row.kind == PERSON and row.articles]


def _is_cased(word: str, kind: str) -> bool:
    """Whether a short word is another name in other letters: `HAL`, `AL`, `PaX` and `CAs` are."""
    if word.isupper():
        return len(word) <= _SHORT_WORD[kind == PERSON]
    return len(word) <= max(_SHORT_WORD) and not word.islower() and word != word.title()


def _known(key: str, canonical: str, row: NameRow, kind: str) -> Known | None:
    found = None if kind == PERSON else known(key, canonical)
    if found and kind != found.kind.value:
        # `Chili's` is no country, and clubs and festivals are called after cities.
        is_else = canonical.rstrip("sS").endswith(("'", "’"))
        if is_else or found.is_city:
            return None
    # What the reader said of its kind counts more.
    return None if found and row.is_corrected and found.kind.value != kind else found


def _dominant(levels: dict[str, int]) -> str | None:
    """Return what is far ahead of all others, or alone; None where nothing is."""
    ranked = sorted(levels, key=lambda key: (-levels[key], key))
    if not ranked or not levels[ranked[0]]:
        return None
    if len(ranked) > 1 and levels[ranked[1]] > levels[ranked[0]] - _AHEAD:
        return None
    return ranked[0]
