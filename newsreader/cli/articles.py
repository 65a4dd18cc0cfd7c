"""Commands that show articles: list, search, show, open."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from newsreader.cli.asking import asked
from newsreader.cli.opening import (
    complain_of_article,
    find_feed,
    find_saved_search,
    open_library,
)
from newsreader.cli.output import (
    complain,
    console,
    is_terminal,
    print_json,
    print_json_array,
    say,
    say_fields,
)
from newsreader.jobs.records import article_record, headline_record
from newsreader.library.library import Library
from newsreader.model.article import Article, Headline
from newsreader.model.query import Query, narrowed
from newsreader.model.text import clean_line
from newsreader.settings import Settings

_PAGE = 100


def list_(arguments: Namespace, settings: Settings) -> int:
    """List headlines, or whole articles."""
    query = asked(arguments.query or "")
    if arguments.unread:
        query = query._replace(is_unread=True)
    if arguments.bookmarked:
        query = query._replace(is_bookmarked=True)
    with open_library(settings) as library:
        if arguments.feed is not None:
            feed = find_feed(library, arguments.feed)
            if feed is None:
                return 1
            query = query._replace(feed_id=feed.id)
        if arguments.saved is not None:
            search = find_saved_search(library, arguments.saved)
            if search is None:
                return 1
            query = narrowed(query, search.query())
        if arguments.full:
            _print_articles(_articles(library, query, arguments.limit), arguments, settings)
        else:
            _print_headlines(library, query, arguments)
    return 0


def search(arguments: Namespace, settings: Settings) -> int:
    """List the headlines of articles that a query finds, the best first."""
    query = asked(" ".join(arguments.query))
    with open_library(settings) as library:
        _print_headlines(library, library.hits.best_first(query, datetime.now(UTC)), arguments)
    return 0


def show(arguments: Namespace, settings: Settings) -> int:
    """Show one article; names and figures that were not looked for yet are marked at once."""
    from newsreader.jobs.annotate import annotate_article

    with open_library(settings) as library:
        article = annotate_article(library, arguments.id)
    if article is None:
        complain_of_article(arguments.id)
        return 1
    if arguments.summary and article.summary is not None and not arguments.json:
        article = replace(article, body=article.summary, mentions=(), summary=None)
    _print_article(article, arguments, settings)
    return 0


def open_(arguments: Namespace, settings: Settings) -> int:
    """Open an article's link in the browser."""
    from newsreader.jobs.opening import open_link

    with open_library(settings) as library:
        headline = library.articles.headline(arguments.id)
    if headline is None:
        complain_of_article(arguments.id)
        return 1
    if headline.url is None:
        complain(f"{headline.id}: the article has no link; `newsreader show` prints its text")
        return 1
    if problem := open_link(headline.url, settings, has_terminal=True):
        complain(f"{headline.id}: {problem}")
        return 1
    say(f"opened {headline.id}")
    return 0


def _articles(library: Library, query: Query, limit: int | None) -> Iterator[Article]:
    for headline in library.articles.iterate(query, limit=limit):
        article = library.articles.get(headline.id)
        # It may have been deleted since its headline was read.
        if article is not None:
            yield article


def _print_articles(articles: Iterable[Article], arguments: Namespace, settings: Settings) -> None:
    if arguments.json:
        print_json_array(map(article_record, articles))
        return
    for place, article in enumerate(articles):
        if place:
            say("")
            say("")
        _print_article(article, arguments, settings)


def _print_article(article: Article, arguments: Namespace, settings: Settings) -> None:
    if arguments.json:
        print_json(article_record(article))
        return
    from newsreader.cli.article_text import print_article

    print_article(article, settings)


def _print_headlines(library: Library, query: Query, arguments: Namespace) -> None:
    headlines = library.articles.iterate(query, limit=arguments.limit)
    if arguments.json:
        print_json_array(map(headline_record, headlines))
    elif is_terminal():
        _print_table(headlines)
    else:
        for headline in headlines:
            say_fields(_cells(headline))


def _cells(headline: Headline) -> tuple[str, ...]:
    """Return a row for people: id, what it is (new, changed, bookmarked), date, feed, title."""
    flags = ", ".join(word for _, word in _states(headline))
    at = headline.published_at or headline.sort_at
    return (
        str(headline.id),
        flags,
        f"{at.astimezone():%Y-%m-%d}",
        clean_line(headline.feed),
        clean_line(headline.title) or "Untitled",
    )


def _states(headline: Headline) -> list[tuple[str, str]]:
    """Return the signs of what a headline is, each with its word."""
    is_so = (not headline.is_read, headline.is_changed, headline.is_bookmarked)
    return [sign for sign, is_it in zip(_SIGNS, is_so, strict=True) if is_it]


_SIGNS = (("N", "new"), ("~", "changed"), ("B", "bookmarked"))


def _print_table(headlines: Iterator[Headline]) -> None:
    """Print rows as they come, in columns of a fixed width: a list may be very long.

    There is room for the signs only; what those that came mean is said below.
    """
    seen: set[tuple[str, str]] = set()
    from rich.table import Table
    from rich.text import Text

    out = console()
    widths = (7, 2, 10, max(8, min(20, out.width // 6)))
    left = max(10, out.width - sum(widths) - len(widths))
    while rows := list(islice(headlines, _PAGE)):
        table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=False)
        for place, width in enumerate((*widths, left)):
            table.add_column(
                width=width,
                no_wrap=True,
                overflow="ellipsis",
                justify="right" if place == 0 else "left",
            )
        for headline in rows:
            style = "" if headline.is_read else "bold"
            number, _, *rest = _cells(headline)
            states = _states(headline)
            seen.update(states)
            cells = (number, "".join(sign for sign, _ in states), *rest)
            table.add_row(*(Text(cell) for cell in cells), style=style)
        out.print(table)
    if seen:
        said = " · ".join(f"{sign} {word}" for sign, word in _SIGNS if (sign, word) in seen)
        out.print(Text(said), style="dim")
