"""Marking the names and figures of articles: all that have none yet, or some at once."""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import chain, islice

from newsreader.jobs.workers import WorkerError, Workers, cores
from newsreader.library.library import Library
from newsreader.library.mentions import Markable, MarkedArticle, MarkRows
from newsreader.model.article import Article
from newsreader.model.mention import Marks
from newsreader.model.text import BLOCK_SEPARATOR

_BATCH_CHARACTERS = 200_000
_BATCH_ARTICLES = 200
"""A batch is marked in half a second or so, and stored in one transaction."""

_READ_AT_ONCE = 20
_WINDOW = 4000
"""Articles that are sorted by language at once: loading a model takes as long as four articles."""

_LONGEST = 200_000
"""Characters that are marked of a text the highlighter fails on, and at most at once."""

_MOST_WORKERS = 8
"""More would wait for the process that stores what they find."""

_COURTESY = 20.0
"""Seconds that are waited in all while a large change is carried out, which the user sees."""

_PAUSE = 0.05

_Marking = Future[list[MarkRows]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """How far the marking is: articles done, of so many in all."""

    done: int
    total: int


def annotate(
    library: Library, article_ids: Sequence[int] | None = None, *, limit: int | None = None
) -> Iterator[Annotated]:
    """Mark names and figures in worker processes, newest first; yield how far it is.

    The search index is brought up to date meanwhile. `article_ids` None means every article that
    the present highlighter has not marked, at most `limit`; of the next few thousand those of one
    language come together. Each yield is durable. Of a text the highlighter fails on only the
    beginning is marked, or nothing, and it is not tried again by the same version. Closing the
    generator ends the work at once.
    """
    from newsreader.highlight.highlight import VERSION

    if article_ids is None:
        article_ids = library.articles.unannotated(VERSION, limit=limit)
    total = len(article_ids)
    done = 0
    is_behind = True
    courtesy = _COURTESY
    # The cores of a small machine, half of a larger one: they work when nobody else does.
    count = min(cores(), max(2, cores() // 2), _MOST_WORKERS)
    with Workers(count, is_idle=True) as workers:
        batches = _batches(library, _in_windows(library, article_ids))
        running: deque[tuple[list[Markable], _Marking]] = deque()
        while True:
            for batch in islice(batches, 2 * count - len(running)):
                running.append((batch, workers.submit(_mark_rows, batch)))
            if not running:
                break
            while is_behind and not running[0][1].done():
                is_behind = library.articles.index_more()
            batch, future = running.popleft()
            found = _result(workers, batch, future)
            courtesy -= _waited(library, courtesy)
            library.articles.annotate(_marked(batch, found), VERSION)
            done += len(batch)
            yield Annotated(done, total)
    library.articles.index()
    if done < total:
        # Some were deleted while the others were marked.
        yield Annotated(total, total)


def _waited(library: Library, most: float) -> float:
    """Wait until no large change is being carried out; return for how many seconds.

    At most as long as is said: who carries it out may have been killed.
    """
    began = time.monotonic()
    while library.is_unfinished and time.monotonic() - began < most:
        time.sleep(_PAUSE)
    return time.monotonic() - began


def prepare() -> None:
    """Load what marking an article in this process takes whatever its language, but no model."""
    import newsreader.highlight.highlight  # noqa: F401
    from newsreader.highlight.language import detect

    # The signs by which languages are told apart are read with the first text, be it empty.
    detect(())


def annotate_article(library: Library, article_id: int) -> Article | None:
    """Return an article, marked in this process unless it has its marks; None if it is gone.

    The marks are stored, but in a library that is read-only. A very long text is left to
    `annotate`, whose workers have a deadline.
    """
    article = library.articles.get(article_id)
    if article is None or article.is_annotated or len(article.body.text) > _LONGEST:
        return article
    if library.is_read_only:
        headline = article.headline
        title, text, hint = headline.title, article.body.text, headline.language
        task = Markable(
            article_id, title, text, hint or article.feed_language, headline.published_at
        )
        marks = library.articles.corrected(_mark(task), title, text)
        return replace(article, title_mentions=marks.title_mentions, mentions=marks.mentions)
    annotate_here(library, [article_id])
    return library.articles.get(article_id)


def annotate_here(library: Library, article_ids: Sequence[int]) -> None:
    """Mark a few articles in this process, in one transaction."""
    from newsreader.highlight.highlight import VERSION

    tasks = library.articles.markable(article_ids)
    library.articles.annotate(_marked(tasks, [_rows(task) for task in tasks]), VERSION)


def _in_windows(library: Library, article_ids: Sequence[int]) -> Iterator[int]:
    """Yield ids of articles, some thousands after the other, those of one language together."""
    for number, first in enumerate(range(0, len(article_ids), _WINDOW)):
        languages = library.articles.by_language(article_ids[first : first + _WINDOW])
        if number % 2:
            # Those whose models are loaded come first.
            languages.reverse()
        yield from chain.from_iterable(languages)


def _batches(library: Library, article_ids: Iterator[int]) -> Iterator[list[Markable]]:
    """Yield articles in portions that take a worker about as long, read when they are needed."""
    batch: list[Markable] = []
    characters = 0
    while some := list(islice(article_ids, _READ_AT_ONCE)):
        for task in library.articles.markable(some):
            batch.append(task)
            characters += len(task.text)
            if characters >= _BATCH_CHARACTERS or len(batch) >= _BATCH_ARTICLES:
                yield batch
                batch, characters = [], 0
    if batch:
        yield batch


def _marked(batch: Sequence[Markable], found: Sequence[MarkRows]) -> list[MarkedArticle]:
    return [
        MarkedArticle(task.article_id, task.title, task.text, rows)
        for task, rows in zip(batch, found, strict=True)
    ]


def _result(workers: Workers, batch: list[Markable], future: _Marking) -> list[MarkRows]:
    """Return the marks of a batch; if it fails, those of its articles one by one.

    A long text that fails by itself is tried once more with its beginning.
    """
    try:
        return future.result()
    except WorkerError:
        if len(batch) > 1:
            again = batch
        elif len(batch[0].text) > _LONGEST:
            again = [replace(batch[0], text=_beginning(batch[0].text))]
        else:
            return [MarkRows()]
    return [
        rows
        for task in again
        for rows in _result(workers, [task], workers.submit(_mark_rows, [task]))
    ]


def _beginning(text: str) -> str:
    """Return the whole paragraphs at the beginning of a long text, else as much as is allowed."""
    end = text.rfind(BLOCK_SEPARATOR, 0, _LONGEST)
    return text[: end if end > 0 else _LONGEST]


def _mark_rows(batch: Sequence[Markable]) -> list[MarkRows]:
    """Mark articles in a worker: their marks in the order of the articles."""
    # The highlighter leaves no cycles to collect, but many objects that live long.
    gc.disable()
    found = [_rows(task) for task in batch]
    gc.collect()
    gc.freeze()
    return found


def _rows(task: Markable) -> MarkRows:
    return MarkRows.of(task.title, task.text, _mark(task))


def _mark(task: Markable) -> Marks:
    from newsreader.highlight.highlight import mark

    try:
        return mark(task.title, task.text, hint=task.hint, published_at=task.published_at)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- one text must not keep the others from their marks
        return Marks()
