"""Which articles to list: what a query says. How one is written is in search_language.py."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from newsreader.model.figure_search import FigureRange

from newsreader.model.headline import Key


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a search: words in a row (a phrase), wanted or (`is_excluded`) not.

    The last word of a term that `is_prefix` may go on: `lecor` finds Lecornu. Words are looked for
    in titles and texts, or (`in_title`) in titles only.
    """

    text: str
    is_excluded: bool = False
    is_prefix: bool = True
    in_title: bool = False


MARKED_KEYS = frozenset({"name", "person", "place", "org", "amount", "percent", "date"})
"""Keys of conditions on what is marked in articles: names and figures."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a search that is not about its words: `key:value`, or (`is_excluded`) not.

    `at` is the moment that a `from:` or a `to:` (not included) stands for, `figures` are those
    that an `amount:`, `percent:` or `date:` asks for.
    """

    key: str
    value: str
    is_excluded: bool = False
    at: datetime | None = None
    figures: FigureRange | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Alternatives, of one of which all parts must be met, or (`is_excluded`) of none."""

    alternatives: tuple[tuple[Part, ...], ...]
    is_excluded: bool = False


Part: TypeAlias = "Term | Condition | AnyOf"


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a list shows after a place in it, or (`is_before`) before; the row there not with it."""

    key: Key
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Which articles a list shows, newest first unless `oldest_first`.

    None means "does not matter". With `unread_since`, an unread list also keeps what was read at
    or after that moment: what the reader reads stays until the list is left. All terms and
    conditions must be met.
    """

    feed_id: int | None = None
    folder: str | None = None
    is_unread: bool | None = None
    is_bookmarked: bool | None = None
    unread_since: datetime | None = None
    oldest_first: bool = False
    terms: tuple[Term, ...] = ()
    conditions: tuple[Condition | AnyOf, ...] = ()
    beyond: Beyond | None = None
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """What of a search was not understood, and what is searched for instead, in sentences."""

    @property
    def is_search(self) -> bool:
        """Whether it is more than a list that is kept in order."""
        return bool(self.terms or self.conditions)

    def narrowed(self, other: Query) -> Query:
        """Return the query for what meets both searches, in the order of this one."""
        more: tuple[Condition, ...] = ()
        if {self.is_unread, other.is_unread} == {True, False}:
            more += (Condition("is", "unread"), Condition("is", "read"))
        if {self.is_bookmarked, other.is_bookmarked} == {True, False}:
            more += (Condition("is", "bookmarked"), Condition("is", "bookmarked", is_excluded=True))
        return replace(
            self,
            is_unread=other.is_unread if self.is_unread is None else self.is_unread,
            is_bookmarked=(
                other.is_bookmarked if self.is_bookmarked is None else self.is_bookmarked
            ),
            terms=self.terms + other.terms,
            conditions=self.conditions + other.conditions + more,
        )


def parse_query(text: str, now: datetime | None = None) -> Query:
    """Parse the search language: see search_language.py."""
    # A start shows a list, and lists need no language.
    from newsreader.model.search_language import parse

    return parse(text, now)
