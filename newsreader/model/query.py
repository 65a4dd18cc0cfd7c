"""Which articles to list: what a query says. How one is written is in search_language.py."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from newsreader.model.headline import Key

# A start shows a list, and lists have none of these.
if TYPE_CHECKING:
    from newsreader.model.terms import AnyOf, Condition, Term


class Beyond(NamedTuple):
    """What a list shows after a place in it, or (`is_before`) before; the row there not with it."""

    key: Key
    is_before: bool = False


class Query(NamedTuple):
    """Which articles a list shows, newest first unless `oldest_first`.

    None means "does not matter". With `unread_since`, an unread list also keeps what was read at
    or after that moment: what the reader reads stays until the list is left. `between` are the
    keys of a first and a last row, in any order: only they and the rows between them are meant.
    All terms and conditions must be met.
    """

    feed_id: int | None = None
    folder: str | None = None
    is_unread: bool | None = None
    is_bookmarked: bool | None = None
    unread_since: datetime | None = None
    oldest_first: bool = False
    between: tuple[Key, Key] | None = None
    terms: tuple[Term, ...] = ()
    conditions: tuple[Condition | AnyOf, ...] = ()
    ranked: tuple[int, ...] = ()
    """The ids that come first, in their order; what else the list has follows, newest first."""
    beyond: Beyond | None = None
    remarks: tuple[str, ...] = ()
    """What of a search was not understood, and what is searched for instead, in sentences."""

    @property
    def is_search(self) -> bool:
        """Whether it is more than a list that is kept in order."""
        return bool(self.terms or self.conditions)


def narrowed(query: Query, by: Query) -> Query:
    """Return the part of a list that another query lists, too, in the order of the first."""
    # A start shows a list, and lists need no parts of searches.
    from newsreader.model.terms import Condition

    conditions = (*query.conditions, *by.conditions)
    is_unread, is_bookmarked = query.is_unread, query.is_bookmarked
    if by.is_unread is not None:
        if is_unread in (None, by.is_unread):
            is_unread = by.is_unread
        else:
            conditions += (Condition("is", "unread" if by.is_unread else "read"),)
    if by.is_bookmarked is not None:
        if is_bookmarked in (None, by.is_bookmarked):
            is_bookmarked = by.is_bookmarked
        else:
            conditions += (Condition("is", "bookmarked", is_excluded=not by.is_bookmarked),)
    return query._replace(
        is_unread=is_unread,
        is_bookmarked=is_bookmarked,
        terms=(*query.terms, *by.terms),
        conditions=conditions,
        remarks=(*query.remarks, *by.remarks),
    )


def parse_query(text: str, now: datetime | None = None) -> Query:
    """Parse the search language: see search_language.py."""
    # A start shows a list, and lists need no language.
    from newsreader.model.search_language import parse

    return parse(text, now)
