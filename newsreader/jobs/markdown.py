"""Articles as Markdown (CommonMark 0.31, tables as GitHub has them)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.jobs.block_tree import Node, block_tree, follows
from newsreader.jobs.records import iso
from newsreader.model.article import Article
from newsreader.model.text import MarkedText, Span, SpanKind

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
# What would make a line another block than a paragraph.
_OPENING = re.compile(r"^(\s*(?:\d{1,9}(?=[.)])|))([#+=.):-])", re.MULTILINE)
_STARS = {SpanKind.STRONG: "**", SpanKind.EMPHASIS: "*"}
_TAGS = {SpanKind.STRONG: "strong", SpanKind.EMPHASIS: "em", SpanKind.CODE: "code"}


def article_to_markdown(article: Article) -> str:
    """Return an article: its title as a heading, where it is from, and its text."""
    headline = article.headline
    facts = [headline.feed, headline.author, iso(headline.published_at)]
    parts = [
        _heading(1, _escape(headline.title) or "Untitled"),
        " · ".join(_escape(fact) for fact in facts if fact),
        f"<{_address(headline.url)}>" if headline.url else "",
        text_to_markdown(article.body),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def text_to_markdown(body: MarkedText) -> str:
    """Return a text with its blocks and inline marks."""
    return "\n".join(_join(block_tree(body), body.text))


def _join(blocks: Sequence[Node], text: str) -> list[str]:
    lines: list[str] = []
    before: Node | None = None
    marker = ""
    for block in blocks:
        is_item = block.span.kind is SpanKind.LIST_ITEM
        is_next = before is not None and follows(block.span, before.span)
        if before is not None and not is_next:
            lines.append("")
        if is_item:
            marker = _marker(block.span, marker, is_next=is_next)
            lines += _item(block, text, marker)
        else:
            marker = ""
            lines += _lines(block, text)
        before = block
    return lines


def _marker(item: Span, before: str, *, is_next: bool) -> str:
    """Return what stands before an item; `before` is the marker of the block before it.

    Only the first number of a list counts, and only another kind of marker begins another list.
    """
    if not item.value.isdigit():
        return "- "
    sign = "." if ("." in before) is is_next or not before else ")"
    return f"{item.value}{sign} "


def _item(item: Node, text: str, marker: str) -> list[str]:
    inner = _join(item.children, text) or [""]
    rest = [f"{' ' * len(marker)}{line}".rstrip() for line in inner[1:]]
    return [f"{marker}{inner[0]}".rstrip(), *rest]


def _lines(block: Node, text: str) -> list[str]:
    match block.span.kind:
        case SpanKind.QUOTE:
            return [f"> {line}".rstrip() for line in _join(block.children, text)]
        case SpanKind.DEFINITION:
            return _join(block.children, text)
        case SpanKind.TABLE:
            return _table(block, text)
        case SpanKind.ROW | SpanKind.CELL:
            return _join(block.children, text) if block.children else [_inline(block, text)]
        case SpanKind.RULE:
            return ["***"]
        case SpanKind.CODE_BLOCK:
            code = text[block.span.start : block.span.end]
            fence = _fence(code, 3)
            return [f"{fence}{block.span.value}", *code.split("\n"), fence]
        case SpanKind.HEADING:
            depth = min(max(block.span.level, 1) + 1, 6)
            return [_heading(depth, _inline(block, text))]
    return _inline(block, text).replace("\n", "\\\n").split("\n")


def _heading(depth: int, inline: str) -> str:
    line = f"{'#' * depth} {inline}".replace("\n", " ")
    # Number signs at the end would only close it.
    return re.sub(r"(?<=\s)(#+)$", r"\\\1", line)


def _table(table: Node, text: str) -> list[str]:
    rows = [
        [_inline(cell, text).replace("\n", " ") for cell in row.children] for row in table.children
    ]
    width = max(map(len, rows), default=0)
    if not width:
        return []
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]


def _inline(leaf: Node, text: str) -> str:
    """Return a leaf's text, its marks around what they cover."""
    start, end = leaf.span.start, leaf.span.end
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    literal: list[Span] = []
    for index, span in enumerate(leaf.inline):
        if span.start == span.end:
            if span.kind is SpanKind.IMAGE:
                opened.setdefault(span.start, []).append("".join(_around(span)))
            continue
        if span.kind is SpanKind.LINK and span.value.startswith("#"):
            continue  # leads to a place in the article, which Markdown has no name for
        is_literal = span.kind is SpanKind.CODE and _is_literal(leaf, index, text)
        if is_literal:
            literal.append(span)
            before, after = _backticks(text[span.start : span.end])
        elif span.kind in _STARS and _is_apart(leaf.span, span, text):
            before = after = _STARS[span.kind]
        else:
            before, after = _around(span)
        opened.setdefault(span.start, []).append(before)
        closed.setdefault(span.end, []).insert(0, after)
    places = sorted({start, end, *opened, *closed})
    parts: list[str] = []
    for at, until in zip(places, [*places[1:], end], strict=True):
        parts += closed.get(at, []) + opened.get(at, [])
        if any(code.start <= at < code.end for code in literal):
            parts.append(text[at:until])
        else:
            # Before a link, an exclamation mark would make it an image.
            parts.append(re.sub("!$", r"\\!" if until < end else "!", _escape(text[at:until])))
    return "".join(parts)


