"""How far the strict reader agrees with feedparser, and with what other projects expect.

`python -m tests.benchmarks.agreement FOLDER` takes each folder in FOLDER for a corpus: every
well-formed feed is read on both roads, strictly and by feedparser, and the entries are compared
field by field. Where a gofeed expectation lies beside a document it is compared too. --verbose
prints each disagreement.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsreader.feeds.charset import as_utf8
from newsreader.feeds.dates import parse_date
from newsreader.feeds.entries import read_feed
from newsreader.feeds.feedparsed import read_damaged_feed
from newsreader.feeds.links import web_url
from newsreader.feeds.parse import ParseError, is_feed, parse_feed
from newsreader.feeds.xmlfeed import is_feed_root, read_tree, read_xml_feed
from newsreader.model.article import Entry, ParsedFeed
from newsreader.model.text import clean_line
from tests.benchmarks.corpus import URL, documents

_BLANKS = b" \t\r\n"
_SHOWN = 160


class Tally:
    """Agreements and disagreements of one corpus, by field."""

    def __init__(self) -> None:
        self.roads: Counter[str] = Counter()
        self.agreed: Counter[str] = Counter()
        self.differed: Counter[str] = Counter()
        self.lines: list[str] = []

    def compare(self, path: Path, field: str, ours: object, theirs: object) -> None:
        if ours == theirs:
            self.agreed[field] += 1
        else:
            self.differed[field] += 1
            seen = f"{str(ours)[:_SHOWN]!r} / {str(theirs)[:_SHOWN]!r}"
            self.lines.append(f"{path.name}: {field}: {seen}")

    def report(self, *, verbose: bool) -> None:
        print("  documents: " + ", ".join(f"{n} {road}" for road, n in self.roads.most_common()))
        for field in sorted({*self.agreed, *self.differed}):
            count = self.agreed[field] + self.differed[field]
            share = 100 * self.agreed[field] / count
            print(f"  {field:24} {share:6.2f} % of {count}, {self.differed[field]} differ")
        if verbose:
            print("".join(f"    {line}\n" for line in self.lines), end="")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--verbose", action="store_true")
    options = arguments.parse_args()
    for folder in sorted(path for path in options.folder.iterdir() if path.is_dir()):
        tally = Tally()
        for path, body in documents(folder):
            _compare(path, body, tally)
        if tally.agreed or tally.differed:
            print(folder.name)
            tally.report(verbose=options.verbose)


def _compare(path: Path, body: bytes, tally: Tally) -> None:
    try:
        read = parse_feed(body, url=URL)
    except ParseError:
        tally.roads["refused"] += 1
        return
    if body.lstrip().startswith(b"{"):
        tally.roads["JSON Feed"] += 1
    else:
        data = as_utf8(body).lstrip(_BLANKS)
        root = read_tree(data)
        if root is None or not is_feed_root(root) or not is_feed(body):
            tally.roads["by feedparser"] += 1
        else:
            tally.roads["read strictly"] += 1
            strict = read_feed(read_xml_feed(root, data), url=URL)
            guessed = read_feed(read_damaged_feed(data)[0], url=URL)
            _compare_feeds(path, strict, guessed, tally)
    expected = path.with_suffix(".json")
    if expected.suffix != path.suffix and expected.exists():
        _compare_with_gofeed(path, read, json.loads(expected.read_bytes()), tally)


def _compare_feeds(path: Path, ours: ParsedFeed, theirs: ParsedFeed, tally: Tally) -> None:
    for field in ("title", "site_url", "language", "check_floor"):
        tally.compare(path, f"feed {field}", getattr(ours, field), getattr(theirs, field))
    tally.compare(path, "count", len(ours.entries), len(theirs.entries))
    if len(ours.entries) != len(theirs.entries):
        return
    for one, other in zip(ours.entries, theirs.entries, strict=True):
        for (field, mine), (_, its) in zip(_fields(one), _fields(other), strict=True):
            tally.compare(path, field, mine, its)


def _fields(entry: Entry) -> Iterator[tuple[str, object]]:
    for field in ("guid", "url", "title", "author", "published_at", "updated_at", "language"):
        yield field, getattr(entry, field)
    yield "text", entry.body.text
    yield "spans", entry.body.spans
    yield "enclosures", entry.enclosures


def _compare_with_gofeed(path: Path, ours: ParsedFeed, theirs: object, tally: Tally) -> None:
    """Compare what both keep: gofeed's expectations are those of its universal feed."""
    if not isinstance(theirs, dict) or not isinstance(theirs.get("items"), list):
        return
    items = theirs["items"]
    tally.compare(path, "gofeed: count", len(ours.entries), len(items))
    if isinstance(theirs.get("title"), str):
        tally.compare(path, "gofeed: feed title", ours.title, clean_line(theirs["title"]))
    if len(items) != len(ours.entries):
        return
    for entry, item in zip(ours.entries, items, strict=True):
        for field, ours_is in (("guid", entry.guid), ("title", entry.title)):
            if isinstance(item.get(field), str):
                tally.compare(path, f"gofeed: {field}", ours_is, clean_line(item[field]))
        if isinstance(item.get("link"), str):
            tally.compare(path, "gofeed: link", entry.url, web_url(item["link"], URL))
        if isinstance(item.get("publishedParsed"), str):
            date = parse_date(item["publishedParsed"])
            tally.compare(path, "gofeed: published", entry.published_at, date)


if __name__ == "__main__":
    main()
