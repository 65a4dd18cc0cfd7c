"""Following a name: a saved search for it, and for nothing else."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.model.mention_kind import MentionKind
from newsreader.model.name import Name, query_of
from newsreader.model.query import Query, parse_query
from newsreader.model.saved_search import SavedSearch

_KINDS = {
    "name": None,
    "person": MentionKind.PERSON,
    "place": MentionKind.PLACE,
    "org": MentionKind.ORGANISATION,
}


class Followed(NamedTuple):
    """The name that a search is for, as it is written there, and of which kind; None: of any."""

    written: str
    kind: MentionKind | None


def followed_by(text: str) -> Followed | None:
    """Return the name that a search follows: None for one that is for anything else, or more."""
    # Most saved searches show at once that they are none of these.
    if not text.lower().startswith(tuple(f"{key}:" for key in _KINDS)):
        return None
    query = parse_query(text)
    if len(query.conditions) != 1 or query != Query(conditions=query.conditions):
        return None
    from newsreader.model.terms import Condition

    (condition,) = query.conditions
    if not isinstance(condition, Condition) or condition.is_excluded or condition.key not in _KINDS:
        return None
    return Followed(condition.value, _KINDS[condition.key])


def followings(name: Name) -> tuple[SavedSearch, SavedSearch]:
    """Return the search that follows a name, and the same under another title.

    That is for where something else is saved under the first: `Washington`, `Washington (place)`.
    """
    text = query_of(name)
    return SavedSearch(name.name, text), SavedSearch(f"{name.name} ({name.kind.value})", text)
