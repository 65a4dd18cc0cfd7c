"""Commands about feeds: add, discover, edit, remove, feeds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.cli.feed_table import health, print_feeds
from newsreader.cli.lifeline import hold_lifeline
from newsreader.cli.marking import annotate_now
from newsreader.cli.opening import find_feed, open_library
from newsreader.cli.output import (
    complain,
    is_conversation,
    is_terminal,
    print_json,
    print_json_array,
    public,
    say,
    say_fields,
)
from newsreader.cli.pages import fetch_always_wanted
from newsreader.jobs.records import feed_record
from newsreader.model.journal import Action, Change
from newsreader.model.text import clean_line
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.jobs.subscribe import Found, Subscribed


def add(arguments: Namespace, settings: Settings) -> int:
    """Subscribe to feeds and fetch them once."""
    from newsreader.jobs.subscribe import SubscribeError, subscribe

    if arguments.title is not None and len(arguments.urls) > 1:
        complain("add: --title names one feed; give one URL with it")
        return 2
    hold_lifeline()
    code = 0
    new_ids: list[int] = []
    with open_library(settings) as library:
        for url in arguments.urls:
            try:
                subscribed = subscribe(
                    library,
                    url,
                    settings=settings,
                    title=arguments.title,
                    folder=arguments.folder,
                    choose=_choose if is_conversation() and not arguments.json else None,
                )
            except SubscribeError as error:
                complain(f"{public(url) or 'add'}: {error}")
                code = 1
                continue
            new_ids += subscribed.article_ids
            _print_subscribed(subscribed, arguments)
        fetch_always_wanted(library, new_ids, settings, is_told=not arguments.json)
        if arguments.annotate:
            annotate_now(library, new_ids)
    return code


def _print_subscribed(subscribed: Subscribed, arguments: Namespace) -> None:
    feed = subscribed.feed
    if arguments.json:
        print_json(
            {
                "feed_id": feed.id,
                "url": public(feed.url),
                "title": feed.title,
                "status": "new" if subscribed.is_new else "known",
                "new_articles": subscribed.new_articles,
                "others": [
                    {"url": public(other.url), "title": other.title} for other in subscribed.others
                ],
            }
        )
        return
    if subscribed.is_new:
        say(f"subscribed {feed.id} {feed.title} ({_articles(subscribed.new_articles)})")
    else:
        say(f"already subscribed {feed.id} {feed.title}")
    for other in subscribed.others:
        say(f"the page also has {public(other.url)} {other.title}")


def _choose(found: Sequence[Found]) -> Found:
    """Ask which of several feeds is meant; the first is the likeliest."""
    for number, feed in enumerate(found, 1):
        say(f"{number}  {feed.title or 'untitled'}  {public(feed.url)}")
    while True:
        try:
            answer = input(f"Which one, 1 to {len(found)} (Enter: 1)? ").strip() or "1"
        except EOFError:
            return found[0]
        if answer.isascii() and answer.isdigit() and 0 < int(answer[:9]) <= len(found):
            return found[int(answer) - 1]


def discover(arguments: Namespace, settings: Settings) -> int:
    """Show the feeds that can be had at an address."""
    from newsreader.jobs.subscribe import NoFeedError, SubscribeError
    from newsreader.jobs.subscribe import discover as feeds_at

    hold_lifeline()
    try:
        found = feeds_at(arguments.url, settings=settings)
    except SubscribeError as error:
        if arguments.json and isinstance(error, NoFeedError):
            # Tells a page without a feed from an address where nothing is.
            print_json([])
        complain(f"{public(arguments.url) or 'discover'}: {error}")
        return 1
    if arguments.json:
        # One line: the app reads line by line.
        print_json([{"url": feed.url, "title": feed.title} for feed in found])
    else:
        for feed in found:
            say_fields((public(feed.url), feed.title))
    return 0


def edit(arguments: Namespace, settings: Settings) -> int:
    """Change what is set for a feed: title, folder, address, interval, full texts."""
    names = ("title", "folder", "url", "interval", "full_text")
    given = {name: value for name in names if (value := getattr(arguments, name)) is not None}
    if not given:
        complain(
            "edit: nothing to change; give --title, --folder, --url, --interval or --full-text"
        )
        return 2
    if "url" in given:
        from newsreader.feeds.typed import normalise_url

        try:
            given["url"] = normalise_url(given["url"])
        except ValueError as error:
            complain(f"{public(given['url']) or 'edit'}: {error}")
            return 1
    with open_library(settings) as library:
        feed = find_feed(library, arguments.feed)
        if feed is None:
            return 1
        after = {name: clean_line(value) or None for name, value in given.items()}
        library.journal.apply(Change(Action.EDIT_FEED, feed_ids=(feed.id,), after=after))
        edited = library.feeds.get(feed.id) or feed
        say(f"edited {edited.id} {edited.title}")
    return 0


def remove(arguments: Namespace, settings: Settings) -> int:
    """Unsubscribe from a feed."""
    with open_library(settings) as library:
        feed = find_feed(library, arguments.feed)
        if feed is None:
            return 1
        library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,)))
        say(f"unsubscribed {feed.id} {feed.title}")
    return 0


def show_all(arguments: Namespace, settings: Settings) -> int:
    """List the feeds."""
    with open_library(settings) as library:
        feeds = library.feeds.all()
    if arguments.json:
        print_json_array(map(feed_record, feeds))
    elif is_terminal():
        print_feeds(feeds)
    else:
        for feed in feeds:
            counts = (feed.id, feed.unread, feed.articles)
            say_fields((*counts, feed.folder or "", feed.title, public(feed.url), health(feed)))
    return 0


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"
