"""Exporting: OPML, JSON Lines, Markdown."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsreader.feeds.markup import html_to_text
from newsreader.feeds.opml import read_opml
from newsreader.jobs.exporting import (
    export_as,
    export_as_json_lines,
    export_subscriptions,
)
from newsreader.jobs.importing import import_files
from newsreader.jobs.markdown import text_to_markdown
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query, parse_query
from newsreader.model.saved_search import SavedSearch, saving
from newsreader.model.text import MarkedText, SpanKind
from tests.jobs.written import rss

_READER = MarkdownIt("commonmark").enable("table")


def rendered(html: str) -> str:
    return _READER.render(text_to_markdown(html_to_text(html)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Plain.</p><p>Two.</p>", "<p>Plain.</p>\n<p>Two.</p>\n"),
        ("<h1>Head</h1>", "<h2>Head</h2>\n"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("<ol><li>a</li><li>b</li></ol>", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        (
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
            "<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n",
        ),
        ("<blockquote><p>q</p></blockquote>", "<blockquote>\n<p>q</p>\n</blockquote>\n"),
        ("<pre>a\n  b</pre>", "<pre><code>a\n  b\n</code></pre>\n"),
        ("<p>a<br>b</p>", "<p>a<br />\nb</p>\n"),
        ("<p>x <b>bo</b> <i>it</i> y</p>", "<p>x <strong>bo</strong> <em>it</em> y</p>\n"),
        ("<p>x <code>a`b</code> y</p>", "<p>x <code>a`b</code> y</p>\n"),
        (
            '<p>x <a href="https://e.example/a b">l</a> y</p>',
            '<p>x <a href="https://e.example/a%20b">l</a> y</p>\n',
        ),
        ("<p>a</p><hr><p>b</p>", "<p>a</p>\n<hr />\n<p>b</p>\n"),
        (
            '<p>No!<a href="https://e.example/a|b&amp;lt;">l</a></p>',
            '<p>No!<a href="https://e.example/a%7Cb&amp;lt;">l</a></p>\n',
        ),
        ("<p><i>a</i><i>b</i></p>", "<p><em>a</em><em>b</em></p>\n"),
        ('<p><b>"x"</b>y</p>', "<p><strong>&quot;x&quot;</strong>y</p>\n"),
        (
            "<p><code>a</code><code>b<br>c</code></p>",
            "<p><code>a</code><code>b<br />\nc</code></p>\n",
        ),
        ("<h1>In C #</h1>", "<h2>In C #</h2>\n"),
        (
            "<ol><li value=7>a</ol><ol><li>b</ol><ul><li>c</ul>",
            '<ol start="7">\n<li>a</li>\n</ol>\n<ol>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>\n',
        ),
        ("<p>a|b<br>:-</p>", "<p>a|b<br />\n:-</p>\n"),
        ("<p># no head</p>", "<p># no head</p>\n"),
        ("<p>1. no list</p>", "<p>1. no list</p>\n"),
        ("<p>- no list</p>", "<p>- no list</p>\n"),
        ("<p>*a* _b_ [c](d) &lt;i&gt; `e`</p>", "<p>*a* _b_ [c](d) &lt;i&gt; `e`</p>\n"),
    ],
)
def test_what_is_exported_reads_the_same(html, expected):
    """Markdown of a text, read again, has its blocks and marks, and nothing else."""
    assert rendered(html) == expected


def test_a_table_is_a_table():
    """Cells stay cells, whatever they hold."""
    html = "<table><tr><th>a|b</th><th>c</th></tr><tr><td>1</td><td>2</td></tr></table>"
    shown = rendered(html)
    assert "<th>a|b</th>" in shown
    assert "<td>2</td>" in shown


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab1 #*_-+=.)>`[]<&|~!:\\\n\t", max_size=40))
def test_no_text_becomes_markup(text):
    """Characters that mean something in Markdown are only characters."""
    body = MarkedText.from_plain(text)
    kinds = {token.type for token in _READER.parse(text_to_markdown(body))}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline"}


_WORDS = st.text(alphabet='ab1 !"#*_-+=.,:()`[]&|~\\\u00a0', min_size=1, max_size=6).map(escape)
_INLINE_TAGS = [
    "<b>{}</b>",
    "<i>{}</i>",
    "<code>{}</code>",
    '<a href="https://e.example/?a&b">{}</a>',
]
_PIECES = _WORDS | st.sampled_from(
    ["<br>", " ", '<img src="https://e.example/i.png" alt="a map">', '<img src="//" alt="no map">']
)
_INLINE = st.recursive(
    _PIECES,
    lambda inner: st.builds(
        lambda tag, parts: tag.format("".join(parts)),
        st.sampled_from(_INLINE_TAGS),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)
_BLOCK_TAGS = [
    "<p>{}</p>",
    "<h2>{}</h2>",
    "<ul><li>{}</ul>",
    "<ol><li>{}<li>x</ol>",
    "<ol><li value=5>{}<ol><li>y</ol></ol>",
    "<blockquote>{}</blockquote>",
    "<table><tr><td>{}<td>b<tr><td>c<td>d</table>",
    "<hr><p>{}</p>",
    "<pre>{}</pre>",
]
_HTML = st.lists(
    st.builds(
        lambda tag, parts: tag.format("".join(parts)),
        st.sampled_from(_BLOCK_TAGS),
        st.lists(_INLINE, min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=3,
).map("".join)


def facts(body):
    """Return what a text says, apart from its white space, and where its marks are."""
    blocks = [span for span in body.spans if span.kind is SpanKind.CODE_BLOCK]
    marks = {
        kind: [
            ("".join(body.text[span.start : span.end].split()), span.value)
            for span in body.spans
            if span.kind is kind and not any(one.start <= span.start < one.end for one in blocks)
        ]
        for kind in (SpanKind.IMAGE, SpanKind.LINK, SpanKind.LIST_ITEM)
    }
    # Two marks side by side may become one, so only what is covered by them counts.
    covered = {
        kind: "".join(
            letter
            for at, letter in enumerate(body.text)
            if not letter.isspace()
            and any(span.kind is kind and span.start <= at < span.end for span in body.spans)
            and not any(one.start <= at < one.end for one in blocks)
        )
        for kind in (SpanKind.STRONG, SpanKind.EMPHASIS, SpanKind.CODE)
    }
    return " ".join(body.text.split()), marks, covered


@settings(max_examples=200, deadline=None)
@example('<p>1</p><p><a href="https://e.example/?a&b"><code>]:</code></a></p>')
@given(_HTML)
def test_an_exported_text_means_the_same(html):
    """Read again, a text has its words, images, links, lists and emphasis, and no others."""
    body = html_to_text(html)
    assert facts(html_to_text(_READER.render(text_to_markdown(body)))) == facts(body)


def test_articles_are_lines_of_json(library, tmp_path):
    """Every article of a list is an object with its text."""
    (tmp_path / "f.xml").write_text(rss("Harbour", ["One", "Two"]))
    list(import_files(library, [str(tmp_path / "f.xml")]))
    lines = [json.loads(line) for line in export_as_json_lines(library, Query())]
    assert {line["title"] for line in lines} == {"One", "Two"}
    assert all(line["text"].startswith("Ana Silva") for line in lines)
    assert len(list(export_as_json_lines(library, parse_query("Two")))) == 1


def test_articles_are_one_markdown_document(library, tmp_path):
    """Each article has its title as a heading, its feed and its link."""
    (tmp_path / "f.xml").write_text(rss("Harbour", ["One *star*", "Two"]))
    list(import_files(library, [str(tmp_path / "f.xml")]))
    shown = _READER.render("".join(export_as(".md", library, Query())))
    assert "<h1>One *star*</h1>" in shown
    assert "<h1>Two</h1>" in shown
    assert shown.count("<hr />") == 1
    assert '<a href="https://stories.example/Two">' in shown


def test_subscriptions_survive_the_way_out_and_in(library):
    """The OPML that is exported names every feed and folder."""
    library.feeds.add([NewFeed("https://one.example/f", "One & all", "Sea / Deep")])
    [outline] = read_opml(export_subscriptions(library).encode()).outlines
    assert (outline.url, outline.title) == ("https://one.example/f", "One & all")
    assert outline.folder == "Sea / Deep"


def test_order_and_saved_searches_survive_the_way_out_and_in(library, tmp_path):
    """In another library they are as they were; what is there already stays as it is."""
    names = ("Zebra", "Ant", "Crow")
    urls = [f"https://one.example/{name}" for name in names]
    added = library.feeds.add([NewFeed(u, n, "Sea") for u, n in zip(urls, names, strict=True)])
    library.feeds.add([NewFeed("https://two.example/f", "Far", "Air")])
    keys = [f"feed:{feed.id}" for feed, _ in added]
    after = {key: str(place) for place, key in enumerate(keys, 1)} | {"folder:Sea": "1"}
    library.journal.apply(Change(Action.ARRANGE, after=after))
    for search in (SavedSearch("Wet", "rain OR hail", 2), SavedSearch("Dry", "sun -hat", 1)):
        library.journal.apply(saving(search))
    (tmp_path / "all.opml").write_text(export_subscriptions(library))
    with Library.open(tmp_path / "other.db") as other:
        other.journal.apply(saving(SavedSearch("Wet", "snow")))
        items = list(import_files(other, [str(tmp_path / "all.opml")]))
        assert [(item.title, item.is_new) for item in items[-2:]] == [("Dry", True), ("Wet", False)]
        assert [feed.title for feed in other.feeds.all()] == [*names, "Far"]
        assert [feed.title for feed in library.feeds.all()] == [*names, "Far"]
        assert other.searches.all() == [
            SavedSearch("Dry", "sun -hat", 1),
            SavedSearch("Wet", "snow"),
        ]
        assert other.journal.undo().subject == "Dry"
        assert [search.name for search in other.searches.all()] == ["Wet"]
        other.journal.undo()
        assert other.feeds.all() == []
