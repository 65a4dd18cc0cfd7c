"""Opening the library and finding in it what the command line names."""

from __future__ import annotations

from contextlib import suppress

from newsreader.cli.output import complain, public
from newsreader.cli.telling import opened
from newsreader.library.library import Library, LibraryError
from newsreader.model.feed import Feed
from newsreader.model.saved_search import SavedSearch
from newsreader.settings import Settings


def open_library(settings: Settings) -> Library:
    """Open the library of the settings; a context manager. Raises `LibraryError`.

    What had to be done about a damaged one is said on standard error.
    """
    library = opened(settings.library_path)
    for notice in library.notices:
        complain(notice)
    if not library.is_read_only:
        # Of a change to very many articles that was cut short. What cannot be written now, as on
        # a full disk, is said when it matters; until then the library can be read.
        with suppress(LibraryError):
            library.journal.finish()
    return library


def find_feed(library: Library, reference: str) -> Feed | None:
    """Return the feed of an id or URL; None after saying that there is none."""
    feed = library.feeds.find(reference)
    if feed is None and not reference.isdigit():
        from newsreader.feeds.typed import normalise_url

        try:
            feed = library.feeds.find(normalise_url(reference))
        except ValueError:
            feed = None
    if feed is None:
        complain(f"{public(reference)}: there is no such feed; `newsreader feeds` lists them")
    return feed


def find_saved_search(library: Library, name: str) -> SavedSearch | None:
    """Return the search saved under a name; None after saying that there is none."""
    search = library.searches.get(name)
    if search is None:
        complain(f"{name}: there is no saved search of that name; `newsreader searches` lists them")
    return search


def complain_of_article(article_id: int) -> None:
    """Say that there is no such article."""
    complain(f"{article_id}: there is no such article; `newsreader list` shows them")
