"""The bundled feed that the app's first start shows."""

from __future__ import annotations

from datetime import UTC, datetime

from newsreader.library.library import Library
from newsreader.model.feed import SAMPLES_URL

_STATE = "samples"


def offer_samples(library: Library) -> bool:
    """Put the samples into a new library, once, names and figures marked; return whether it did.

    A library that has feeds, or was offered them before, is left as it is: removed samples stay
    gone. Only the app calls this.
    """
    if library.is_read_only or library.recall(_STATE) is not None:
        return False
    # Its own feed without the note in the library is left by a start that was cut short.
    if any(feed.url != SAMPLES_URL for feed in library.feeds.all()):
        library.remember(_STATE, "not needed")
        return False
    from newsreader.jobs.annotate import annotate_here
    from newsreader.library.feeds import NewFeed
    from newsreader.model.article import FeedUpdate
    from newsreader.samples import load

    parsed = load()
    [(feed, _)] = library.feeds.add([NewFeed(SAMPLES_URL)], is_undoable=False)
    update = FeedUpdate(
        title=parsed.title,
        site_url=parsed.site_url,
        language=parsed.language,
        new=parsed.entries,
    )
    annotate_here(library, library.articles.save(feed.id, update, None, datetime.now(UTC)))
    library.remember(_STATE, "offered")
    return True
