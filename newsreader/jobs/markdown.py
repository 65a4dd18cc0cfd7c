"""Articles as Markdown (CommonMark 0.31, tables as GitHub has them)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsreader.jobs.records import iso
from newsreader.model.article import Article
from newsreader.model.text import CONTAINERS, LEAVES, MarkedText, Span, SpanKind

_DEEPEST = 20
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
# What would make a line another block than a paragraph.
_OPENING = re.compile(r"^(\s*(?:\d{1,9}(?=[.)])|))([#+=.)-])", re.MULTILINE)
_MARKS = {SpanKind.STRONG: "**", SpanKind.EMPHASIS: "*"}


@dataclass(slots=True)
class _Node:
    """A block: a container with blocks inside, or a leaf with its inline spans."""

    span: Span
    children: list[_Node] = field(default_factory=list)
    inline: list[Span] = field(default_factory=list)


def article_to_markdown(article: Article) -> str:
    """Return an article: its title as a heading, where it is from, and its text."""
    headline = article.headline
    facts = [headline.feed, headline.author, iso(headline.published_at)]
    parts = [
        f"# {_escape(headline.title) or 'Untitled'}",
        " · ".join(_escape(fact) for fact in facts if fact),
        f"<{_address(headline.url)}>" if headline.url else "",
        text_to_markdown(article.body),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def text_to_markdown(body: MarkedText) -> str:
    """Return a text with its blocks and inline marks."""
    return "\n".join(_join(_blocks(body), body.text))


def _blocks(body: MarkedText) -> list[_Node]:
    """Return the outermost blocks. The order of spans makes this a single pass."""
    root = _Node(Span(0, len(body.text), SpanKind.QUOTE))
    path = [root]
    leaf = root
    for span in body.spans:
        while len(path) > 1 and path[-1].span.end < span.start:
            path.pop()
        if span.kind in LEAVES:
            leaf = _Node(span)
            path[-1].children.append(leaf)
        elif span.kind not in CONTAINERS:
            leaf.inline.append(span)
        elif len(path) <= _DEEPEST:
            path.append(_Node(span))
            path[-2].children.append(path[-1])
    return root.children


def _join(blocks: Sequence[_Node], text: str) -> list[str]:
    lines: list[str] = []
    before: SpanKind | None = None
    for block in blocks:
        kind = block.span.kind
        if before is not None and not (kind is before is SpanKind.LIST_ITEM):
            lines.append("")
        lines += _lines(block, text)
        before = kind
    return lines


def _lines(block: _Node, text: str) -> list[str]:
    match block.span.kind:
        case SpanKind.QUOTE:
            return [f"> {line}".rstrip() for line in _join(block.children, text)]
        case SpanKind.LIST_ITEM:
            marker = f"{block.span.value}. " if block.span.value.isdigit() else "- "
            inner = _join(block.children, text) or [""]
            indent = " " * len(marker)
            rest = [f"{indent}{line}".rstrip() for line in inner[1:]]
            return [f"{marker}{inner[0]}".rstrip(), *rest]
        case SpanKind.TABLE:
            return _table(block, text)
        case SpanKind.ROW | SpanKind.CELL:
            return _join(block.children, text) if block.children else [_inline(block, text)]
        case SpanKind.RULE:
            return ["---"]
        case SpanKind.CODE_BLOCK:
            code = text[block.span.start : block.span.end]
            fence = _fence(code, 3)
            return [f"{fence}{block.span.value}", *code.split("\n"), fence]
        case SpanKind.HEADING:
            depth = min(max(block.span.level, 1) + 1, 6)
            return [f"{'#' * depth} {_inline(block, text)}".replace("\n", " ")]
    return _inline(block, text).replace("\n", "\\\n").split("\n")


def _table(table: _Node, text: str) -> list[str]:
    rows = [
        [_inline(cell, text).replace("\n", " ") for cell in row.children] for row in table.children
    ]
    width = max(map(len, rows), default=0)
    if not width:
        return []
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]


def _inline(leaf: _Node, text: str) -> str:
    """Return a leaf's text, its marks around what they cover."""
    start, end = leaf.span.start, leaf.span.end
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    code: list[tuple[int, int]] = []
    for span in leaf.inline:
        if span.start == span.end and span.kind is not SpanKind.IMAGE:
            continue
        before, after = _marks(span, text)
        if span.start == span.end:
            opened.setdefault(span.start, []).append(before + after)
            continue
        opened.setdefault(span.start, []).append(before)
        closed.setdefault(span.end, []).insert(0, after)
        if span.kind is SpanKind.CODE:
            code.append((span.start, span.end))
    places = sorted({start, end, *opened, *closed})
    parts: list[str] = []
    for at, until in zip(places, [*places[1:], end], strict=True):
        parts += closed.get(at, []) + opened.get(at, [])
        is_code = any(low <= at < high for low, high in code)
        parts.append(text[at:until] if is_code else _escape(text[at:until]))
    return "".join(parts)


def _marks(span: Span, text: str) -> tuple[str, str]:
    if span.kind is SpanKind.CODE:
        fence = _fence(text[span.start : span.end], 1)
        return (fence, fence) if len(fence) == 1 else (f"{fence} ", f" {fence}")
    if span.kind in (SpanKind.LINK, SpanKind.IMAGE):
        return ("![" if span.kind is SpanKind.IMAGE else "["), f"](<{_address(span.value)}>)"
    return (_MARKS[span.kind],) * 2


def _fence(code: str, least: int) -> str:
    longest = max(map(len, re.findall("`+", code)), default=0)
    return "`" * (longest + 1 if longest >= least else least)


def _escape(text: str) -> str:
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _address(url: str) -> str:
    return re.sub(r"[<>\\\s]", lambda match: f"%{ord(match[0]):02X}", url)
