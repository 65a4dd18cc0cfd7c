"""The name that somebody searches for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.model.mention_kind import MentionKind
from newsreader.model.query import parse_query
from newsreader.model.terms import Condition

if TYPE_CHECKING:
    from newsreader.library.library import Library
    from newsreader.model.name import Name

_KINDS = {
    "name": None,
    "person": MentionKind.PERSON,
    "org": MentionKind.ORGANISATION,
    "place": MentionKind.PLACE,
}
_SHORTEST = 2


@dataclass(eq=False, repr=False)
class NameSought(Message):
    """The name of a search was looked for; None: it names none. `is_opened`: its page is wanted."""

    text: str
    name: Name | None
    is_opened: bool


def sought(library: Library, text: str, *, is_opened: bool) -> NameSought:
    """Look which name a search is about: that of a `name:` and the like, or all of its words."""
    query = parse_query(text)
    for each in query.conditions:
        if isinstance(each, Condition) and each.key in _KINDS and not each.is_excluded:
            found = library.names.find(each.value, _KINDS[each.key])
            return NameSought(text, found[0] if found else None, is_opened)
    words = " ".join(term.text for term in query.terms if not term.is_excluded)
    found = library.names.find(words) if len(words) >= _SHORTEST else []
    return NameSought(text, found[0] if found else None, is_opened)
