"""CPU time of parsing feeds, ours and feedparser's in the same run.

`python -m tests.benchmarks.parsing FOLDER` parses every feed below FOLDER with both, in turn, and
prints seconds of CPU, their ratio and how long single feeds took.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import feedparser

from newsreader.feeds.charset import as_utf8
from newsreader.feeds.parse import ParseError, is_feed, parse_feed
from newsreader.feeds.xmlfeed import read_tree
from tests.benchmarks.corpus import URL, documents

_BLANKS = b" \t\r\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    options = arguments.parse_args()
    bodies = [body for _, body in documents(options.folder) if is_feed(body)]
    if not bodies:
        arguments.error(f"no feeds in {options.folder}")
    ours: list[float] = []
    theirs: list[float] = []
    entries = 0
    for body in bodies:
        seconds, count = _timed(_ours, body)
        ours.append(seconds)
        entries += count
        theirs.append(_timed(_feedparser, body)[0])
    size = sum(map(len, bodies)) / 1e6
    strict = sum(read_tree(as_utf8(body).lstrip(_BLANKS)) is not None for body in bodies)
    print(f"{len(bodies)} feeds, {size:.1f} MB, {entries} entries; {strict} read strictly")
    print(f"newsreader {sum(ours):.2f} s CPU, {1000 * sum(ours) / max(1, entries):.3f} ms an entry")
    print(f"feedparser {sum(theirs):.2f} s CPU; ratio {sum(ours) / sum(theirs):.3f}")
    for name, times in (("newsreader", ours), ("feedparser", theirs)):
        percentiles = statistics.quantiles([1000 * one for one in times], n=100)
        shown = ", ".join(f"p{rank} {percentiles[rank - 1]:.1f}" for rank in (50, 90, 99))
        print(f"{name} ms a feed: {shown}, most {1000 * max(times):.1f}")


def _timed(parse: Callable[[bytes], int], body: bytes) -> tuple[float, int]:
    start = time.process_time()
    count = parse(body)
    return time.process_time() - start, count


def _ours(body: bytes) -> int:
    try:
        return len(parse_feed(body, url=URL).entries)
    except ParseError:
        return 0


def _feedparser(body: bytes) -> int:
    """Parse as fast as feedparser does; it raises ValueError on some damaged documents."""
    try:
        result = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except ValueError:
        return 0
    return len(result["entries"])


if __name__ == "__main__":
    main()