def _is_literal(leaf: Node, index: int, text: str) -> bool:
    """Whether the code at an index of the inline spans can stand between backticks.

    There is no other mark there, no line break, in a table no bar, and in a link no bracket, which
    could make the line a definition of references; and next to it no other backtick.
    """
    span = leaf.inline[index]
    code = text[span.start : span.end]
    if "\n" in code or (leaf.span.kind is SpanKind.CELL and "|" in code):
        return False
    if "]" in code and any(
        link.kind is SpanKind.LINK and link.start <= span.start < link.end for link in leaf.inline
    ):
        return False
    if any(other.start < span.end for other in leaf.inline[index + 1 : index + 2]):
        return False
    others = [other for other in leaf.inline if other.kind is SpanKind.CODE and other is not span]
    is_beside = any(other.end == span.start or other.start == span.end for other in others)
    before = text[max(span.start - 1, leaf.span.start) : span.start]
    after = text[span.end : min(span.end + 1, leaf.span.end)]
    return not is_beside and "`" not in before + after


def _backticks(code: str) -> tuple[str, str]:
    fence = _fence(code, 1)
    return (fence, fence) if len(fence) == 1 else (f"{fence} ", f" {fence}")


def _is_apart(leaf: Span, span: Span, text: str) -> bool:
    """Whether stars around a span are read as marks: white space is outside them, and only there.

    A simple case of the rules of CommonMark (section 6.2, left- and right-flanking).
    """
    before = text[span.start - 1] if span.start > leaf.start else " "
    after = text[span.end] if span.end < leaf.end else " "
    is_tight = not text[span.start].isspace() and not text[span.end - 1].isspace()
    return is_tight and before.isspace() and (after.isspace() or after in ".,;:!?)")


def _around(span: Span) -> tuple[str, str]:
    """Return what stands before and after a span whatever is next to it."""
    if tag := _TAGS.get(span.kind):
        return f"<{tag}>", f"</{tag}>"
    # References are read in a link's address, too.
    address = re.sub(r"&(?=#?\w+;)", "&amp;", _address(span.value))
    return ("![" if span.kind is SpanKind.IMAGE else "["), f"](<{address}>)"


def _fence(code: str, least: int) -> str:
    longest = max(map(len, re.findall("`+", code)), default=0)
    return "`" * (longest + 1 if longest >= least else least)


def _escape(text: str) -> str:
    return _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _address(url: str) -> str:
    return re.sub(r"[<>|\\\s]", lambda match: f"%{ord(match[0]):02X}", url)
