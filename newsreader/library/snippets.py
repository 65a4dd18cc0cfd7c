"""A line of an article's text around the first hits of a search."""
# ruff: noqa: S608 - the SQL is put together of this package's own words; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newsreader.library.hits import Hit, HitFinder

_READ = 200_000
"""Characters of a text in which hits are looked for."""

_ELLIPSIS = "… "


def of(
    connection: sqlite3.Connection, finder: HitFinder, article_ids: Sequence[int], width: int
) -> dict[int, str]:
    """Return the snippets of articles, by their ids; see `snippet`."""
    rows = connection.execute(
        "SELECT article_id, substr(text, 1, ?) FROM body "
        f"WHERE article_id IN ({','.join(str(int(each)) for each in article_ids)})",
        (_READ,),
    )
    return {article_id: snippet(finder, text, width) for article_id, text in rows}


def snippet(finder: HitFinder, text: str, width: int) -> str:
    """Return a line of a text in which most of the words stand within `width` characters.

    A little of what comes before the first of them is shown. Without any hit it is the beginning
    of the text. The line is longer than `width` where the text is, and never ends amid a word.
    """
    hits = finder.in_text(text)
    start = 0
    if hits:
        first = _best(hits, width)
        # Near the end more of what comes before has room.
        after = len(text) - first + len(_ELLIPSIS)
        start = _start(text, first, max(width // 4, width - after))
    line = " ".join(text[start : start + 2 * width].split())
    if start + 2 * width < len(text):
        line = line.rpartition(" ")[0] or line
    return f"{_ELLIPSIS}{line}" if start else line


def _best(hits: Sequence[Hit], width: int) -> int:
    """Return where the first stretch begins that has most of the different words."""
    best, most = hits[0].start, 0
    for place, hit in enumerate(hits):
        terms: set[int] = set()
        for other in hits[place : place + 16]:
            if other.end - hit.start > width * 3 // 4:
                break
            terms.add(other.term)
        if len(terms) > most:
            best, most = hit.start, len(terms)
    return best


def _start(text: str, hit: int, before: int) -> int:
    """Return where a line begins whose first hit has at most `before` characters before it."""
    start = max(0, hit - before)
    block = text.rfind("\n", start, hit)
    if block >= 0:
        return block + 1
    if start == 0 or not text[start - 1].strip():
        return start
    words = [place for place in range(start, hit) if not text[place].strip()]
    return words[0] + 1 if words else start
