"""What can be followed from a page: its links and files, and notes within the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from newsreader.model.text import BLOCK_SEPARATOR, LEAVES, SpanKind
from newsreader.tui.layout.find import FoldedText
from newsreader.tui.layout.page import Page

_NOTE_WORDS = re.compile(
    r"(?:foot|end)?note|f(?:oot)?n|back|ref(?:erence)?s?|cite|anc|sym|_|\W", re.IGNORECASE
)


class Target(NamedTuple):
    """A stretch `[start, end)` of a page's text that leads somewhere.

    `file` is the number of the article's file that it is, from 0; None for a link.
    """

    start: int
    end: int
    url: str
    file: int | None = None


def page_targets(page: Page) -> list[Target]:
    """Return a page's links in order, then its files."""
    base = page.body_start
    found = [Target(start + base, end + base, url) for start, end, url in page.links()]
    at = page.body_end + len(BLOCK_SEPARATOR)
    for number, (file, length) in enumerate(
        zip(page.article.enclosures, page.file_lengths, strict=True)
    ):
        found.append(Target(at, at + length, file.url, number))
        at += length + len(BLOCK_SEPARATOR)
    return found


def destination(page: Page, target: Target, targets: Sequence[Target]) -> int | None:
    """Return where in the page's text a link within the page leads, or None for any other.

    Articles are kept without the names of their places. A note is known by its own link back to
    the text, whose name is that of the note but for words like `ref`; a heading by its words.
    """
    address, _, name = target.url.partition("#")
    if not name or target.file is not None:
        return None
    inside = [t for t in targets if t.file is None and t.url.partition("#")[0] == address]
    key = _key(name)
    others = [t for t in inside if t.url != target.url and _is_like(key, _key(_name(t)))]
    after = next((t for t in others if t.start > target.start), None)
    before = next((t for t in reversed(others) if t.start < target.start), None)
    is_own = address == (page.article.headline.url or "").partition("#")[0]
    if after is not None:
        return _leaf_start(page, after.start)
    if before is not None:
        return before.start
    return _heading(page, target) if is_own else None


def _name(target: Target) -> str:
    return target.url.partition("#")[2]


def _key(name: str) -> list[str]:
    """Return what tells a note from others: the numbers of its name, or what else is in it."""
    name = unquote(name)
    return re.findall(r"\d+", name) or [_NOTE_WORDS.sub("", name).lower()]


def _is_like(one: list[str], other: list[str]) -> bool:
    """Whether two names are of one note: `cite_ref-3_1` is the second place that names `3`."""
    shorter, longer = sorted((one, other), key=len)
    return longer[: len(shorter)] == shorter and any(shorter)


def _leaf_start(page: Page, place: int) -> int:
    base = page.body_start
    leaves = (s for s in page.article.body.spans if s.kind in LEAVES)
    return next((s.start + base for s in leaves if s.start + base <= place < s.end + base), place)


def _heading(page: Page, target: Target) -> int | None:
    text, base = page.text, page.body_start
    words = FoldedText(text[target.start : target.end]).folded.strip()
    for span in page.article.body.spans:
        if span.kind is SpanKind.HEADING:
            heading = text[span.start + base : span.end + base]
            if words and FoldedText(heading).folded.strip() == words:
                return span.start + base
    return None
