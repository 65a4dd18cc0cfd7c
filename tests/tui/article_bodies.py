"""Bodies of articles built by tests, and their lines."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from newsreader.model.article import Article, Headline
from newsreader.model.text import MarkedText, Span, SpanKind, clean, sort_spans
from newsreader.tui.layout.line import Line, Role
from newsreader.tui.layout.page import Layout, Page

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)


def make_article(body: MarkedText, title: str = "A title", **more) -> Article:
    headline = Headline(1, 1, "The Feed", title, None, "Ann Author", NOON, NOON, language="fr")
    return Article(headline, body, **more)


def lay_out(body: MarkedText, width: int = 40) -> Layout:
    layout = Layout(Page(make_article(body)), width)
    layout.extend_to_offset(10**9)
    return layout


def body_lines(body: MarkedText, width: int = 40) -> list[Line]:
    """The lines below the header, without the blank ones at both ends."""
    layout = lay_out(body, width)
    first = next(i for i, line in enumerate(layout.lines) if line.role is Role.BYLINE)
    while layout.lines[first].role in (Role.BYLINE, Role.GAP):
        first += 1
    return layout.lines[first:-1]


def painted(body: MarkedText, width: int = 40) -> list[str]:
    return [line.text.rstrip() for line in body_lines(body, width)]


class Body:
    """Builds a body leaf by leaf; `around` closes a container over what came since a place."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[Span] = []

    def leaf(self, text, kind=SpanKind.PARAGRAPH, level=0, value="", separator="\n\n") -> int:
        if self.spans:
            self.text += separator
        start = len(self.text)
        self.text += text
        self.spans.append(Span(start, len(self.text), kind, level, value))
        return start

    def around(self, start: int, kind: SpanKind, level=0, value="") -> None:
        self.spans.append(Span(start, len(self.text), kind, level, value))

    def inline(self, part: str, kind: SpanKind, value="") -> None:
        start = self.text.rindex(part)
        self.spans.append(Span(start, start + len(part), kind, 0, value))

    def item(self, text: str, level=1, value="") -> None:
        self.around(self.leaf(text), SpanKind.LIST_ITEM, level, value)

    def table(self, *rows: tuple[str, ...], has_head=True) -> None:
        table_start = None
        for number, row in enumerate(rows):
            row_start = None
            for column, text in enumerate(row):
                level = int(has_head and number == 0)
                separator = "\t" if column else "\n\n"
                start = self.leaf(text, SpanKind.CELL, level, separator=separator)
                row_start = start if row_start is None else row_start
            self.around(row_start, SpanKind.ROW)
            table_start = row_start if table_start is None else table_start
        self.around(table_start, SpanKind.TABLE)

    def done(self) -> MarkedText:
        return MarkedText(self.text, sort_spans(self.spans))


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab é-–«»!; \u00a0\n,/国。、（）한👩👍\u200d\ufe0f\u0301🏽"),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
).map(clean)
