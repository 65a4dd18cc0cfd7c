"""Articles as one HTML page, well-formed as XML too, with nothing in it that runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

from newsreader.jobs.block_tree import Node, block_tree, follows
from newsreader.jobs.records import iso
from newsreader.model.article import Article
from newsreader.model.text import PLACES, MarkedText, Span, SpanKind

_TAGS = {SpanKind.STRONG: "strong", SpanKind.EMPHASIS: "em", SpanKind.CODE: "code"}
_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.5}"
    "pre{overflow:auto}img{max-width:100%}table{border-collapse:collapse}"
    "td,th{border:1px solid;padding:.2em .5em;text-align:left}"
)


def page_start(title: str) -> str:
    """Return the beginning of a page of articles."""
    return (
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml">\n<head>\n'
        f'<meta charset="utf-8"/>\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
    )


PAGE_END = "</body>\n</html>\n"


def article_to_html(article: Article) -> str:
    """Return an article as an element of a page: title, where it is from, text, and files."""
    headline = article.headline
    title = escape(headline.title or "Untitled")
    if headline.url:
        title = f'<a href="{escape(headline.url)}">{title}</a>'
    facts = [escape(fact) for fact in (headline.feed, headline.author) if fact]
    if (at := iso(headline.published_at)) is not None:
        facts.append(f'<time datetime="{at}">{at}</time>')
    language = f' lang="{escape(headline.language)}"' if headline.language else ""
    files = [
        f'<li><a href="{escape(file.url)}">{escape(file.url)}</a></li>'
        for file in article.enclosures
    ]
    lines = [
        f"<article{language}>",
        f"<h1>{title}</h1>",
        f"<p>{' · '.join(facts)}</p>",
        *text_to_html(article.body, prefix=f"{headline.id}-"),
        *(["<ul>", *files, "</ul>"] if files else []),
        "</article>",
    ]
    return "\n".join(lines) + "\n"


class _Source(NamedTuple):
    """A text, and what stands before the names of its places: a page may hold several texts."""

    text: str
    prefix: str

    def name(self, name: str) -> str:
        """Return the name of a place on the page (RFC 3986, section 3.5)."""
        return quote(f"{self.prefix}{name}", safe="")


def text_to_html(body: MarkedText, *, prefix: str = "") -> Iterator[str]:
    """Yield the elements of a text, one by one; `prefix` tells its places from those of others."""
    return _join(block_tree(body), _Source(body.text, prefix))


def _join(blocks: Sequence[Node], source: _Source) -> Iterator[str]:
    before: Node | None = None
    list_end = ""
    for block in blocks:
        is_item = block.span.kind is SpanKind.LIST_ITEM
        if list_end and (before is None or not follows(block.span, before.span)):
            yield list_end
            list_end = ""
        if is_item and not list_end:
            number = block.span.value
            list_end = "</ol>" if number else "</ul>"
            start = f' start="{number}"' if number.isdecimal() and number != "1" else ""
            yield f"<ol{start}>" if number else "<ul>"
        yield _element(block, source)
        before = block
    if list_end:
        yield list_end


def _element(block: Node, source: _Source) -> str:
    span = block.span
    match span.kind:
        case SpanKind.QUOTE:
            return _around("blockquote", block, source)
        case SpanKind.LIST_ITEM:
            return _around("li", block, source)
        case SpanKind.TABLE:
            return _around("table", block, source)
        case SpanKind.ROW:
            return _around("tr", block, source)
        case SpanKind.CELL:
            tag = "th" if span.level == 1 else "td"
            return f"<{tag}>{_inline(block, source)}</{tag}>"
        case SpanKind.RULE:
            return "<hr/>"
        case SpanKind.CODE_BLOCK:
            return f"<pre><code>{_inline(block, source, line_end=chr(10))}</code></pre>"
        case SpanKind.HEADING:
            tag = f"h{min(max(span.level, 1) + 1, 6)}"
            return f"<{tag}>{_inline(block, source)}</{tag}>"
    return _around("div", block, source) if block.children else f"<p>{_inline(block, source)}</p>"


def _around(tag: str, block: Node, source: _Source) -> str:
    inner = "\n".join(_join(block.children, source)) if block.children else _inline(block, source)
    return f"<{tag}>{inner}</{tag}>"


def _inline(leaf: Node, source: _Source, *, line_end: str = "<br/>\n") -> str:
    """Return a leaf's text within its marks; those that cross another are closed and reopened."""
    start, end = leaf.span.start, leaf.span.end
    marks = [span for span in leaf.inline if _is_mark(span)]
    others = [span for span in leaf.inline if span.kind in PLACES | {SpanKind.IMAGE}]
    places = sorted({start, end, *(p for s in (*marks, *others) for p in (s.start, s.end))})
    parts: list[str] = []
    opened: list[Span] = []
    for at, until in pairwise(places):
        wanted = _wanted(marks, at)
        kept = 0
        while kept < min(len(opened), len(wanted)) and opened[kept] == wanted[kept]:
            kept += 1
        parts += [f"</{_tag(span)}>" for span in reversed(opened[kept:])]
        parts += [_opening(span, source) for span in wanted[kept:]]
        opened = wanted
        parts += [_standing(span, source) for span in others if span.start == at]
        if not any(span.start <= at < span.end for span in others):
            parts.append(escape(source.text[at:until]).replace("\n", line_end))
    parts += [f"</{_tag(span)}>" for span in reversed(opened)]
    parts += [_standing(span, source) for span in others if span.start == end]
    return "".join(parts)


def _is_mark(span: Span) -> bool:
    is_link = span.kind is SpanKind.LINK and bool(span.value)
    return span.start < span.end and (is_link or span.kind in _TAGS)


def _wanted(marks: Sequence[Span], at: int) -> list[Span]:
    """Return the marks that hold at a place, outermost first; no link within another."""
    holding = [span for span in marks if span.start <= at < span.end]
    link = next((span for span in holding if span.kind is SpanKind.LINK), None)
    return [span for span in holding if span.kind is not SpanKind.LINK or span is link]


def _tag(span: Span) -> str:
    return _TAGS.get(span.kind, "a")


def _opening(span: Span, source: _Source) -> str:
    if span.kind is not SpanKind.LINK:
        return f"<{_tag(span)}>"
    is_inner = span.value.startswith("#")
    return f'<a href="{f"#{source.name(span.value[1:])}" if is_inner else escape(span.value)}">'


def _standing(span: Span, source: _Source) -> str:
    """Return what stands at one place: an image with its words, the name of a place, a break."""
    if span.kind is SpanKind.IMAGE:
        alt = " ".join(source.text[span.start : span.end].split())
        return f'<img src="{escape(span.value)}" alt="{escape(alt)}"/>'
    return f'<a id="{source.name(span.value)}"></a>' if span.kind is SpanKind.ANCHOR else "<wbr/>"
