"""HTML as marked text, and what holds for any marked text."""

from __future__ import annotations

from itertools import pairwise

from newsreader.feeds.markup import html_to_text
from newsreader.model.text import (
    CONTAINERS,
    LEAVES,
    PLACES,
    MarkedText,
    Span,
    SpanKind,
    clean,
    sort_spans,
)

BASE = "https://paper.example/news/today.html"


def marked(html: str) -> MarkedText:
    body = html_to_text(html, base_url=BASE)
    check(body)
    return body


def spans(body: MarkedText, *kinds: SpanKind) -> list[tuple[str, int, str]]:
    return [
        (body.text[span.start : span.end], span.level, span.value)
        for span in body.spans
        if span.kind in kinds
    ]


def check(body: MarkedText) -> None:
    """Assert all that MarkedText promises its readers."""
    text, leaves = body.text, body.leaves()
    assert clean(text) == text
    assert body.spans == sort_spans(list(body.spans))
    assert all(0 <= span.start <= span.end <= len(text) for span in body.spans)
    assert all(clean(span.value) == span.value for span in body.spans)
    assert "".join(_leaves_and_separators(body)) == text
    for span in body.spans:
        if span.kind in CONTAINERS:
            _check_container(span, body)
        elif span.kind not in LEAVES:
            assert any(leaf.start <= span.start and span.end <= leaf.end for leaf in leaves)
            assert span.end > span.start or span.kind in PLACES | {SpanKind.IMAGE}
            assert span.end == span.start or span.kind not in PLACES
        elif span.start == span.end:
            assert span.kind in {SpanKind.RULE, SpanKind.CELL}
    inner = {s.value[1:] for s in body.spans if s.kind is SpanKind.LINK and s.value[:1] == "#"}
    assert inner == {span.value for span in body.spans if span.kind is SpanKind.ANCHOR}
    assert MarkedText.from_json(text, body.spans_to_json()) == body


def _leaves_and_separators(body: MarkedText) -> list[str]:
    """Return the text put together again from its leaves and what must stand between them."""
    rows = [span for span in body.spans if span.kind is SpanKind.ROW]
    leaves = body.leaves()
    pieces = [body.text[leaves[0].start : leaves[0].end]] if leaves else []
    for left, right in pairwise(leaves):
        is_row = any(row.start <= left.start and right.end <= row.end for row in rows)
        pieces += ["\t" if is_row else "\n\n", body.text[right.start : right.end]]
    return pieces


def _check_container(container: Span, body: MarkedText) -> None:
    assert any(leaf.start == container.start for leaf in body.leaves())
    assert any(leaf.end == container.end for leaf in body.leaves())
    for other in body.spans:
        if other.kind in CONTAINERS:
            is_apart = other.end <= container.start or container.end <= other.start
            is_inside = container.start <= other.start and other.end <= container.end
            is_around = other.start <= container.start and container.end <= other.end
            assert is_apart or is_inside or is_around
