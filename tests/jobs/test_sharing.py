"""Articles handed on: as text, HTML and mail links."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from newsreader.jobs.html import PAGE_END, article_to_html, page_start, text_to_html
from newsreader.jobs.plain_text import article_to_text, plain_text
from newsreader.jobs.sharing import (
    mail_link,
)
from newsreader.model.article import Article, Enclosure, Headline
from newsreader.model.text import PLACES, MarkedText, Span, SpanKind

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)
K = SpanKind
XHTML = "{http://www.w3.org/1999/xhtml}"


def built(*leaves: tuple[SpanKind, str], around: tuple[Span, ...] = ()) -> MarkedText:
    """A text of leaves below each other, with further spans."""
    spans, parts, at = list(around), [], 0
    for kind, text in leaves:
        spans.append(Span(at, at + len(text), kind, 2 if kind is K.HEADING else 0))
        parts.append(text)
        at += len(text) + 2
    spans.sort(key=lambda span: (span.start, -span.end, span.kind not in {K.QUOTE, K.LIST_ITEM}))
    return MarkedText("\n\n".join(parts), tuple(spans))


# "Intro", a list of two with a list in it, a quote.
LIST = built(
    (K.PARAGRAPH, "Intro"),  # 0-5
    (K.PARAGRAPH, "one"),  # 7-10
    (K.PARAGRAPH, "two"),  # 12-15
    (K.PARAGRAPH, "inner"),  # 17-22
    (K.PARAGRAPH, "said"),  # 24-28
    around=(
        Span(7, 10, K.LIST_ITEM, 1, "9"),
        Span(12, 22, K.LIST_ITEM, 1, "10"),
        Span(17, 22, K.LIST_ITEM, 2),
        Span(24, 28, K.QUOTE, 1),
    ),
)
TABLE = MarkedText(
    "a\tb\n\nc\td",
    (
        Span(0, 8, K.TABLE),
        Span(0, 3, K.ROW),
        Span(0, 1, K.CELL, 1),
        Span(2, 3, K.CELL, 1),
        Span(5, 8, K.ROW),
        Span(5, 6, K.CELL),
        Span(7, 8, K.CELL),
    ),
)


def article(body: MarkedText, title: str = "The <b>title</b> & more", **more) -> Article:
    headline = Headline(7, 1, "Feed & Co", title, "https://e.example/?a=1&b=2", "Ann", NOON, NOON)
    return Article(headline._replace(language="en"), body, **more)


def test_plain_text_keeps_bullets_quotes_and_tables() -> None:
    """Items stand together with their signs, their insides indented."""
    assert plain_text(LIST) == "Intro\n\n9. one\n10. two\n\n    ◦ inner\n\n> said"
    assert plain_text(TABLE) == "a\tb\n\nc\td".replace("\n\n", "\n")
    code = built((K.CODE_BLOCK, "if x:\n    y"), (K.RULE, ""), (K.HEADING, "End"))
    assert plain_text(code) == "if x:\n    y\n\n* * *\n\nEnd"


def test_a_part_of_a_text_is_cut_where_asked() -> None:
    """A bullet comes with the beginning of its item; one block alone is only its text."""
    assert plain_text(LIST, 2, 9) == "tro\n\n9. on"
    assert plain_text(LIST, 8, 14) == "   ne\n10. tw"
    assert plain_text(LIST, 18, 21) == "nne"
    assert plain_text(LIST, 7, 10) == "one"
    assert plain_text(TABLE, 2, 6) == "\tb\nc\t".replace("c\t", "c\t")
    assert plain_text(MarkedText("bare text"), 5) == "text"


@given(st.integers(0, 30), st.integers(0, 30))
def test_every_part_has_just_its_words(start: int, end: int) -> None:
    """Whatever is cut, the letters of the stretch are there in order, and no others."""
    letters = [c for c in plain_text(LIST, start, max(start, end)) if c.isalpha()]
    assert letters == [c for c in LIST.text[start : max(start, end)] if c.isalpha()]


def test_an_article_as_text_names_its_links_and_files() -> None:
    """Title, origin and text, then each address once."""
    body = MarkedText(
        "See here and there.",
        (
            Span(0, 19, K.PARAGRAPH),
            Span(4, 8, K.LINK, 0, "https://e.example/1"),
            Span(13, 18, K.LINK, 0, "https://e.example/1"),
        ),
    )
    files = (Enclosure("https://e.example/a.mp3", "audio/mpeg"),)
    assert article_to_text(article(body, "T", enclosures=files)) == (
        "T\n\nFeed & Co · Ann · 2024-04-03T12:00:00Z\nhttps://e.example/?a=1&b=2\n\n"
        "See here and there.\n\nLinks:\n[1] here: https://e.example/1\n\nhttps://e.example/a.mp3\n"
    )


def test_html_has_the_blocks_and_marks_of_the_text() -> None:
    """Lists nest and go on numbering, tables have heads, marks that cross are closed."""
    lines = "\n".join(text_to_html(LIST))
    assert '<ol start="9">' in lines
    assert "<li><p>two</p>\n<ul>\n<li><p>inner</p></li>\n</ul></li>\n</ol>" in lines
    assert "<blockquote><p>said</p></blockquote>" in lines
    [table] = text_to_html(TABLE)
    assert "<th>a</th>" in table
    assert "<td>d</td>" in table
    crossing = MarkedText(
        "abcdef",
        (
            Span(0, 6, K.PARAGRAPH),
            Span(0, 4, K.STRONG),
            Span(2, 6, K.LINK, 0, "https://e.example/?x=1&y=2"),
        ),
    )
    assert list(text_to_html(crossing)) == [
        (
            '<p><strong>ab<a href="https://e.example/?x=1&amp;y=2">cd</a></strong>'
            '<a href="https://e.example/?x=1&amp;y=2">ef</a></p>'
        )
    ]


def test_images_have_their_words() -> None:
    """An image stands where it was, with its words as alternative text."""
    body = MarkedText(
        "a \ncat b",
        (
            Span(0, 8, K.PARAGRAPH),
            Span(3, 6, K.LINK, 0, "https://e.example/"),
            Span(3, 6, K.IMAGE, 0, "https://e.example/c.png?a&b"),
            Span(8, 8, K.IMAGE, 0, "https://e.example/d.png"),
        ),
    )
    assert list(text_to_html(body)) == [
        (
            '<p>a <br/>\n<a href="https://e.example/">'
            '<img src="https://e.example/c.png?a&amp;b" alt="cat"/></a> b'
            '<img src="https://e.example/d.png" alt=""/></p>'
        )
    ]


def test_notes_lead_to_their_places() -> None:
    """Within the page, whatever other articles are on it, and links that lead there only."""
    body = MarkedText(
        "See 1\n\nNote",
        (
            Span(0, 5, K.PARAGRAPH),
            Span(4, 5, K.LINK, 0, "#n ö"),
            Span(7, 11, K.PARAGRAPH),
            Span(7, 7, K.ANCHOR, 0, "n ö"),
            Span(9, 9, K.BREAK),
        ),
    )
    assert list(text_to_html(body, prefix="7-")) == [
        '<p>See <a href="#7-n%20%C3%B6">1</a></p>',
        '<p><a id="7-n%20%C3%B6"></a>No<wbr/>te</p>',
    ]
    assert "Links:" not in article_to_text(article(body))


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
_SPANS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.integers(0, 12),
        st.sampled_from([K.STRONG, K.EMPHASIS, K.CODE, K.LINK, K.IMAGE, K.ANCHOR, K.BREAK]),
        _WORDS,
    ),
    max_size=6,
)


@given(_WORDS, _WORDS, _SPANS)
def test_html_is_well_formed_whatever_the_text(title: str, text: str, marks) -> None:
    """Any text with any marks is read back by an XML parser, and has the text in it."""
    spans = [Span(0, len(text), K.PARAGRAPH)]
    for one, other, kind, value in marks:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        spans.append(Span(start, start if kind in PLACES else end, kind, 0, value))
    spans[1:] = sorted(spans[1:], key=lambda span: (span.start, -span.end))
    body = MarkedText(text, tuple(spans)) if text else MarkedText()
    page = page_start(title) + article_to_html(article(body, title)) + PAGE_END
    try:
        root = ElementTree.fromstring(page)
    except ElementTree.ParseError:
        # XML has no place for these two.
        assert {"\ufffe", "\uffff"} & set(page)
        return
    images = [span for span in spans if span.kind is K.IMAGE]
    shown = [c for at, c in enumerate(text) if not any(i.start <= at < i.end for i in images)]
    paragraph = root.find(f".//{XHTML}article/{XHTML}p[2]")
    if text:
        assert paragraph is not None
        assert "".join(paragraph.itertext()) == "".join(shown)


def test_a_mail_link_has_subject_and_link() -> None:
    """Nothing of a title or link can end the subject or add a field."""
    one = article(MarkedText()).headline
    link = mail_link([one._replace(title="A & B?\r\nBcc: x")])
    assert link == (
        "mailto:?subject=A%20%26%20B%3F%20Bcc%3A%20x"
        "&body=https%3A%2F%2Fe.example%2F%3Fa%3D1%26b%3D2%0D%0A"
    )
    many = mail_link([one] * 500)
    assert "subject=500%20articles" in many
    assert len(many) < 2000
