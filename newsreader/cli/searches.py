"""The command searches: those saved under a name, listed, saved, renamed, removed."""

from __future__ import annotations

from argparse import Namespace

from newsreader.cli.asking import asked
from newsreader.cli.opening import find_saved_search, open_library
from newsreader.cli.output import complain, print_json_array, say, say_fields
from newsreader.library.library import Library
from newsreader.model.saved_search import SavedSearch, dropping, editing, saving
from newsreader.model.text import clean_line
from newsreader.settings import Settings


def searches(arguments: Namespace, settings: Settings) -> int:
    """List the saved searches, or make one change of them; a line once that is durable."""
    with open_library(settings) as library:
        if arguments.save is not None:
            return _save(library, *arguments.save)
        if arguments.rename is not None:
            return _rename(library, *arguments.rename)
        if arguments.remove is not None:
            return _remove(library, arguments.remove)
        _list(library, is_json=arguments.json)
    return 0


def _list(library: Library, *, is_json: bool) -> None:
    found = (
        (search, library.articles.count(search.query()._replace(is_unread=True)))
        for search in library.searches.all()
    )
    if is_json:
        print_json_array(
            {"name": search.name, "query": search.text, "unread": unread}
            for search, unread in found
        )
        return
    for search, unread in found:
        say_fields((unread, search.name, search.text))


def _save(library: Library, name: str, text: str) -> int:
    """Save a search under a name, in place of what is saved under it so far."""
    name, text = clean_line(name), clean_line(text)
    if not name or not text:
        complain("searches: a saved search needs a name and a query; give both")
        return 2
    asked(text)
    former = library.searches.get(name)
    library.journal.apply(
        saving(SavedSearch(name, text)) if former is None else editing(former, name, text)
    )
    say(f"saved {name}")
    return 0


def _rename(library: Library, former: str, name: str) -> int:
    search = find_saved_search(library, former)
    if search is None:
        return 1
    if not clean_line(name):
        complain("searches: a saved search needs a name; give one")
        return 2
    library.journal.apply(editing(search, clean_line(name), search.text))
    say(f"renamed {search.name} to {name}")
    return 0


def _remove(library: Library, name: str) -> int:
    search = find_saved_search(library, name)
    if search is None:
        return 1
    library.journal.apply(dropping(search))
    say(f"removed {search.name}")
    return 0
