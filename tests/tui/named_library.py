"""A library of invented articles whose names are marked as the test says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from newsreader.highlight.highlight import VERSION
from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.model.article import FeedUpdate
from newsreader.model.mention import Marks
from newsreader.model.query import Query
from tests.library.named import marked
from tests.tui.app_driver import entry, fill


def fill_named(path: Path, texts: Mapping[str, str]) -> None:
    """Make a library of articles by title, newest first; `[Ann Lee|p]` in a text is marked."""
    plain = [
        entry(title, minutes, marked(text)[0])
        for minutes, (title, text) in enumerate(texts.items(), 1)
    ]
    fill(path, {"Courier": plain})
    with Library.open(path) as library:
        mark(library, texts)


def add_named(library: Library, title: str, text: str) -> None:
    """Let an article come, its names marked, as the newest one."""
    [feed] = library.feeds.all()
    new = (entry(title, 0, marked(text)[0]),)
    library.articles.save(feed.id, FeedUpdate(new=new), None, datetime.now(UTC))
    mark(library, {title: text})


def mark(library: Library, texts: Mapping[str, str]) -> None:
    """Store the names of articles by title."""
    found = []
    for headline in library.articles.page(Query(), limit=100):
        if headline.title in texts:
            text, mentions = marked(texts[headline.title])
            marks = Marks((), mentions, "en")
            found.append(MarkedArticle.of(headline.id, headline.title, text, marks))
    library.articles.annotate(found, VERSION)
