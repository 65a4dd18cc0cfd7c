"""HTML to marked text: the words a browser would show, and spans that keep the contract."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.markup import html_to_text
from newsreader.model.text import (
    SpanKind,
)
from tests.feeds.marked import BASE, check, marked, spans


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Hello\n   <b>big </b> world", "Hello big world"),
        ("a<b> b </b>c", "a b c"),
        ("<p> one </p>\n<p>two", "one\n\ntwo"),
        ("a  <br>  b", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("<p>a<br></p><p><br>b</p>", "a\n\nb"),
        ("10&nbsp;km", "10\u00a0km"),
        ("<p>&nbsp;</p><p></p><div> </div>x", "x"),
        ("caf&eacute; &#146;s &amp; &lt;b&gt;", "café ’s & <b>"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("<?xml version='1.0' encoding='latin-1'?><p>é</p>", "é"),
        ("<![CDATA[<p>wrapped twice</p>]]>", "wrapped twice"),
        ("a\0b", "ab"),
        ("&lt;b&gt; it&rsquo;s\n 5 &#8364;\0\t", "<b> it’s 5 €"),
        ("a \u200b b<br> \n <i>c</i>\n", "a b\nc"),
        ("a<!-- hidden -->b<script>c()</script><style>d{}</style>e", "abe"),
        ("<p hidden>a<p style='color:red; display: none'>b<p>c", "c"),
        ("<form>Name <input value=x><select><option>y</select><button>Go</button></form>", "Name"),
        ("<q>hi</q>, 5 m<sup>2</sup>, the 1<sup>st</sup>", "“hi”, 5 m², the 1st"),
        ("x<unknown>y</unknown>z", "xyz"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_the_text_is_what_a_browser_shows(html: str, text: str) -> None:
    """White space, entities, comments and hidden elements come out as in a browser."""
    assert marked(html).text == text


def test_terminal_controls_do_not_get_through() -> None:
    """No control sequence or bidi override survives, written as a character or as an entity."""
    assert marked("a\x1b[31mb\u202ec&#x202e;&#27;[0m&#8203;d").text == "abcd"
    assert marked("<a href='https://a.example/\x1b[2J\u202e'>x</a>").spans[-1].value == (
        "https://a.example/"
    )


def test_headings_have_levels() -> None:
    """A heading is a leaf with its level."""
    body = marked("<h1>A</h1><h3>B <i>c</i></h3>text")
    assert spans(body, SpanKind.HEADING) == [("A", 1, ""), ("B c", 3, "")]
    assert spans(body, SpanKind.PARAGRAPH) == [("text", 0, "")]


def test_lists_nest_and_count() -> None:
    """List items carry their depth and the number painted before them."""
    body = marked("<ol start=3><li>a<ul><li>b</ul><li value=9><p>c<p>d</ol><ol reversed><li>e<li>f")
    assert spans(body, SpanKind.LIST_ITEM) == [
        ("a\n\nb", 1, "3"),
        ("b", 2, ""),
        ("c\n\nd", 1, "9"),
        ("e", 1, "2"),
        ("f", 1, "1"),
    ]


def test_quotes_nest() -> None:
    """A quote within a quote is one deeper."""
    body = marked("<blockquote>a<blockquote><p>b</blockquote></blockquote>c")
    assert spans(body, SpanKind.QUOTE) == [("a\n\nb", 1, ""), ("b", 2, "")]


def test_code_keeps_its_white_space() -> None:
    """Preformatted code keeps blanks and lines, and knows its language."""
    body = marked('<pre><code class="hl language-python">\ndef f():\n\treturn  1\n\n</code></pre>')
    assert spans(body, SpanKind.CODE_BLOCK) == [("def f():\n\treturn  1", 0, "python")]
    assert spans(body, SpanKind.CODE) == []


def test_links_are_absolute_and_safe() -> None:
    """Links are resolved against the page; what no browser should follow is only its text."""
    body = marked(
        "<a href=' /a b?x=1&y=2 '>one</a> <a href='javascript:alert(1)'>two</a>"
        " <a name=spot>here</a>"
        " <a href='mailto:x@y.example'>three</a> <a href='http://[bad'>four</a>"
    )
    assert body.text == "one two here three four"
    assert spans(body, SpanKind.LINK) == [
        ("one", 0, "https://paper.example/a%20b?x=1&y=2"),
        ("three", 0, "mailto:x@y.example"),
    ]


def test_a_link_around_blocks_is_split() -> None:
    """An inline element around blocks becomes a span in each of them."""
    body = marked("<a href=/x><b><p>one<p>two</b></a> three")
    assert spans(body, SpanKind.LINK) == [
        ("one", 0, "https://paper.example/x"),
        ("two", 0, "https://paper.example/x"),
    ]


def test_a_video_becomes_a_link() -> None:
    """Where a page would embed a player, a link leads to it."""
    body = marked("a<iframe src='https://video.example/1' title='The  talk'></iframe>b")
    assert body.text == "a\n\nThe talk\n\nb"
    assert spans(body, SpanKind.LINK) == [("The talk", 0, "https://video.example/1")]


def test_tables_have_rows_and_cells() -> None:
    """A table of data has rows of cells, some of them headers, empty ones kept."""
    body = marked(
        "<table><caption>Trees</caption><tr><th>Name<th>Height</tr>"
        "<tr><td><p>Oak</p>tall<td></tr><tr></tr></table>after"
    )
    assert body.text == "Trees\n\nName\tHeight\n\nOak\ntall\t\n\nafter"
    assert spans(body, SpanKind.CELL) == [
        ("Name", 1, ""),
        ("Height", 1, ""),
        ("Oak\ntall", 0, ""),
        ("", 0, ""),
    ]
    assert len(spans(body, SpanKind.TABLE)) == 1


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", "a\t\tb\n\nc\td\te"),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", "a\tb\n\n\tc"),
        ("<tr><td>a<td rowspan=3>b<tr><td>c<tr><td>d<tr><td>e<td>f", "a\tb\n\nc\t\n\nd\t\n\ne\tf"),
        ("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", "a\t\tb\n\n\t\tc"),
        ("<tr><td colspan=0 rowspan=-1>a<td colspan=x>b<tr><td>c<td>d", "a\tb\n\nc\td"),
    ],
)
def test_a_cell_that_spans_several_leaves_columns_aligned(rows: str, text: str) -> None:
    """Empty cells follow or stand under a cell that spans columns or rows."""
    assert marked(f"<table>{rows}</table>").text == text


def test_cells_that_span_too_much_do_not_fill_the_memory() -> None:
    """However much cells claim to span, an article gains a bounded number of empty ones."""
    body = marked("<table><tr><td colspan=999999999>a<td>b</table>")
    assert body.text == "a" + "\t" * 100 + "b"
    rows = "<tr>" + "<td colspan=100 rowspan=100>a" * 3
    assert html_to_text(f"<table>{rows * 200}</table>").text.count("\t") < 20_000


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
        "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>",
        "<table role=presentation><tr><td>a<td>b</table>",
    ],
)
def test_a_table_for_looks_is_paragraphs(html: str) -> None:
    """A table that only lays out blocks leaves paragraphs."""
    body = marked(html)
    assert body.text == "a\n\nb"
    assert spans(body, SpanKind.TABLE) == []


def test_rules_separate() -> None:
    """A rule stands between blocks only, once."""
    body = marked("<hr>a<hr><hr>b<hr>")
    assert body.text == "a\n\n\n\nb"
    assert len(spans(body, SpanKind.RULE)) == 1


def test_terms_are_strong() -> None:
    """The terms of a definition list are strong paragraphs."""
    body = marked("<dl><dt>Oak<dd>A tree</dl>")
    assert body.text == "Oak\n\nA tree"
    assert spans(body, SpanKind.STRONG) == [("Oak", 0, "")]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "li", "table><tr><td", "font"])
def test_deep_nesting_keeps_the_words(tag: str) -> None:
    """A page nested ten thousand deep neither fails nor loses its text."""
    body = marked(f"<{tag}>" * 10_000 + "deep")
    assert "deep" in body.text


def test_a_large_page_is_read() -> None:
    """Megabytes of broken markup are read whole."""
    body = html_to_text("<p>word <b>bold <a href=/x" * 20_000 + "> end", base_url=BASE)
    assert body.text.endswith("end")
    assert len(html_to_text("a < b " * 500_000).text) == 6 * 500_000 - 1


def test_threads_read_pages_at_once() -> None:
    """Threads that read good and too deep pages side by side get each its own result."""
    pages = [f"<p>{number}<b>{'<i>' * (3000 * (number % 2))}{number}" for number in range(40)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(html_to_text, pages)) == list(map(html_to_text, pages))


TAG_NAMES = (
    "p div h2 ul ol li blockquote pre code a b i img br hr table tr td th thead caption dl dt dd "
    "span sup q script noscript iframe figure title svg video form"
)
TAGS = TAG_NAMES.split()
WORDS = st.text(
    alphabet=st.sampled_from("ab \t\n\u00a0é\u202e\x1b[31m\u200b&<>;#x1日\ud800\x85\u2028\x00"),
    max_size=8,
)
SOME_ATTRIBUTES = (
    "| href=/x| href='https://h.example/'| src=/i.png| src=/i.png alt='a b'| hidden| start=4"
    "| class=language-c| width=1"
)
ATTRIBUTES = st.sampled_from(SOME_ATTRIBUTES.split("|"))


def _wrap(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def element(tag: str, attributes: str, inner: list[str], is_closed: bool) -> str:
        return f"<{tag}{attributes}>{''.join(inner)}" + (f"</{tag}>" if is_closed else "")

    return st.builds(
        element, st.sampled_from(TAGS), ATTRIBUTES, st.lists(children, max_size=4), st.booleans()
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.recursive(WORDS, _wrap, max_leaves=24), max_size=5).map("".join))
def test_any_html_keeps_the_contract(html: str) -> None:
    """Whatever the HTML, spans are sorted, leaves disjoint, containers nested, texts clean."""
    check(html_to_text(html, base_url=BASE))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_keeps_the_contract(text: str) -> None:
    """Text that never was HTML raises nothing."""
    check(html_to_text(text))
