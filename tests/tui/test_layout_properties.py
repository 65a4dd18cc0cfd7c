"""What holds for the layout of any article: it fits, shows all of the text once, and leads back."""

from __future__ import annotations

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from newsreader.feeds.markup import html_to_text
from newsreader.model.text import SpanKind
from newsreader.tui.layout.line import Line, Role
from newsreader.tui.layout.page import Layout, Page
from tests.tui.article_bodies import make_article

WORDS = st.text(
    st.one_of(
        st.sampled_from(
            "ab é-–«»!;, \u00a0/国。、（한👩👍\u200d\ufe0f\u0301🏽🇫🇷\u00ad\u200bאב1.ـم"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
).map(escape)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["b", "em", "code", "a href='/x'", "sup"]), inner).map(
            lambda made: f"<{made[0]}>{made[1]}</{made[0].split()[0]}>"
        ),
        st.tuples(inner, inner).map("<wbr>".join),
        st.tuples(inner, inner).map("<br>".join),
        inner.map(
            lambda text: f"{text}<img src='/i.png' alt='{text[:9] if text.isalnum() else ''}'>"
        ),
    ),
    max_leaves=4,
)
BLOCKS = st.recursive(
    st.one_of(
        INLINE.map(lambda text: f"<p>{text}</p>"),
        st.tuples(st.integers(1, 6), INLINE).map(
            lambda made: f"<h{made[0]}>{made[1]}</h{made[0]}>"
        ),
        WORDS.map(lambda text: f"<pre>{text}\n\t{text}</pre>"),
        st.just("<hr>"),
        st.just("<p><img src='/a.png'></p>"),
        st.lists(st.lists(INLINE, min_size=2, max_size=4), min_size=1, max_size=3).map(
            lambda rows: "<table>{}</table>".format(
                "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in rows)
            )
        ),
    ),
    lambda inner: st.one_of(
        *(
            st.lists(inner, max_size=3).map(
                lambda blocks, shape=shape: shape.format("".join(blocks))
            )
            for shape in (
                "<blockquote>{}</blockquote>",
                "<ul><li>{}</ul>",
                "<ol start=98><li>{}<li>b</ol>",
                "<dl><dt>a<dd>{}</dl>",
                "<figure>{}<figcaption>c</figcaption></figure>",
            )
        )
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, max_size=4).map("".join), st.integers(1, 60), st.booleans())
def test_any_article_is_shown_whole_and_in_order(html: str, width: int, is_ordered: bool) -> None:
    """Every line fits, every character is painted once and in order, and leads back."""
    page = Page(make_article(html_to_text(html, base_url="https://example.org/")))
    layout = Layout(page, width, is_ordered=is_ordered)
    layout.extend_to_offset(10**9)
    starts = [line.start for line in layout.lines]
    assert starts == sorted(starts)
    holders = [0] * len(page.text)
    for line in layout.lines:
        check_fits(line, width)
        column = len(line.prefix)
        for run in line.runs:
            for offset in range(run.start, run.end):
                holders[offset] += 1
                if run.is_literal:
                    assert line.offset_at(column + offset - run.start) == offset
            column += len(run.text)
    for offset, character in enumerate(page.text):
        assert holders[offset] == 1 or (holders[offset] == 0 and character.isspace())
        if holders[offset]:
            assert layout.lines[layout.line_of(offset)].has(offset)


def check_fits(line: Line, width: int) -> None:
    """Assert that a line has at most `width` cells, but for what is shifted or cannot be parted."""
    if line.role in (Role.CODE, Role.TABLE, Role.TABLE_HEAD):
        assert cell_len(line.text) <= max(width, len(line.prefix) + line.extent)
        return
    graphemes, _ = split_graphemes("".join(run.text for run in line.runs).strip())
    assert cell_len(line.text) <= width or len(graphemes) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(2, 30))
def test_hyphens_are_painted_only_where_a_word_is_broken(words: list[str], width: int) -> None:
    """A painted hyphen stands at a soft hyphen, at the end of a line, and takes no room from it."""
    body = html_to_text("\u00ad".join(words))
    page = Page(make_article(body))
    soft = {s.start + page.body_start for s in body.spans if s.kind is SpanKind.BREAK and s.value}
    layout = Layout(page, width)
    layout.extend_to_offset(10**9)
    for line in layout.lines:
        hyphens = [run for run in line.runs if run.text == "-" and not run.length]
        assert hyphens == [] or hyphens == [line.runs[-1]]
        assert {run.start for run in hyphens} <= soft
        check_fits(line, width)
