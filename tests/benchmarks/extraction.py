"""Measures full-text extraction: `python -m tests.benchmarks.extraction DIR [--verbose]`.

DIR holds `ground-truth.json`, `{page: {"articleBody", "url"}}`, and `html/PAGE.html.gz`: the layout
of Zyte's article-extraction-benchmark. Scored as there: texts are compared as multisets of four
words in a row; precision and recall of each page are averaged (a page without a text has no
precision), F1 is of the averages.

Ours is the text with its structure, alternative texts and captions of pictures included;
trafilatura's plain text in the same run is the baseline.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import trafilatura

from newsreader.feeds.extract import ExtractError, extract

_WORD = re.compile(r"\w+")
_ROW = 4


@dataclass(frozen=True, slots=True)
class Gold:
    """A page and the text that people saw as its article."""

    url: str
    page: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """How one page came out; None where there is nothing to divide by."""

    url: str
    precision: float | None
    recall: float | None
    milliseconds: float


def read_gold(folder: Path) -> list[Gold]:
    """The pages of a folder."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Gold(
            entry["url"],
            gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            entry["articleBody"],
        )
        for name, entry in truth.items()
    ]


def rows_of_words(text: str) -> Counter[tuple[str, ...]]:
    """Each four words in a row, counted; a shorter text is one row."""
    words = _WORD.findall(text)
    count = max(1, len(words) - _ROW + 1) if words else 0
    return Counter(tuple(words[start : start + _ROW]) for start in range(count))


def score(gold: Gold, read: Callable[[Gold], str]) -> Score:
    """Read a page and compare."""
    began = time.perf_counter()
    text = read(gold)
    taken = (time.perf_counter() - began) * 1000
    ours, theirs = rows_of_words(text), rows_of_words(gold.text)
    shared = (ours & theirs).total()
    return Score(
        gold.url,
        shared / ours.total() if ours else None,
        shared / theirs.total() if theirs else None,
        taken,
    )


def ours(gold: Gold) -> str:
    """Our text, nothing where we refuse."""
    try:
        return extract(gold.page, url=gold.url).body.text
    except ExtractError:
        return ""


def plain(gold: Gold) -> str:
    """What trafilatura gives without structure, at its most precise."""
    return trafilatura.extract(gold.page, favor_precision=True, include_comments=False) or ""


def report(name: str, scores: list[Score]) -> None:
    """Print one line of figures."""
    precision = mean(one.precision for one in scores if one.precision is not None)
    recall = mean(one.recall for one in scores if one.recall is not None)
    f1 = 2 * precision * recall / (precision + recall)
    taken = [one.milliseconds for one in scores]
    print(
        f"{name:<28} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  "
        f"ms a page: median {median(taken):.1f}, mean {mean(taken):.1f}, most {max(taken):.0f}"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description="Measures full-text extraction.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="a line a page, the worst first")
    arguments = parser.parse_args()
    pages = read_gold(arguments.folder)
    # The first page pays for imports and caches of both.
    ours(pages[0])
    plain(pages[0])
    baseline = [score(page, plain) for page in pages]
    scores = [score(page, ours) for page in pages]
    if arguments.verbose:
        for one in sorted(scores, key=lambda one: (one.precision or 0) + (one.recall or 0)):
            print(
                f"{one.precision or 0:.3f} {one.recall or 0:.3f} {one.milliseconds:6.1f} {one.url}"
            )
    report("trafilatura, plain text", baseline)
    report("newsreader, with structure", scores)


if __name__ == "__main__":
    main()
