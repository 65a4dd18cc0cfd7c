"""What turning the HTML of feeds into marked text costs: `python -m tests.benchmarks.markup DIR`.

Prints CPU time per article and per KB, and how many times that of lxml's parsing alone it is, each
the best of several rounds in the same run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
from lxml import etree

from newsreader.feeds.markup import html_to_text
from tests.benchmarks.corpus import documents

_ROUNDS = 5
_BASE_URL = "https://paper.example/news/"


def main(folder: Path) -> None:
    """Print the figures for all texts of all feeds in a folder and the folders in it."""
    texts = sorted(set(_texts(folder)), key=len)
    groups = {
        "without a tag": [text for text in texts if "<" not in text],
        "up to 3 KB": [text for text in texts if "<" in text and len(text) <= 3000],
        "longer": [text for text in texts if "<" in text and len(text) > 3000],
    }
    print(f"{'':14}{'articles':>9}{'KB':>9}{'ms/KB':>9}{'x lxml':>8}  p50/p95/p99 µs")
    for name, group in groups.items():
        if group:
            _print_figures(name, group)
    _print_figures("all", texts)


def _texts(folder: Path) -> Iterator[str]:
    """Return each content and summary of each feed."""
    for path, data in documents(folder):
        try:
            feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        except Exception as error:  # noqa: BLE001 - feedparser raises whatever it likes
            print(f"{path.name}: {error!r}", file=sys.stderr)
            continue
        for entry in feed.entries:
            values = [
                entry.get("summary"),
                *(part.get("value") for part in entry.get("content", ())),
            ]
            yield from (value for value in values if value)


def _print_figures(name: str, texts: list[str]) -> None:
    ours = _best_times(lambda text: html_to_text(text, base_url=_BASE_URL), texts)
    plain = _best_times(_parse, texts)
    size = sum(map(len, texts)) / 1024
    ranked = sorted(ours)
    percentiles = "/".join(f"{ranked[int(len(ranked) * q)] / 1e3:.0f}" for q in (0.5, 0.95, 0.99))
    print(
        f"{name:14}{len(texts):9}{size:9.0f}{sum(ours) / size / 1e6:9.4f}"
        f"{sum(ours) / sum(plain):8.2f}  {percentiles}"
    )


def _parse(text: str) -> None:
    etree.fromstring(text.encode("utf-8", "ignore"), etree.HTMLParser(encoding="utf-8"))


def _best_times(work: Callable[[str], object], texts: list[str]) -> list[int]:
    """Return the shortest of several times for each text, in nanoseconds of CPU time."""
    best = [sys.maxsize] * len(texts)
    for _ in range(_ROUNDS):
        for index, text in enumerate(texts):
            start = time.thread_time_ns()
            work(text)
            best[index] = min(best[index], time.thread_time_ns() - start)
    return best


if __name__ == "__main__":
    main(Path(sys.argv[1]))
