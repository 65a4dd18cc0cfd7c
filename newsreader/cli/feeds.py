"""Commands about feeds: add, discover, edit, remove, feeds."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from newsreader.cli.lifeline import hold_lifeline
from newsreader.cli.opening import find_feed, open_library
from newsreader.cli.output import (
    complain,
    console,
    is_terminal,
    print_json,
    print_json_array,
    public,
    say,
    say_fields,
)
from newsreader.cli.refreshing import annotate_now
from newsreader.jobs.records import feed_record
from newsreader.model.feed import Feed
from newsreader.model.journal import Action, Change
from newsreader.model.text import clean_line
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.jobs.subscribe import Subscribed


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
                )
            except SubscribeError as error:
                complain(f"{public(url) or 'add'}: {error}")
                code = 1
                continue
            new_ids += subscribed.article_ids
            _print_subscribed(subscribed, arguments)
        if arguments.annotate:
            annotate_now(library, new_ids)
    return code


def _print_subscribed(subscribed: Subscribed, arguments: Namespace) -> None:
    feed = subscribed.feed
    if arguments.json:
        print_json(
            {
                "feed_id": feed.id,
                "url": feed.url,
                "title": feed.title,
                "status": "new" if subscribed.is_new else "known",
                "new_articles": subscribed.new_articles,
            }
        )
    elif subscribed.is_new:
        say(f"subscribed {feed.id} {feed.title} ({_articles(subscribed.new_articles)})")
    else:
        say(f"already subscribed {feed.id} {feed.title}")


def discover(arguments: Namespace, settings: Settings) -> int:
    """Show the feeds that can be had at an address."""
    from newsreader.jobs.subscribe import SubscribeError
    from newsreader.jobs.subscribe import discover as feeds_at

    hold_lifeline()
    try:
        found = feeds_at(arguments.url, settings=settings)
    except SubscribeError as error:
        complain(f"{public(arguments.url) or 'discover'}: {error}")
        return 1
    if arguments.json:
        # One line: the app reads line by line.
        print_json([{"url": feed.url, "title": feed.title} for feed in found])
    else:
        for feed in found:
            say_fields((feed.url, feed.title))
    return 0


def edit(arguments: Namespace, settings: Settings) -> int:
    """Change a feed's title, folder or address."""
    wanted = {
        name: value
        for name in ("title", "folder", "url")
        if (value := getattr(arguments, name)) is not None
    }
    if not wanted:
        complain("edit: nothing to change; give --title, --folder or --url")
        return 2
    if "url" in wanted:
        from newsreader.feeds.discover import normalise_url

        try:
            wanted["url"] = normalise_url(wanted["url"])
        except ValueError as error:
            complain(f"{public(wanted['url']) or 'edit'}: {error}")
            return 1
    with open_library(settings) as library:
        feed = find_feed(library, arguments.feed)
        if feed is None:
            return 1
        after = {name: clean_line(value) or None for name, value in wanted.items()}
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
        _print_table(feeds)
    else:
        for feed in feeds:
            say_fields(
                (feed.id, feed.unread, feed.articles, feed.folder or "", feed.title, feed.url)
            )
    return 0


def _print_table(feeds: list[Feed]) -> None:
    from rich.table import Table
    from rich.text import Text

    if not feeds:
        say("there are no feeds yet; newsreader add URL subscribes to one")
        return
    table = Table(box=None, pad_edge=False)
    for name, justify in (("id", "right"), ("unread", "right"), ("articles", "right")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for name in ("folder", "title", "health"):
        table.add_column(name, overflow="ellipsis", no_wrap=True)
    for feed in feeds:
        cells = (feed.id, feed.unread, feed.articles, feed.folder or "", feed.title, _health(feed))
        table.add_row(*(Text(clean_line(str(cell))) for cell in cells))
    console().print(table)


def _health(feed: Feed) -> str:
    if not feed.is_fetched:
        return "never fetched"
    if feed.health.last_error:
        return feed.health.last_error
    if feed.health.last_success_at is None:
        return "not fetched yet"
    return f"fetched {feed.health.last_success_at.astimezone():%Y-%m-%d %H:%M}"


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"
