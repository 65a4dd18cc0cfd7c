"""Measures the marking of a library: `python -m tests.benchmarks.annotating [ARTICLES]`.

ARTICLES (10 000 unless told) of 400 words, made of shuffled sentences of our own annotated texts
in nine languages, are marked by the job that the app runs in the background. Prints wall and CPU
seconds, the share of storing, and the largest worker.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import newsreader.highlight
from newsreader.highlight.training.corpora import read_annotated
from newsreader.jobs.annotate import annotate
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.text import MarkedText

_TEXTS = Path(newsreader.highlight.__file__).parent / "training"
_WORDS = 400
_BATCH = 500


def entries(count: int) -> Iterator[Entry]:
    """Yield articles of 400 words, each in one language, no two alike."""
    chance = random.Random(11)
    now = datetime.now(UTC)
    sentences = {
        path.stem: [line for gold in read_annotated(path) for line in gold.text.split("\n")]
        for path in sorted(_TEXTS.glob("*.txt"))
    }
    languages = list(sentences)
    for number in range(count):
        # As in the libraries of most readers, two languages make up most of it.
        language = chance.choice((*languages, *["fr"] * 8, *["en"] * 8))
        body: list[str] = []
        words = 0
        while words < _WORDS:
            line = chance.choice(sentences[language])
            body.append(line)
            words += len(line.split())
        yield Entry(
            guid=f"g{number}",
            title=chance.choice(sentences[language])[:90],
            url=f"https://example.org/a/{number}",
            published_at=now - timedelta(minutes=number),
            language=language,
            body=MarkedText.from_plain("\n\n".join(body)),
        )


def main() -> None:
    """Print what marking a new library takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        with Library.open(Path(folder) / "library.db") as library:
            [(feed, _)] = library.feeds.add(
                [NewFeed("https://example.org/", "Feed", None)], is_undoable=False
            )
            made = list(entries(count))
            now = datetime.now(UTC)
            for first in range(0, count, _BATCH):
                update = FeedUpdate(new=tuple(made[first : first + _BATCH]))
                library.articles.save(feed.id, update, None, now)
            library.articles.index()
            wall, own = time.perf_counter(), time.process_time()
            for _ in annotate(library):
                pass
            wall, own = time.perf_counter() - wall, time.process_time() - own
        workers = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = workers.ru_utime + workers.ru_stime
        print(f"{count} articles of {_WORDS} words: {wall:.1f} s, {count / wall:.0f} a second")
        print(f"CPU: {spent:.1f} s in the workers, {own:.1f} s to read and store")
        print(f"largest worker: {workers.ru_maxrss / 1024:.0f} MB resident")


if __name__ == "__main__":
    main()
