"""One text, many spans: the shape in which every article body is kept.

Every string from outside the program passes `clean` or `clean_line` before it is stored or shown.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Self

BLOCK_SEPARATOR = "\n\n"
CELL_SEPARATOR = "\t"


class SpanKind(StrEnum):
    """What a span says of the text it covers.

    Every character of a text that is not a separator lies in exactly one leaf block (`LEAVES`).
    Containers lie around whole leaves and nest properly. Inline spans lie inside one leaf.
    The value is the short code under which the span is stored.
    """

    PARAGRAPH = "p"
    HEADING = "h"
    CODE_BLOCK = "pre"
    CELL = "td"
    RULE = "hr"

    QUOTE = "q"
    LIST_ITEM = "li"
    DEFINITION = "dd"
    TABLE = "table"
    ROW = "tr"

    STRONG = "b"
    EMPHASIS = "i"
    CODE = "c"
    LINK = "a"
    IMAGE = "img"
    ANCHOR = "id"
    BREAK = "wbr"


LEAVES = frozenset(
    {
        SpanKind.PARAGRAPH,
        SpanKind.HEADING,
        SpanKind.CODE_BLOCK,
        SpanKind.CELL,
        SpanKind.RULE,
    }
)
CONTAINERS = frozenset(
    {SpanKind.QUOTE, SpanKind.LIST_ITEM, SpanKind.DEFINITION, SpanKind.TABLE, SpanKind.ROW}
)
INLINE = frozenset(
    {
        SpanKind.STRONG,
        SpanKind.EMPHASIS,
        SpanKind.CODE,
        SpanKind.LINK,
        SpanKind.IMAGE,
        SpanKind.ANCHOR,
        SpanKind.BREAK,
    }
)
PLACES = frozenset({SpanKind.ANCHOR, SpanKind.BREAK})
"""The inline spans that are always empty: they mark a place, not a stretch."""

CAPTION = "caption"
"""The value of a paragraph that is the caption of a figure or table."""

HYPHEN = "-"
"""The value of a break at which a hyphen is painted."""


class Span(NamedTuple):
    """A stretch `[start, end)` of a text, in code points, and what it is.

    `level` is the depth of a heading (1-6) or the nesting depth of a list item or quote (from 1);
    for a cell, 1 marks a header cell. `value` is the URL of a link or image, the language of a
    code block, the number painted before an item of an ordered list (empty for a bullet),
    `CAPTION` for a caption, the name of an anchor, or `HYPHEN` for a break inside a word that
    takes one. A link whose URL is `#name` leads to the anchor of that name in the same text.
    Only a rule, an empty cell, an anchor, a break and an image without alternative text may be
    empty.
    """

    start: int
    end: int
    kind: SpanKind
    level: int = 0
    value: str = ""


class MarkedText:
    """A text and the sorted spans over it; never changed once it is made.

    Leaves are separated by a blank line (`BLOCK_SEPARATOR`), the cells of one row by a tab. A line
    break inside a paragraph is a single newline. Bullets, quote bars, URLs and column widths are
    painted, never part of the text. Spans are sorted by start, the longer first.

    It goes to other processes as it is stored, and its spans are read when somebody looks at them:
    most texts only pass through on their way to the library.
    """

    __slots__ = ("_json", "_spans", "text")

    def __init__(self, text: str = "", spans: tuple[Span, ...] = ()) -> None:
        self.text = text
        self._spans: tuple[Span, ...] | None = spans
        self._json: str | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MarkedText):
            return NotImplemented
        return self.text == other.text and self.spans == other.spans

    def __hash__(self) -> int:
        return hash((self.text, self.spans))

    def __repr__(self) -> str:
        return f"MarkedText({self.text!r}, {self.spans!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return MarkedText.from_json, (self.text, self.spans_to_json())

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans, sorted by start, the longer first."""
        if self._spans is None:
            assert self._json is not None
            self._spans = tuple(_span_from_row(row) for row in json.loads(self._json))
        return self._spans

    @classmethod
    def from_plain(cls, text: str) -> Self:
        """Make paragraphs of a plain text; blank lines separate them. The text is cleaned."""
        blocks = [block.strip() for block in re.split(r"\n[^\S\n]*\n", clean(text))]
        spans: list[Span] = []
        start = 0
        kept = [block for block in blocks if block]
        for block in kept:
            spans.append(Span(start, start + len(block), SpanKind.PARAGRAPH))
            start += len(block) + len(BLOCK_SEPARATOR)
        return cls(BLOCK_SEPARATOR.join(kept), tuple(spans))

    def leaves(self) -> list[Span]:
        """Return the leaf blocks in reading order."""
        return [span for span in self.spans if span.kind in LEAVES]

    def spans_to_json(self) -> str:
        """Return the spans as the compact JSON under which they are stored."""
        if self._json is None:
            self._json = _TO_JSON.encode([_span_to_row(span) for span in self.spans])
        return self._json

    @classmethod
    def from_json(cls, text: str, spans: str) -> Self:
        """Make the marked text of a stored text and its stored spans."""
        made = cls(text)
        made._spans, made._json = None, spans
        return made


