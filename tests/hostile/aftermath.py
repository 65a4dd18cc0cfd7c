"""One refresh by the program over many hostile feeds and a few good ones, and what is left of it.

A condition is a feed on a loopback address of its own. All conditions of a test file go through
one `newsreader refresh`, so that each also shows that it does no harm to the others.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Article
from newsreader.model.feed import Feed
from newsreader.model.query import Query
from tests.cli.command_line import CommandLine
from tests.feed_server import ANY_HOST, Answer, FeedServer
from tests.jobs.test_workers import wait_for
from tests.jobs.written import rss

GOOD = ("good-first", "good-amid", "good-last")
PATIENCE = 120.0
QUICK = "fetch_timeout = 1\n"
"""Settings under which a server that does not answer costs a second."""


def subscribe(cli: CommandLine, *urls: str) -> None:
    """Subscribe to feeds without asking for them."""
    with Library.open(cli.library) as library:
        library.feeds.add([NewFeed(url) for url in urls])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a condition is served: an address of the server that no other condition has."""

    server: FeedServer
    host: str
    path: str
    stack: ExitStack

    @property
    def url(self) -> str:
        return self.server.url(self.path, host=self.host)

    def at(self, path: str) -> str:
        """Return the address of another path of the condition's own host."""
        return self.server.url(f"{self.path}{path}", host=self.host)


@dataclass(frozen=True, slots=True)
class Condition:
    """A hostile feed: how it is served, and the words that must be in its error.

    `serve` may return the address of the feed, if it is not that of the place. `words` is "" for
    an error of any kind and None where the feed must come in all the same.
    """

    name: str
    serve: Callable[[Place], str | None]
    words: str | None = ""
    is_either: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one feed: the line of the command, and what the library has."""

    line: dict[str, Any]
    feed: Feed
    articles: list[Article]

    @property
    def error(self) -> str | None:
        found: str | None = self.line["error"]
        return found


@dataclass(slots=True)
class Aftermath:
    """What is left of a refresh."""

    server: FeedServer
    code: int
    errors: str
    flaws: list[str]
    outcomes: dict[str, Outcome] = field(default_factory=dict)


def answer(
    body: bytes | str = b"", *, content_type: str = "application/rss+xml", **options: Any
) -> Callable[[Place], None]:
    """Serve an answer (see `FeedServer.serve`)."""

    def serve(place: Place) -> None:
        place.server.serve(place.path, body, content_type=content_type, **options)

    return serve


def raw(make: Callable[[], Any], *, pause: float = 0.0) -> Callable[[Place], None]:
    """Serve bytes as they stand (see `FeedServer.raw`)."""

    def serve(place: Place) -> None:
        place.server.answers[place.path] = Answer(raw=make(), pause=pause)

    return serve


def run(
    folder: Path, conditions: Sequence[Condition], settings: str = QUICK, **environment: str
) -> Aftermath:
    """Refresh good and hostile feeds once, see that no process stays, look at what is left."""
    with ExitStack() as stack:
        server = stack.enter_context(FeedServer(ANY_HOST))
        urls = _served(server, conditions, stack)
        cli = CommandLine(folder)
        config = folder / "settings.toml"
        config.write_text(settings)
        with Library.open(cli.library) as library:
            feeds = library.feeds.add([NewFeed(url) for url in urls.values()])
        ids = dict(zip(urls, (feed.id for feed, _ in feeds), strict=True))
        words = ("--config", config, "refresh", "--json", "--no-annotate")
        command = cli.start(*words, env=environment, start_new_session=True)
        with command as process:
            out, errors = process.communicate(timeout=PATIENCE)
        lines = {line["feed_id"]: line for line in map(json.loads, out.decode().splitlines())}
        with Library.open(cli.library) as library:
            aftermath = Aftermath(server, process.returncode, errors.decode(), library.flaws())
            for name, feed_id in ids.items():
                outcome = Outcome(lines[feed_id], _feed(library, feed_id), _of(library, feed_id))
                aftermath.outcomes[name] = outcome
        # Python's own helper process ends a moment after the one it helps.
        wait_for(lambda: not processes_of_session(process.pid))
    return aftermath


def check_the_rest(aftermath: Aftermath) -> None:
    """Assert that the command, the good feeds, the library and the machine took no harm."""
    assert aftermath.code in (0, 1)
    assert "Traceback" not in aftermath.errors
    for line in aftermath.errors.splitlines():
        assert line.startswith("newsreader: ")
        assert_one_sentence(line)
    for name in GOOD:
        good = aftermath.outcomes[name]
        assert (good.line["status"], good.error) == ("new", None)
        assert [article.headline.title for article in good.articles] == [f"News of {name}"]
    assert aftermath.flaws == []


def check(aftermath: Aftermath, condition: Condition) -> None:
    """Assert that a hostile feed ended as it should, and that its error is kept and in words."""
    outcome = aftermath.outcomes[condition.name]
    health = outcome.feed.health
    assert health.last_checked_at is not None
    assert health.last_error == outcome.error
    if condition.words is None or (condition.is_either and outcome.error is None):
        assert outcome.error is None
        assert outcome.line["status"] in ("new", "unchanged")
        return
    assert outcome.line["status"] == "error"
    assert outcome.error is not None
    assert condition.words in outcome.error
    assert_one_sentence(outcome.error)
    assert outcome.error in aftermath.errors
    assert outcome.articles == []


def assert_one_sentence(text: str) -> None:
    """Assert that words for the user are short, harmless and no traceback."""
    assert 10 < len(text) < 400
    assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs") for one in text)
    assert not re.search(r"Traceback|[a-z]Error\b|object at|0x[0-9a-f]{4}", text)


def processes_of_session(leader: int) -> list[int]:
    """Return the processes that live in the session of `leader`, by /proc; [] without it."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def _served(
    server: FeedServer, conditions: Sequence[Condition], stack: ExitStack
) -> dict[str, str]:
    """Serve all feeds, the good ones among the others; return their addresses by name."""
    names = [condition.name for condition in conditions]
    assert len(set(names)) == len(names)
    by_name = {condition.name: condition for condition in conditions}
    amid = len(names) // 2
    order = [GOOD[0], *names[:amid], GOOD[1], *names[amid:], GOOD[2]]
    urls = {}
    for number, name in enumerate(order, start=2):
        place = Place(server, f"127.7.{number // 250}.{number % 250 + 1}", f"/{number}", stack)
        if name in GOOD:
            server.serve(place.path, rss(name, [f"News of {name}"]))
            urls[name] = place.url
        else:
            urls[name] = by_name[name].serve(place) or place.url
    return urls


def _feed(library: Library, feed_id: int) -> Feed:
    feed = library.feeds.get(feed_id)
    assert feed is not None
    return feed


def _of(library: Library, feed_id: int) -> list[Article]:
    ids = [headline.id for headline in library.articles.iterate(Query(feed_id=feed_id))]
    found = [library.articles.get(article_id) for article_id in ids]
    return [article for article in found if article is not None]
