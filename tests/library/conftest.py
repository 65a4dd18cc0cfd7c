from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.mention import Marks
from newsreader.model.text import MarkedText

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Opener = Callable[[], AbstractContextManager[Library]]
EntryMaker = Callable[..., Entry]
Filler = Callable[..., list[int]]
Annotator = Callable[..., None]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture(scope="session")
def fresh_library() -> Opener:
    """A new library for each example of a property."""

    @contextmanager
    def opened() -> Iterator[Library]:
        with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "l.db")) as made:
            yield made

    return opened


@pytest.fixture(scope="session")
def entry() -> EntryMaker:
    def make(guid: str, *, hours_ago: float | None = 1, text: str = "A text.", **rest) -> Entry:
        at = None if hours_ago is None else NOW - timedelta(hours=hours_ago)
        values = {"title": f"Title {guid}", "url": f"https://site.example/{guid}"} | rest
        return Entry(guid, published_at=at, body=MarkedText.from_plain(text), **values)

    return make


@pytest.fixture(scope="session")
def annotate() -> Annotator:
    """Store marks of an article as it stands."""

    def store(library: Library, article_id: int, marks: Marks, version: int = 1) -> None:
        article = library.articles.get(article_id)
        assert article is not None
        marked = MarkedArticle.of(article_id, article.headline.title, article.body.text, marks)
        library.articles.annotate([marked], version)

    return store


@pytest.fixture(scope="session")
def fill(entry: EntryMaker) -> Filler:
    """Subscribe to a feed and give it articles; return their ids."""

    def filled(
        library: Library,
        url: str = "https://feed.example/a",
        ages: Sequence[float | None] = (1, 2, 3),
        folder: str | None = None,
    ) -> list[int]:
        ((feed, _),) = library.feeds.add([NewFeed(url, folder=folder)], is_undoable=False)
        new = tuple(entry(f"{at}", hours_ago=age) for at, age in enumerate(ages))
        return library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)

    return filled
