"""Which articles to list, and the search language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

_TOKEN = re.compile(r'(-?)"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a search: words in a row (a phrase), wanted or (`is_excluded`) not.

    The last word of a term that `is_prefix` may go on: `lecor` finds Lecornu.
    """

    text: str
    is_excluded: bool = False
    is_prefix: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """Which articles a list shows, newest first unless `oldest_first`.

    None means "does not matter". With `unread_since`, an unread list also keeps what was read at
    or after that moment: what the reader reads stays until the list is left.
    """

    feed_id: int | None = None
    folder: str | None = None
    is_unread: bool | None = None
    is_bookmarked: bool | None = None
    unread_since: datetime | None = None
    oldest_first: bool = False
    terms: tuple[Term, ...] = ()

    @property
    def is_search(self) -> bool:
        """Whether the search index is needed to answer."""
        return bool(self.terms)


_FLAGS: dict[str, dict[str, bool]] = {
    "is:unread": {"is_unread": True},
    "is:read": {"is_unread": False},
    "is:bookmarked": {"is_bookmarked": True},
}


def parse_query(text: str) -> Query:
    """Parse the search language: words, "phrases", -without, `is:unread|read|bookmarked`.

    Every text is a valid query; what has no meaning of its own is searched for as it stands.
    Words are prefixes (`lecor` finds Lecornu); a phrase in closed quotes is not.
    """
    terms: list[Term] = []
    flags: dict[str, bool] = {}
    for match in _TOKEN.finditer(text):
        minus, phrase, word = match.groups()
        if word is None:
            is_closed = match.group().endswith('"') and len(match.group()) > len(minus) + 1
            term = Term(phrase.strip(), bool(minus), not is_closed)
        elif word.lower() in _FLAGS:
            flags.update(_FLAGS[word.lower()])
            continue
        else:
            is_excluded = word.startswith("-") and len(word) > 1
            term = Term(word[1:] if is_excluded else word, is_excluded)
        if term.text:
            terms.append(term)
    return Query(
        is_unread=flags.get("is_unread"),
        is_bookmarked=flags.get("is_bookmarked"),
        terms=tuple(terms),
    )
