"""Following names, and making them one: what is done in the library, on its thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.model.following import followed_by, followings
from newsreader.model.journal import Action, Change
from newsreader.model.name import same_as
from newsreader.model.saved_search import saving
from newsreader.tui.counted import counted
from newsreader.tui.messages import ChangeApplied

if TYPE_CHECKING:
    from newsreader.library.library import Library
    from newsreader.model.name import Name
    from newsreader.model.saved_search import SavedSearch

_OFFERED, _LIKE = 50, 8
"""Names that are offered: that begin as typed, that are like another one."""

READ_ONLY = "This library is read-only: nothing can be changed."


def searches_following(library: Library, name: Name) -> list[SavedSearch]:
    """Return the saved searches that follow a name, by whatever form of it."""
    found = []
    for search in library.searches.all():
        followed = followed_by(search.text)
        if followed is not None:
            called_so = library.names.find(followed.written, followed.kind)
            if any(each.id == name.id for each in called_so):
                found.append(search)
    return found


def toggle_following(library: Library, key: str) -> ChangeApplied:
    """Follow the name with a key, or, where it is followed, do so no longer.

    One begins with what is there: only what comes from now on is new.
    """
    name = library.names.by_key(key)
    if name is None:
        return ChangeApplied(None)
    if following := searches_following(library, name):
        titles = [search.name for search in following]
        after = dict.fromkeys(titles)
        change = Change(Action.DROP_SEARCH, after=after, subject=", ".join(titles))
        return ChangeApplied(library.journal.apply(change))
    search, other = followings(name)
    if library.searches.get(search.name) is not None:
        search = other
    applied = library.journal.apply(saving(search))
    library.searches.look(search)
    return ChangeApplied(applied)


def join(library: Library, key: str, other_key: str) -> Change | str | None:
    """Make a name the same as another one; return the change, or why that cannot be."""
    name, other = library.names.by_key(key), library.names.by_key(other_key)
    if name is None or other is None:
        return "One of these names is in no article any more: nothing is joined."
    if name.id == other.id:
        return f"“{name.name}” and “{other.name}” are one name already."
    return library.journal.apply(same_as(name, other))


def joined_in_words(name: Name, other: Name) -> str:
    """Return what it means that a name is the same as another one."""
    kinds = ""
    if name.kind is not other.kind:
        kinds = f" It is then {_with_article(other)}, no longer {_with_article(name)}."
    return (
        f"The {_counted(name)} of “{name.name}” will be on the page of “{other.name}”, "
        f"with its {_counted(other)}.{kinds}"
    )


def name_in_words(name: Name) -> str:
    """Return a name's kind and how many articles mention it."""
    return f"{name.kind.value} · {_counted(name)}"


def offered(library: Library, typed: str) -> list[Name]:
    """Return the names that begin as typed; where none does, those spelled much like it."""
    found = library.names.beginning(typed, limit=_OFFERED)
    return found or library.names.near(typed, limit=_LIKE)


def names_like(library: Library, name: Name) -> list[Name]:
    """Return names that may be the same as one: spelled much like it, or of the same last word."""
    last = name.name.split()[-1]
    found = [
        *library.names.near(name.name, limit=_LIKE),
        *library.names.beginning(last, limit=_LIKE),
    ]
    return [*{each.id: each for each in found}.values()]


def candidates(found: Sequence[Name], name: Name) -> list[Name]:
    """Return of some names those that a name may be said to be the same as."""
    return [each for each in found if each.id != name.id]


def _counted(name: Name) -> str:
    return counted(name.articles, "article")


def _with_article(name: Name) -> str:
    kind = name.kind.value
    return kind if kind == "other" else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
