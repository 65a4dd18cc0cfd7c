"""Commands for new articles: refresh, annotate."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.cli.hooks import tell_of_matches
from newsreader.cli.lifeline import hold_lifeline
from newsreader.cli.marking import annotate_now
from newsreader.cli.opening import find_feed, open_library
from newsreader.cli.output import complain, is_terminal, print_json, progress, public, say
from newsreader.cli.pages import fetch_always_wanted
from newsreader.library.library import Library
from newsreader.model.feed import Feed
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.jobs.checks import FeedOutcome


def refresh(arguments: Namespace, settings: Settings) -> int:
    """Fetch feeds and mark what is new."""
    from newsreader.jobs.refresh import due_feeds
    from newsreader.jobs.refresh import refresh as check

    hold_lifeline()
    code = 0
    marked: list[int] = []
    new: list[int] = []
    with open_library(settings) as library:
        if arguments.feeds:
            feeds, code = _named(library, arguments.feeds)
        else:
            feeds = due_feeds(library, is_forced=arguments.force)
            if not feeds and is_terminal() and not arguments.json:
                _tell_of_no_feed(library, is_forced=arguments.force)
        addresses = {feed.id: feed.url for feed in feeds}
        with progress("refreshing") as bar:
            for done, outcome in enumerate(check(library, feeds=feeds, settings=settings), 1):
                if arguments.json:
                    _print(outcome)
                elif outcome.status != "error":
                    say(f"{outcome.title}: {_in_words(outcome.new_articles)}")
                    if outcome.url != addresses.get(outcome.feed_id, outcome.url):
                        say(f"{outcome.title}: moved to {public(outcome.url)}")
                if outcome.error is not None:
                    complain(f"{outcome.title} ({public(outcome.url)}): {outcome.error}")
                    code = 1
                marked += outcome.article_ids
                new += outcome.article_ids[: outcome.new_articles]
                bar.show(done, len(feeds))
        fetch_always_wanted(library, marked, settings, is_told=not arguments.json)
        if arguments.annotate:
            annotate_now(library, marked)
        return tell_of_matches(library, new, settings, arguments) or code


def _tell_of_no_feed(library: Library, *, is_forced: bool) -> None:
    if is_forced or not any(feed.is_fetched for feed in library.feeds.all()):
        say("there is no feed to fetch; newsreader add URL subscribes to one")
    else:
        say("no feed is due; newsreader refresh --force fetches them all the same")


def _print(outcome: FeedOutcome) -> None:
    print_json(
        {
            "feed_id": outcome.feed_id,
            "url": public(outcome.url),
            "status": outcome.status,
            "new_articles": outcome.new_articles,
            "error": outcome.error,
        }
    )


def annotate(arguments: Namespace, settings: Settings) -> int:
    """Mark the names and figures of articles that have none yet."""
    from newsreader.jobs.annotate import annotate as mark

    hold_lifeline(gives_way=True)
    done = 0
    with open_library(settings) as library, progress("marking") as bar:
        for step in mark(library, limit=arguments.limit):
            done = step.done
            if arguments.json:
                print_json({"done": step.done, "total": step.total})
            bar.show(step.done, step.total)
    if not arguments.json:
        say(f"marked {done:,} article{'' if done == 1 else 's'}")
    return 0


def _named(library: Library, references: Sequence[str]) -> tuple[list[Feed], int]:
    """Return the feeds named, each once, and the exit code for those that cannot be fetched."""
    feeds: dict[int, Feed] = {}
    code = 0
    for reference in references:
        feed = find_feed(library, reference)
        if feed is None:
            code = 1
        elif not feed.is_fetched:
            complain(f"{feed.title}: it is not from the web and is never fetched")
            code = 1
        else:
            feeds[feed.id] = feed
    return list(feeds.values()), code


def _in_words(new_articles: int) -> str:
    if new_articles == 0:
        return "unchanged"
    return f"{new_articles:,} new article{'' if new_articles == 1 else 's'}"
