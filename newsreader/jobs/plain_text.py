"""Articles as plain text: a paragraph a line, bullets and quote signs kept, links at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsreader.jobs.block_tree import Node, block_tree, follows
from newsreader.jobs.records import iso
from newsreader.model.article import Article
from newsreader.model.text import MarkedText, SpanKind

_RULE = "* * *"
_BULLETS = "•◦▪"


class _Stretch(NamedTuple):
    """The part `[start, end)` of a text that is wanted."""

    text: str
    start: int
    end: int

    def touches(self, node: Node) -> bool:
        """Whether something of a block is wanted; a block without text, where both sides are."""
        span = node.span
        if span.start == span.end:
            return self.start < span.start < self.end or (self.start, self.end) == (
                0,
                len(self.text),
            )
        return span.start < self.end and span.end > self.start

    def of(self, node: Node) -> str:
        """Return what is wanted of a leaf."""
        return self.text[max(self.start, node.span.start) : min(self.end, node.span.end)]


def article_to_text(article: Article) -> str:
    """Return an article: title, where it is from, its text, and the addresses it links to."""
    headline = article.headline
    facts = [headline.feed, headline.author, iso(headline.published_at)]
    parts = [
        headline.title or "Untitled",
        "\n".join(part for part in (" · ".join(filter(None, facts)), headline.url) if part),
        plain_text(article.body),
        _links(article.body),
        "\n".join(file.url for file in article.enclosures),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain_text(body: MarkedText, start: int = 0, end: int | None = None) -> str:
    """Return the stretch `[start, end)` of a text, in code points, one line a paragraph.

    The items of a list stand together, each with its bullet or number if it is there from its
    beginning; quotes have `> ` before every line, the cells of a table's row tabs between them.
    Of a stretch within a single block only the text is returned.
    """
    stretch = _Stretch(body.text, max(0, start), len(body.text) if end is None else end)
    blocks = block_tree(body)
    single = _single(blocks, stretch)
    if single is not None and (single.span.start, single.span.end) != (0, len(body.text)):
        return stretch.of(single)
    return "\n".join(_join(blocks, stretch))


def _single(blocks: Sequence[Node], stretch: _Stretch) -> Node | None:
    """Return the only leaf of which something is wanted, or None where there are several."""
    touched = [block for block in blocks if stretch.touches(block)]
    if len(touched) != 1:
        return None
    return _single(touched[0].children, stretch) if touched[0].children else touched[0]


def _join(blocks: Sequence[Node], stretch: _Stretch) -> list[str]:
    lines: list[str] = []
    before: Node | None = None
    for block in blocks:
        if not stretch.touches(block):
            continue
        if before is not None and not follows(block.span, before.span):
            lines.append("")
        lines += _lines(block, stretch)
        before = block
    return lines


def _lines(block: Node, stretch: _Stretch) -> list[str]:
    span = block.span
    match span.kind:
        case SpanKind.QUOTE:
            return [f"> {line}".rstrip() for line in _join(block.children, stretch)]
        case SpanKind.LIST_ITEM:
            sign = f"{span.value}." if span.value else _BULLETS[(max(1, span.level) - 1) % 3]
            inner = _join(block.children, stretch) or [""]
            is_whole = span.start >= stretch.start
            indent = " " * (len(sign) + 1)
            first = f"{sign} {inner[0]}" if is_whole else f"{indent}{inner[0]}"
            return [first.rstrip(), *(f"{indent}{line}".rstrip() for line in inner[1:])]
        case SpanKind.DEFINITION:
            return [f"    {line}".rstrip() for line in _join(block.children, stretch)]
        case SpanKind.TABLE:
            return [line for row in block.children for line in _lines(row, stretch)]
        case SpanKind.ROW:
            cells = (stretch.of(cell).replace("\n", " ") for cell in block.children)
            return ["\t".join(cells)] if stretch.touches(block) else []
        case SpanKind.RULE:
            return [_RULE]
    if block.children:
        return _join(block.children, stretch)
    return stretch.of(block).split("\n")


def _links(body: MarkedText) -> str:
    """Return the addresses a text links to, each once, with the words they stand at."""
    words: dict[str, str] = {}
    for span in body.spans:
        if span.kind is SpanKind.LINK and span.value and not span.value.startswith("#"):
            words.setdefault(span.value, " ".join(body.text[span.start : span.end].split()))
    lines = [
        f"[{number}] {text}: {url}" if text and text != url else f"[{number}] {url}"
        for number, (url, text) in enumerate(words.items(), 1)
    ]
    return "\n".join(["Links:", *lines]) if lines else ""
