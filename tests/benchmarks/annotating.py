"""Measures the marking of a library: `python -m tests.benchmarks.annotating [ARTICLES]`.

ARTICLES (10 000 unless told) of 400 words in nine languages, or in one (`--language fr`), are
marked by the job that the app runs in the background. They are made of shuffled sentences of our
own annotated texts, with `--data DIR` of those of the CoNLL corpora there too. Prints wall and CPU
seconds of the process that reads and stores and of its workers, and the largest worker; then how
long an article that is opened unmarked waits for its marks in a fresh process, and milliseconds
from a key to its frame in the app, at rest and while articles are marked.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from newsreader.highlight.training import corpora
from newsreader.jobs.annotate import annotate
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.text import MarkedText
from tests.benchmarks.keys import scroll, shown, tell

_OWN = Path(corpora.__file__).parent
_WORDS = 400
_OPENED_WORDS = 500
_BATCH = 500
_KEYS = 400
_FRESH = 7
_ONE = """
import sys, time
from pathlib import Path
from newsreader.library.library import Library
from newsreader.jobs.annotate import annotate_article
with Library.open(Path(sys.argv[1])) as library:
    for article_id in library.articles.unannotated(1):
        library.articles.get(article_id)
        began, own = time.perf_counter(), time.process_time()
        article = annotate_article(library, article_id)
        print((time.perf_counter() - began) * 1000, (time.process_time() - own) * 1000)
        assert article.is_annotated and article.mentions
"""


def sentences(data: Path | None, language: str | None) -> dict[str, list[str]]:
    """Return sentences by language."""
    files = {path.stem: [path] for path in sorted(_OWN.glob("*.txt"))}
    for path in sorted(data.glob("*_train.conll.xz")) if data else ():
        # Lists of names and of figures are no running text with names.
        if "wikiann" not in path.name and "figs" not in path.name:
            files[path.name[:2]].append(path)
    if language:
        files = {language: files[language]}
    return {
        name: [line for path in paths for line in _lines(path)] for name, paths in files.items()
    }


def _lines(path: Path) -> Iterator[str]:
    gold = corpora.read_annotated(path) if path.suffix == ".txt" else corpora.read_corpus(path)
    for text in gold:
        yield from text.text.split("\n")


def entries(lines: dict[str, list[str]], count: int, words: int, *, seed: int) -> Iterator[Entry]:
    """Yield articles, each in one language, no two alike."""
    chance = random.Random(seed)
    now = datetime.now(UTC)
    # As in the libraries of most readers, two languages make up most of it.
    languages = [*lines, *[name for name in ("fr", "en") if name in lines for _ in range(8)]]
    for number in range(count):
        language = chance.choice(languages)
        body: list[str] = []
        written = 0
        while written < words:
            line = chance.choice(lines[language])
            body.append(line)
            written += len(line.split())
        yield Entry(
            guid=f"{seed}-{number}",
            title=chance.choice(lines[language])[:90],
            url=f"https://example.org/{seed}/{number}",
            published_at=now - timedelta(minutes=number),
            language=language,
            body=MarkedText.from_plain("\n\n".join(body)),
        )


def fill(library: Library, made: Sequence[Entry]) -> None:
    """Store articles, as of one feed."""
    [(feed, _)] = library.feeds.add(
        [NewFeed("https://example.org/", "Feed", None)], is_undoable=False
    )
    for first in range(0, len(made), _BATCH):
        update = FeedUpdate(new=tuple(made[first : first + _BATCH]))
        library.articles.save(feed.id, update, None, datetime.now(UTC))


def mark_all(library: Library, count: int) -> None:
    """Print what marking a new library takes, the search index included."""
    wall, own = time.perf_counter(), time.process_time()
    for _ in annotate(library):
        pass
    wall, own = time.perf_counter() - wall, time.process_time() - own
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = workers.ru_utime + workers.ru_stime
    print(f"{count} articles of {_WORDS} words: {wall:.1f} s, {count / wall:.0f} a second")
    print(
        f"CPU: {spent:.1f} s in the workers ({spent * 1000 / count:.2f} ms an article), "
        f"{own:.1f} s to read, index and store ({own * 1000 / count:.2f} ms)"
    )
    print(f"largest worker: {workers.ru_maxrss / 1024:.0f} MB resident")


def open_fresh(lines: dict[str, list[str]]) -> None:
    """Print how long articles of 500 words wait for their marks in fresh processes."""
    first: list[tuple[float, float]] = []
    second: list[tuple[float, float]] = []
    for seed in range(_FRESH):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "library.db"
            with Library.open(path) as library:
                fill(library, list(entries(lines, 2, _OPENED_WORDS, seed=seed)))
            run = [sys.executable, "-c", _ONE, str(path)]
            told = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
            first.append((float(told[0]), float(told[1])))
            second.append((float(told[2]), float(told[3])))
    print(f"an article of {_OPENED_WORDS} words, from request to stored and read, medians:")
    for name, taken in (("nothing is loaded yet", first), ("the next one", second)):
        wall, own = (median(each) for each in zip(*taken, strict=True))
        print(f"  {name}: {wall:.0f} ms, {own:.0f} ms of CPU time")


async def keys(path: Path, waiting: Sequence[Entry]) -> tuple[list[float], list[float]]:
    """Measure the app on a marked library at rest, then while articles that came are marked."""
    async with shown(path) as (app, pilot, library):
        calm = await scroll(app, lambda: True, _KEYS)
        fill(library, waiting)
        marking = asyncio.ensure_future(app.screen.refreshing.annotate())
        await pilot.pause(0.5)
        busy = await scroll(app, lambda: not marking.done(), _KEYS)
        was_done = marking.done()
        marking.cancel()
        await asyncio.gather(marking, return_exceptions=True)
    print(f"marking {'ended before the keys did' if was_done else 'went on all the time'}")
    return calm, busy


def main() -> None:
    """Make a library and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("--language", help="one of the nine, alone")
    parser.add_argument("--data", type=Path, help="a folder of CoNLL files to take sentences of")
    options = parser.parse_args()
    lines = sentences(options.data, options.language)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with Library.open(path) as library:
            fill(library, list(entries(lines, options.articles, _WORDS, seed=11)))
            mark_all(library, options.articles)
        open_fresh(lines)
        rest, busy = asyncio.run(keys(path, list(entries(lines, 8000, _WORDS, seed=12))))
        at_rest, late = tell("keys at rest", rest), tell("keys while marking", busy)
        print(f"ratio: median {late[0] / at_rest[0]:.2f}, p95 {late[1] / at_rest[1]:.2f}")


if __name__ == "__main__":
    main()
