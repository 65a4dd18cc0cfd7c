"""Article files to entries: plain text, Markdown and HTML."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.document import DocumentError, read_document
from newsreader.model.article import Entry
from newsreader.model.text import SpanKind, clean
from tests.feeds.marked import check


def read(text: str, name: str = "article.txt") -> Entry:
    entry = read_document(text.encode(), name=name)
    check(entry.body)
    return entry


def headings(entry: Entry) -> list[str]:
    return [
        entry.body.text[span.start : span.end]
        for span in entry.body.spans
        if span.kind is SpanKind.HEADING
    ]


def test_the_first_line_of_a_text_is_its_title() -> None:
    """The first line that is not blank is the title, the rest is paragraphs."""
    entry = read("\n\n  Un titre \n\nUn.\n\n\nDeux.\n")
    assert (entry.title, entry.body.text) == ("Un titre", "Un.\n\nDeux.")
    assert len(entry.body.leaves()) == 2
    assert read("Titre\n=====\nTexte").body.text == "Texte"
    assert read("Only a title").body.text == ""


def test_wrapped_lines_are_joined() -> None:
    """Lines wrapped at a column become one paragraph; lines that are short by intent stay."""
    wrapped = (
        "Title\n\n"
        "The committee met on Monday in the old town hall to discuss the\n"
        "future of the harbour, which has been closed since the flood of\n"
        "last spring, of the fishing fleet, and also of the Saint-\nPierre bridge.\n\n"
        "Roses are red\nViolets are blue\n\n"
        "- one\n- two"
    )
    paragraphs = read(wrapped).body.text.split("\n\n")
    assert paragraphs[0].startswith(
        "The committee met on Monday in the old town hall to discuss the f"
    )
    assert paragraphs[0].endswith(
        "last spring, of the fishing fleet, and also of the Saint-Pierre bridge."
    )
    assert paragraphs[1:] == ["Roses are red\nViolets are blue", "- one\n- two"]


def test_a_paragraph_a_line_is_understood() -> None:
    """Without blank lines, a long line is a paragraph."""
    entry = read("Title\n" + "one " * 40 + "\n" + "two " * 40)
    assert entry.body.text == ("one " * 40).strip() + "\n\n" + ("two " * 40).strip()


def test_a_long_first_line_is_no_title() -> None:
    """A text that begins with a paragraph keeps it, and its first words are the title."""
    entry = read("word " * 100 + "\n\nmore")
    assert entry.title.endswith("…")
    assert entry.body.text.startswith("word word")
    assert len(entry.body.leaves()) == 2


@pytest.mark.parametrize(
    ("closing", "author"),
    [
        ("Source: Reuters", "Reuters"),
        ("Source : AFP", "AFP"),
        ("(Quelle: dpa)", "dpa"),
        ("Fuente: EFE\n\nDeja un comentario", "EFE"),
        ("Laisser un commentaire\n\nSource : Le Quotidien", "Le Quotidien"),
        ("Leave a Comment", None),
        ("Оставить комментарий", None),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_closing_lines_are_not_text(closing: str, author: str | None, name: str) -> None:
    """A closing source is the author, an invitation to comment is nothing; both leave the text."""
    text = f"Title\n\nThe source: a well in the hills.\n\n{closing}\n"
    if name.endswith("html"):
        text = "<h1>Title</h1>" + "".join(f"<p>{part}</p>" for part in text.split("\n\n")[1:])
    entry = read(text, name)
    assert (entry.title, entry.author) == ("Title", author)
    assert entry.body.text == "The source: a well in the hills."


def test_a_source_right_below_the_text_is_found() -> None:
    """The closing line needs no blank line before it; one in the middle of a text is text."""
    entry = read("Title\n\nFirst.\nSource : AFP\n\nLast.\nSource : Reuters")
    assert entry.author == "Reuters"
    assert entry.body.text == "First.\n\nSource : AFP\n\nLast."


def test_markdown_is_marked() -> None:
    """Markdown's structure becomes spans; its first heading is the title."""
    entry = read(
        "# The *old* town\n\nText **bold** [l](https://a.example/).\n\n## Sub\n\n1. x\n", "a.md"
    )
    assert entry.title == "The old town"
    assert headings(entry) == ["Sub"]
    kinds = {span.kind for span in entry.body.spans}
    assert {SpanKind.STRONG, SpanKind.LINK, SpanKind.LIST_ITEM} <= kinds
    assert read("First line\nsecond\n\n- item\n", "a.md").body.text == "second\n\nitem"
    table = read("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "a.md")
    assert table.body.text == "a\tb\n\n1\t2"


def test_front_matter_is_read() -> None:
    """Title, author, date and language stated at the top of a Markdown file are the article's."""
    entry = read(
        '---\ntitle: "Stated"\nauthor: Kim\ndate: 2024-05-06\nlang: de-AT\n---\n\n# Stated\n\nText',
        "a.markdown",
    )
    assert (entry.title, entry.author, entry.language) == ("Stated", "Kim", "de")
    assert entry.published_at == datetime(2024, 5, 6, tzinfo=UTC)
    assert entry.body.text == "Text"


def test_a_saved_page_gives_its_article() -> None:
    """Of a web page the article is kept, with title, author, date, language and address."""
    entry = read(
        "<html lang='fr-CA'><head><title>Le pont - Le Quotidien</title>"
        "<meta name=author content='Anne Roux'><link rel=canonical href='https://q.example/pont'>"
        "<meta property='article:published_time' content='2024-05-06T10:00:00Z'></head><body>"
        "<nav>Menu</nav><header>Le Quotidien</header><main><article><h1>Le pont</h1>"
        "<p>Il rouvre. <a href='/plan'>Plan</a></p><aside>Lire aussi</aside></article></main>"
        "<footer>Mentions</footer><script>x()</script></body></html>",
        "page.HTML",
    )
    assert entry.title == "Le pont - Le Quotidien"
    assert (entry.author, entry.language, entry.url) == (
        "Anne Roux",
        "fr",
        "https://q.example/pont",
    )
    assert entry.published_at == datetime(2024, 5, 6, 10, tzinfo=UTC)
    assert entry.body.text == "Il rouvre. Plan"
    assert entry.body.spans[-1].value == "https://q.example/plan"


def test_a_page_without_title_gives_its_first_heading_or_line() -> None:
    """Without a title element the heading is the title, else the first line."""
    assert read("<nav>n</nav><h1>Head</h1><p>x", "a.html").title == "Head"
    entry = read("<p>Line</p><p>x", "a.htm")
    assert (entry.title, entry.body.text) == ("Line", "x")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("\ufeffÉté".encode(), "a.txt"),
        ("Été".encode("utf-16"), "a.txt"),
        ("Été".encode("cp1252"), "a.txt"),
        ("<meta charset=iso-8859-15><title>Été</title>x".encode("iso-8859-15"), "a.html"),
        ("<meta charset=nonsense><title>Été</title>x".encode(), "a.html"),
    ],
)
def test_charsets_are_recognised(data: bytes, name: str) -> None:
    """The charset is the byte-order mark's, the declared one, UTF-8 or Windows-1252."""
    assert read_document(data, name=name).title == "Été"


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "a.txt is empty"),
        (b" \n\xef\xbb\xbf", "a.md", "a.md is empty"),
        (b"\x89PNG\r\n\0\0", "a.txt", "binary"),
        (b"text", "a.pdf", "must end in .txt, .md or .html"),
        (b"text", "", "must end in"),
        (b"<script>x()</script>", "a.html", "no text"),
    ],
)
def test_what_is_no_article_is_refused_in_words(data: bytes, name: str, message: str) -> None:
    """A file that is no article raises DocumentError, which names it and says why."""
    with pytest.raises(DocumentError, match=message):
        read_document(data, name=name)


def test_the_guid_follows_the_content() -> None:
    """The same text has the same guid under any name; another text has another."""
    assert read("T\n\nx", "a.txt").guid == read("T\n\nx", "b.txt").guid
    assert read("T\n\nx").guid != read("T\n\ny").guid


SOME_PIECES = (
    "# ~word~\n~\n\n~Source: X~Leave a comment~---~===~- ~> ~```~|~<p>~<article>~</article>~<h1>"
    "~<title>~\x1b[31m~\u202e~&amp;~\t~![](x)~title: y"
)
PIECES = SOME_PIECES.split("~")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
)
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    """Whatever is in a file, its text keeps the contract or is refused in words."""
    try:
        entry = read(text, name)
    except DocumentError:
        return
    assert entry.title == clean(entry.title)
    assert entry.title
