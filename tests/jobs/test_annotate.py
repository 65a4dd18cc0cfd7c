"""Marking names and figures: in the background, and at once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import Future
from datetime import UTC, datetime

import pytest

from newsreader.highlight.highlight import VERSION
from newsreader.jobs.annotate import (
    _BATCH_ARTICLES,
    _BATCH_CHARACTERS,
    Annotated,
    _batches,
    _marked,
    _result,
    _rows,
    annotate,
    annotate_article,
)
from newsreader.jobs.importing import import_files
from newsreader.jobs.workers import WorkerError, Workers
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.library.mentions import Markable, MarkRows
from newsreader.library.steps import AT_ONCE
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.mention import MentionKind
from newsreader.model.query import Query
from newsreader.model.text import MarkedText
from tests.benchmarks.big_library import make_library
from tests.jobs.written import rss


@pytest.fixture
def stories(library, tmp_path) -> list[int]:
    """The ids of twelve articles, none of them marked."""
    path = tmp_path / "feed.xml"
    path.write_text(rss("Harbour", [f"Story {i}" for i in range(12)]))
    return [item.id for item in import_files(library, [str(path)]) if item.kind == "article"]


def kinds(article) -> set[MentionKind]:
    return {mention.kind for mention in article.mentions}


def test_every_article_is_marked(library, stories):
    """All articles have their marks afterwards, and there is nothing left to do."""
    steps = list(annotate(library))
    assert steps[-1] == Annotated(12, 12)
    assert library.articles.count_unannotated(VERSION) == 0
    article = library.articles.get(stories[0])
    assert article.is_annotated
    assert {MentionKind.MONEY, MentionKind.DATE} <= kinds(article)
    assert article.headline.language == "en"
    assert list(annotate(library)) == []


def test_marking_gives_way_to_a_large_change(tmp_path):
    """No marks are stored while another process carries one out, step by step."""
    path = tmp_path / "library.db"
    make_library(path, AT_ONCE * 2, feeds=2, words=10, unread=1)
    with Library.open(path) as library, Library.open(path) as other:
        other.journal.mark_all_read(Query())
        marking = annotate(library, [row.id for row in library.articles.page(Query(), limit=3)])
        finishing = threading.Timer(0.5, other.journal.finish)
        finishing.start()
        next(marking)
        assert not library.is_unfinished
        marking.close()
        finishing.join()


def test_the_newest_come_first(library, stories):
    """With a limit the newest articles are marked."""
    assert [step.done for step in annotate(library, limit=3)] == [3]
    newest = [headline.id for headline in library.articles.page(_all())][:3]
    marked = [i for i in stories if library.articles.get(i).is_annotated]
    assert sorted(newest) == sorted(marked)


def test_given_articles_are_marked(library, stories):
    """Only the articles named are marked; those that are gone are counted and passed over."""
    steps = list(annotate(library, [stories[2], 10**6]))
    assert steps[-1] == Annotated(2, 2)
    assert [i for i in stories if library.articles.get(i).is_annotated] == [stories[2]]


def test_an_article_is_marked_at_once(library, stories):
    """An opened article gets its marks without the others, and keeps them."""
    article = annotate_article(library, stories[0])
    assert MentionKind.MONEY in kinds(article)
    assert annotate_article(library, stories[0]) == article
    assert library.articles.count_unannotated(VERSION) == 11
    assert annotate_article(library, 10**6) is None


def test_getting_ready_loads_no_model():
    """What is loaded before the first article is opened is the same for every language."""
    program = (
        "from newsreader.jobs.annotate import prepare\n"
        "prepare()\n"
        "from newsreader.highlight import language, names\n"
        "print(names.tagger.cache_info().currsize, language._signs.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.split() == [b"0", b"1"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_in_a_read_only_library_marks_are_shown_all_the_same(library, stories, tmp_path):
    """A library that cannot be written still shows names and figures."""
    library.close()
    (tmp_path / "library.db").chmod(0o400)
    with Library.open(tmp_path / "library.db") as read_only:
        assert MentionKind.MONEY in kinds(annotate_article(read_only, stories[0]))


def test_marks_of_an_old_text_are_not_stored(library, tmp_path):
    """An article changed while it was being marked is marked once more."""
    path = tmp_path / "a.txt"
    path.write_text("Harbour\n\nAna Silva paid 5 euros in Porto on 3 May 2024.\n" * 40)
    [item] = import_files(library, [str(path)])
    old = library.articles.markable([item.id])
    path.write_text("Harbour\n\nOn 3 May 2024 Ana Silva paid 5 euros, in Porto.\n" * 40)
    [_] = import_files(library, [str(path)])
    library.articles.annotate(_marked(old, [_rows(task) for task in old]), VERSION)
    assert not library.articles.get(item.id).is_annotated
    list(annotate(library))
    article = library.articles.get(item.id)
    assert {MentionKind.MONEY, MentionKind.DATE} <= kinds(article)


@pytest.mark.parametrize("length", [0, 3000, 150_000])
def test_every_article_is_in_one_batch(library, length):
    """Batches hold so many articles or so much text, and together every article once."""
    new = tuple(
        Entry(guid=str(number), title=f"Story {number}", body=MarkedText.from_plain("a" * length))
        for number in range(500 if length < 10_000 else 5)
    )
    ((feed, _),) = library.feeds.add([NewFeed("https://feed.example/")])
    ids = library.articles.save(feed.id, FeedUpdate(new=new), None, datetime.now(UTC))
    batches = list(_batches(library, iter([*ids, 10**6])))
    assert [task.article_id for batch in batches for task in batch] == ids
    for batch in batches[:-1]:
        texts = sum(len(task.text) for task in batch)
        assert len(batch) == _BATCH_ARTICLES or texts >= _BATCH_CHARACTERS
        assert len(batch) <= _BATCH_ARTICLES
        assert texts < _BATCH_CHARACTERS + max(length, 1)


@pytest.mark.parametrize("separator", ["\n\n", " "])
def test_of_a_text_too_long_the_beginning_is_marked(separator):
    """A worker that fails on a long text marks its beginning, whole paragraphs where there are."""
    sentence = "Ana Silva paid 2.5 million euros in Porto on 3 May 2024."
    task = Markable(1, "Harbour", separator.join([sentence] * 8000), "en", None)
    failed: Future[list[MarkRows]] = Future()
    failed.set_exception(WorkerError("could not be read within 30 s"))
    with Workers() as workers:
        [rows] = _result(workers, [task], failed)
    assert 100_000 < max(end for _, _, end, *_ in rows.names) <= 200_000


def test_a_short_text_the_highlighter_fails_on_is_left():
    """It has no marks, and no part of it is tried."""
    failed: Future[list[MarkRows]] = Future()
    failed.set_exception(WorkerError("broke down"))
    with Workers() as workers:
        assert _result(workers, [Markable(1, "T", "Oslo.", None, None)], failed) == [MarkRows()]


def _all():
    from newsreader.model.query import Query

    return Query()
