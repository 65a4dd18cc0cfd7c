"""Exporting: subscriptions as OPML, articles as Markdown, text, HTML or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from newsreader.jobs.records import article_record
from newsreader.jobs.sharing import in_format
from newsreader.library.library import Library
from newsreader.model.article import Article
from newsreader.model.query import Query


def export_subscriptions(library: Library) -> str:
    """Return the subscriptions as OPML 2.0, with folders, saved searches and the order of all."""
    from newsreader.feeds.opml import write_opml

    return write_opml(
        library.feeds.all(), searches=library.searches.all(), places=library.feeds.places()
    )


def export_as(ending: str, library: Library, query: Query) -> Iterator[str]:
    """Yield the articles of a list as one document in the format of an ending (`ENDINGS`)."""
    return in_format(ending, _articles(library, query))


def export_as_json_lines(library: Library, query: Query) -> Iterator[str]:
    """Yield the articles of a list as lines of JSON, as `show --json` prints them."""
    for article in _articles(library, query):
        yield json.dumps(article_record(article)) + "\n"


def _articles(library: Library, query: Query) -> Iterator[Article]:
    for headline in library.articles.iterate(query):
        article = library.articles.get(headline.id)
        if article is not None:
            yield article