def sort_spans(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans in their canonical order: by start, containers before what they contain."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, _RANK[span.kind])))


_RANK = {kind: rank for rank, kinds in enumerate((CONTAINERS, LEAVES, INLINE)) for kind in kinds}


_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _span_to_row(span: Span) -> tuple[object, ...]:
    if span.value:
        return span
    return span[:4] if span.level else span[:3]


def _span_from_row(row: list[object]) -> Span:
    start, end, kind, *rest = row
    level = rest[0] if rest else 0
    value = rest[1] if len(rest) > 1 else ""
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert isinstance(level, int)
    return Span(start, end, SpanKind(str(kind)), level, str(value))


class _Unwanted(NamedTuple):
    sequences: re.Pattern[str]
    """Control sequences of ECMA-48 with their parameters, and short string sequences (OSC, DCS)."""
    characters: re.Pattern[str]
    """What a terminal obeys or what reorders or hides text."""
    line_ends: re.Pattern[str]


@cache
def _unwanted() -> _Unwanted:
    # Made when a text has any: most have none, and a start need not wait for it.
    return _Unwanted(
        # As a whole, so that no "[31m" is left behind. The bound on strings keeps an unterminated
        # one from swallowing an article.
        re.compile(
            "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
            "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,512}(?:\x07|\x1b\\\\|\x9c)"
            "|\x1b[ -/]{0,4}[0-~]"
        ),
        # C0 and C1 controls but tab and newline, bidi embeddings, overrides and isolates, the soft
        # hyphen, zero-width space, word joiner and byte-order mark, interlinear annotation, and
        # surrogates, which no UTF-8 output can carry.
        re.compile(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
            "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]+"
        ),
        re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029"),
    )


def clean(text: str) -> str:
    """Return `text` without anything a terminal would obey; line ends become newlines.

    Control sequences (ECMA-48) go as a whole, other C0 and C1 controls, bidi controls (UAX #9)
    and invisible joints one by one. Tab and newline stay; so do ZWJ and ZWNJ, which spell emoji
    and Persian. The result is always encodable as UTF-8.
    """
    if text.isprintable() or _without_harmless(text).isprintable():
        return text
    unwanted = _unwanted()
    text = unwanted.line_ends.sub("\n", unwanted.sequences.sub("", text))
    return unwanted.characters.sub("", text)


def _without_harmless(text: str) -> str:
    """Return `text` without what is common and stays, though Python calls it unprintable."""
    return text.replace("\n", "").replace("\t", "").replace("\xa0", "")


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, runs of white space as one space, ends stripped.

    No-break spaces inside stay, as French typography wants them.
    """
    return single_spaced(text).strip()


def single_spaced(text: str) -> str:
    """Return `text` cleaned, each run of spaces, tabs and line ends in it as one space."""
    text = clean(text).replace("\n", " ").replace("\t", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text
