"""An article as one text with its header, broken into lines as they are needed."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.model.article import Article
from newsreader.model.mention import Mention
from newsreader.model.text import BLOCK_SEPARATOR, Span, SpanKind
from newsreader.tui.layout.block import Block, body_blocks, shifted
from newsreader.tui.layout.enclosures import enclosure_line
from newsreader.tui.layout.line import Line, Role, Run, cut_runs
from newsreader.tui.layout.table import table_lines
from newsreader.tui.layout.wrap import wrap

NO_TITLE = "(no title)"
NO_TEXT = "This article has no text here. x fetches its page, o opens it in the browser."
_TAB = 4
_LONGEST_CODE_LINE = 4096
_LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


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
        body = article.body.text if self.has_body else NO_TEXT
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

    def links(self) -> list[tuple[int, int, str]]:
        """Return the links of the body: where they lie in the body's text, and their URLs."""
        spans = self.article.body.spans
        return [(s.start, s.end, s.value) for s in spans if s.kind is SpanKind.LINK and s.value]

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


def language_name(code: str) -> str:
    """Return the English name of a language; its code where there is none here."""
    return _LANGUAGES.get(code, code)


def byline_of(article: Article) -> str:
    """Return feed, author, local date, language and which text it is on one line."""
    headline = article.headline
    language = headline.language or ""
    changed_at = article.changed_at
    parts = (
        headline.feed,
        headline.author,
        _in_words(headline.published_at or headline.sort_at),
        f"changed\u00a0{_in_words(changed_at)}" if changed_at else "",
        language_name(language),
        _which_text(article),
    )
    return "\u00a0· ".join(part for part in parts if part)


def _which_text(article: Article) -> str:
    if not article.headline.has_full_text:
        return ""
    return "summary" if article.body is article.summary else "full\u00a0text"


def _in_words(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.day}\u00a0{local:%B\u00a0%Y}, {local:%H:%M}"


class Layout:
    """The lines of a page at a width in cells, laid out from the top as far as asked for."""

    def __init__(self, page: Page, width: int) -> None:
        self.page = page
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
            yield from block_lines(block, self.width)
        yield Line(Role.GAP, len(self.page.text))


def block_lines(block: Block, width: int) -> Iterator[Line]:
    """Yield the lines of a block, the blank ones above it first."""
    for _ in range(block.gap):
        yield Line(Role.GAP, block.start, prefix=block.gap_prefix)
    # Nesting never takes more than half of the line.
    hidden = max(0, len(block.prefix) - width // 2)
    prefixes = block.first_prefix[hidden:], block.prefix[hidden:]
    inner = max(1, width - cell_len(prefixes[1]))
    if block.role is Role.TABLE:
        lines = table_lines(block, inner)
    elif block.role is Role.CODE:
        lines = _code_lines(block)
    elif block.role is Role.RULE:
        lines = iter((Line(Role.RULE, block.start, (Run("─" * inner, block.start, 0),)),))
    else:
        lines = _wrapped_lines(block, inner)
    is_first = True
    for line in lines:
        yield line._replace(prefix=prefixes[0] if is_first else prefixes[1])
        is_first = False


def _wrapped_lines(block: Block, width: int) -> Iterator[Line]:
    text = block.runs[0].text if len(block.runs) == 1 else "".join(r.text for r in block.runs)
    spans = _Sweep(block.spans, block.base)
    last = block.start
    for start, end in wrap(text, width):
        runs = cut_runs(block.runs, start, end)
        first, last = (runs[0].start, runs[-1].end) if runs else (last, last)
        yield Line(block.role, first, runs, level=block.level, spans=spans.touching(first, last))


def _code_lines(block: Block) -> Iterator[Line]:
    spans = _Sweep(block.spans, block.base)
    painted: list[tuple[Run, ...]] = []
    at = block.start
    for text in "".join(run.text for run in block.runs).split("\n"):
        for cut in range(0, max(1, len(text)), _LONGEST_CODE_LINE):
            start = at + cut
            part = text[cut : cut + _LONGEST_CODE_LINE]
            painted.append((Run(" ", start, 0), *_code_runs(part, start)))
        at += len(text) + 1
    extent = max(sum(cell_len(run.text) for run in runs) for runs in painted)
    for runs in painted:
        start, end = runs[0].start, runs[-1].end
        yield Line(Role.CODE, start, runs, spans=spans.touching(start, end), extent=extent)


class _Sweep:
    """Spans looked at from left to right: each line gets those that touch it, however many."""

    def __init__(self, spans: tuple[Span, ...], base: int) -> None:
        self._coming = list(reversed(spans))
        self._base = base
        self._current: list[Span] = []

    def touching(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the spans that touch `[start, end)`, which lies behind those asked for before."""
        if self._current:
            self._current = [span for span in self._current if span.end > start]
        while self._coming and self._coming[-1].start + self._base < end:
            (span,) = shifted((self._coming.pop(),), self._base)
            if span.end > start:
                self._current.append(span)
        return tuple(self._current)


def _code_runs(text: str, start: int) -> tuple[Run, ...]:
    """Return a line of code with its tabs as blanks up to the next column of tabs."""
    if "\t" not in text:
        return (Run(text, start, len(text)),)
    runs: list[Run] = []
    column = 0
    for number, part in enumerate(text.split("\t")):
        if number:
            blanks = _TAB - column % _TAB
            runs.append(Run(" " * blanks, start, 1))
            start += 1
            column += blanks
        if part:
            runs.append(Run(part, start, len(part)))
            start += len(part)
            column += cell_len(part)
    return tuple(runs)
