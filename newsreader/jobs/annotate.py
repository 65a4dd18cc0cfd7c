"""Marking the names and figures of articles: all that have none yet, or some at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from newsreader.jobs.workers import WorkerError, Workers
from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.model.article import Article
from newsreader.model.mention import Marks
from newsreader.model.text import BLOCK_SEPARATOR

_BATCH_CHARACTERS = 100_000
_BATCH_ARTICLES = 100
_LONGEST = 200_000
"""Characters that are marked of a text the highlighter fails on, and at most at once."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """How far the marking is: articles done, of so many in all."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _Task:
    """What the highlighter needs to know of an article."""

    article_id: int
    title: str
    text: str
    hint: str | None
    published_at: datetime | None


def annotate(
    library: Library, article_ids: Sequence[int] | None = None, *, limit: int | None = None
) -> Iterator[Annotated]:
    """Mark names and figures, newest first, in worker processes; yield how far it is.

    The search index is brought up to date first. `article_ids` None means every article that the
    present highlighter has not marked, at most `limit`. Each yield is durable. Of a text the
    highlighter fails on only the beginning is marked, or nothing, and it is not tried again by the
    same version. Closing the generator ends the work at once.
    """
    from newsreader.highlight.highlight import VERSION

    library.articles.index()
    if article_ids is None:
        article_ids = library.articles.unannotated(VERSION, limit=limit)
    total = len(article_ids)
    done = 0
    with Workers() as workers:
        batches = _batches(library, iter(article_ids))
        running: deque[tuple[list[_Task], Future[list[Marks]]]] = deque()
        while True:
            for batch in islice(batches, workers.count + 1 - len(running)):
                running.append((batch, workers.submit(_mark_all, batch)))
            if not running:
                break
            batch, future = running.popleft()
            found = _result(workers, batch, future)
            library.articles.annotate(_marked(batch, found), VERSION)
            done += len(batch)
            yield Annotated(done, total)
    if done < total:
        # Some were deleted while the others were marked.
        yield Annotated(total, total)


def annotate_article(library: Library, article_id: int) -> Article | None:
    """Return an article, marked in this process unless it has its marks; None if it is gone.

    The marks are stored, but in a library that is read-only. A very long text is left to
    `annotate`, whose workers have a deadline.
    """
    article = library.articles.get(article_id)
    if article is None or article.is_annotated or len(article.body.text) > _LONGEST:
        return article
    if library.is_read_only:
        [marks] = _mark_all([_task_of(article)])
        marks = library.articles.corrected(marks, article.headline.title, article.body.text)
        return replace(article, title_mentions=marks.title_mentions, mentions=marks.mentions)
    annotate_here(library, [article_id])
    return library.articles.get(article_id)


def annotate_here(library: Library, article_ids: Sequence[int]) -> None:
    """Mark a few articles in this process, in one transaction."""
    from newsreader.highlight.highlight import VERSION

    tasks = [task for article_id in article_ids if (task := _task(library, article_id))]
    library.articles.annotate(_marked(tasks, _mark_all(tasks)), VERSION)


def _batches(library: Library, article_ids: Iterator[int]) -> Iterator[list[_Task]]:
    """Yield articles in portions that take a worker about as long, read when they are needed."""
    batch: list[_Task] = []
    characters = 0
    for article_id in article_ids:
        task = _task(library, article_id)
        if task is None:
            continue
        batch.append(task)
        characters += len(task.text)
        if characters >= _BATCH_CHARACTERS or len(batch) >= _BATCH_ARTICLES:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _task(library: Library, article_id: int) -> _Task | None:
    article = library.articles.get(article_id)
    return None if article is None else _task_of(article)


def _task_of(article: Article) -> _Task:
    headline = article.headline
    return _Task(
        headline.id,
        headline.title,
        article.body.text,
        headline.language or article.feed_language,
        headline.published_at,
    )


def _marked(batch: Sequence[_Task], found: Sequence[Marks]) -> list[MarkedArticle]:
    return [
        MarkedArticle(task.article_id, task.title, task.text, marks)
        for task, marks in zip(batch, found, strict=True)
    ]


def _result(workers: Workers, batch: list[_Task], future: Future[list[Marks]]) -> list[Marks]:
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
            return [Marks()]
    return [
        marks
        for task in again
        for marks in _result(workers, [task], workers.submit(_mark_all, [task]))
    ]


def _beginning(text: str) -> str:
    """Return the whole paragraphs at the beginning of a long text, else as much as is allowed."""
    end = text.rfind(BLOCK_SEPARATOR, 0, _LONGEST)
    return text[: end if end > 0 else _LONGEST]


def _mark_all(batch: Sequence[_Task]) -> list[Marks]:
    from newsreader.highlight.highlight import mark

    found: dict[int, Marks] = {}
    # Those of one language after the other: few models are kept at once.
    for place, task in sorted(enumerate(batch), key=lambda item: item[1].hint or ""):
        try:
            marks = mark(task.title, task.text, hint=task.hint, published_at=task.published_at)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- one text must not keep the others from their marks
            marks = Marks()
        found[place] = marks
    return [found[place] for place in range(len(batch))]
