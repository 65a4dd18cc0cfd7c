"""An article as one text with its header, broken into lines as they are needed."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from newsreader.model.article import Article
from newsreader.model.mention import Mention, MentionKind
from newsreader.model.text import BLOCK_SEPARATOR, SpanKind
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.layout.block import Block, body_blocks
from newsreader.tui.layout.block_lines import block_lines
from newsreader.tui.layout.byline import byline_of
from newsreader.tui.layout.enclosures import enclosure_line
from newsreader.tui.layout.line import Line, Role, Run

NO_TITLE = "(no title)"

Form: TypeAlias = tuple[MentionKind, str]
"""A kind of name and a canonical form: what the library knows a name of an article by."""


def no_text() -> str:
    """Return what stands where an article has no text."""
    fetches, opens = key_of("full-text"), key_of("open-in-browser")
    here = "This article has no text here."
    return f"{here} {fetches} fetches its page, {opens} opens it in the browser."


class PlacedMention(NamedTuple):
    """A mention at its place in a page's text."""

    start: int
    end: int
    mention: Mention
    is_in_title: bool

    def is_same(self, other: PlacedMention) -> bool:
        """Whether this is the other mention, though moved by the page, or of another kind now."""
        mine, its = self.mention, other.mention
        return (mine.start, mine.end, self.is_in_title) == (its.start, its.end, other.is_in_title)


class Page:
    """An article's title, byline, body and files as one text, so that one offset means one place.

    `body_start` is where the body begins; offsets into the body differ from those into the page
    by it. An article without text has a sentence saying so in its place. Where the body is the
    article's summary, the byline says so.
    """

    def __init__(self, article: Article) -> None:
        title = article.headline.title or NO_TITLE
        byline = byline_of(article)
        self.article = article
        self.title_end = len(title)
        self.byline_start = self.title_end + len(BLOCK_SEPARATOR)
        self.byline_end = self.byline_start + len(byline)
        self.body_start = self.byline_end + len(BLOCK_SEPARATOR)
        self.has_body = bool(article.body.text.strip() or article.body.spans)
        body = article.body.text if self.has_body else no_text()
        self.body_end = self.body_start + len(body)
        self._files = [enclosure_line(enclosure) for enclosure in article.enclosures]
        self.text = BLOCK_SEPARATOR.join((title, byline, body, *self._files))
        self.mentions = self.placed_mentions(article)

    def placed_mentions(self, article: Article) -> list[PlacedMention]:
        """Return the mentions of (a newer state of) the article, title first."""
        in_title = article.title_mentions if article.headline.title else ()
        base = self.body_start
        return [
            *(PlacedMention(m.start, m.end, m, is_in_title=True) for m in in_title),
            *(
                PlacedMention(m.start + base, m.end + base, m, is_in_title=False)
                for m in article.mentions
            ),
        ]

    def form_of(self, placed: PlacedMention) -> Form:
        """Return by what a mention of a name tells which name it means."""
        mention = placed.mention
        return mention.kind, mention.canonical or self.text[placed.start : placed.end]

    @property
    def file_lengths(self) -> list[int]:
        """How many characters the line of each file has; they stand after the body in order."""
        return [len(line) for line in self._files]

    def links(self) -> list[tuple[int, int, str]]:
        """Return the links of the body: where they lie in the body's text, and their URLs."""
        spans = self.article.body.spans
        return [(s.start, s.end, s.value) for s in spans if s.kind is SpanKind.LINK and s.value]

    def place_of(self, url: str) -> int | None:
        """Return where in the page's text the URL of a link within the article (`#name`) leads."""
        spans = self.article.body.spans if url.startswith("#") else ()
        places = (s.start for s in spans if s.kind is SpanKind.ANCHOR and s.value == url[1:])
        return next((start + self.body_start for start in places), None)

    def blocks(self) -> Iterator[Block]:
        """Yield the page's blocks from its top: title, byline, body, files."""
        yield self._whole(Role.TITLE, 0, self.title_end, gap=1)
        yield self._whole(Role.BYLINE, self.byline_start, self.byline_end, gap=0)
        if self.has_body:
            yield from body_blocks(self.article.body, base=self.body_start)
        else:
            yield self._whole(Role.NOTE, self.body_start, self.body_end, gap=1)
        start = self.body_end + len(BLOCK_SEPARATOR)
        for number, line in enumerate(self._files):
            yield self._whole(Role.BYLINE, start, start + len(line), gap=0 if number else 1)
            start += len(line) + len(BLOCK_SEPARATOR)

    def _whole(self, role: Role, start: int, end: int, *, gap: int) -> Block:
        run = Run(self.text[start:end], start, end - start)
        return Block(role, start, end, (run,), gap=gap)


class Layout:
    """The lines of a page at a width in cells, laid out from the top as far as asked for.

    With `is_ordered`, what is written from right to left is painted in the order in which it is
    read; else the terminal does that.
    """

    def __init__(self, page: Page, width: int, *, is_ordered: bool = True) -> None:
        self.page = page
        self._is_ordered = is_ordered
        self.width = max(1, width)
        self.lines: list[Line] = []
        self.is_complete = False
        self.widest = 0
        """The widest code or table so far, in cells and without prefix."""
        self._starts: list[int] = []
        self._source = self._all_lines()

    @property
    def height(self) -> int:
        """Return the number of lines; as long as the layout is not complete, an estimate."""
        if self.is_complete or not self.lines:
            return len(self.lines)
        done = max(1, self._starts[-1])
        return len(self.lines) + len(self.lines) * (len(self.page.text) - done) // done + 1

    def extend_to_line(self, number: int) -> None:
        """Lay out the lines up to `number`."""
        while len(self.lines) <= number and not self.is_complete:
            self._extend()

    def extend_to_offset(self, offset: int) -> None:
        """Lay out the lines up to the place `offset` of the page's text."""
        while not self.is_complete and (not self._starts or self._starts[-1] <= offset):
            self._extend()

    def extend_for(self, seconds: float) -> None:
        """Lay out more lines for about `seconds`."""
        deadline = time.perf_counter() + seconds
        while not self.is_complete and time.perf_counter() < deadline:
            self.extend_to_line(len(self.lines) + 15)

    def line_of(self, offset: int) -> int:
        """Return the number of the line on which the place `offset` of the page's text lies."""
        self.extend_to_offset(offset)
        last = max(0, bisect_right(self._starts, max(0, offset)) - 1)
        number = bisect_left(self._starts, self._starts[last])
        while number < last and not self.lines[number].has(offset):
            number += 1
        return number

    def _extend(self) -> None:
        line = next(self._source, None)
        if line is None:
            self.is_complete = True
            return
        self.widest = max(self.widest, line.extent)
        self.lines.append(line)
        self._starts.append(line.start)

    def _all_lines(self) -> Iterator[Line]:
        for block in self.page.blocks():
            yield from block_lines(block, self.width, is_ordered=self._is_ordered)
        yield Line(Role.GAP, len(self.page.text))
