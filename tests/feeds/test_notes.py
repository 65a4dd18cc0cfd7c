"""Footnotes and other links within an article, and the places at which words may be broken."""

from __future__ import annotations

import pytest

from newsreader.feeds.markup import html_to_text
from newsreader.model.text import CAPTION, MarkedText, SpanKind
from tests.feeds.marked import marked, spans

PAGE = "https://paper.example/news/today.html"


def places(body: MarkedText, kind: SpanKind) -> list[tuple[str, str]]:
    """The text from each place of a kind on, and its value."""
    found = [span for span in body.spans if span.kind is kind]
    return [(body.text[span.start :].partition("\n")[0], span.value) for span in found]


@pytest.mark.parametrize(
    "reference",
    [
        "<sup><a href='#n1'>1</a></sup>",
        "<a href='#n1'><sup>1</sup></a>",
        "<sup class=r>[<a href='#n1'>1</a>]</sup>",
        "<sup><a href='#n1'><span>[</span>1<span>]</span></a></sup>",
        f"<sup><a href='{PAGE}#n1'>1</a></sup>",
    ],
)
def test_reference_is_a_raised_number_that_leads_to_its_note(reference: str) -> None:
    """However a footnote is written, its number is no part of the word before it."""
    body = marked(f"<p>The keeper{reference} wrote.</p><ol><li id=n1>Anna Berg.</ol>")
    assert body.text == "The keeper¹ wrote.\n\nAnna Berg."
    assert spans(body, SpanKind.LINK) == [("¹", 0, "#n1")]
    assert places(body, SpanKind.ANCHOR) == [("Anna Berg.", "n1")]


def test_note_leads_back() -> None:
    """A note's link leads to the reference, whose id may be on an element of any kind."""
    body = marked(
        "<p>Oil<sup id=r:2><a href='#n:2'>2</a></sup></p><p id='n:2'>Gallons <a href='#r:2'>↩</a>"
    )
    assert spans(body, SpanKind.LINK) == [("²", 0, "#n:2"), ("↩", 0, "#r:2")]
    assert places(body, SpanKind.ANCHOR) == [("²", "r:2"), ("Gallons ↩", "n:2")]


def test_links_to_places_that_are_not_there_lead_to_the_page() -> None:
    """Where the notes are missing the page has them; without a page there is no link."""
    assert spans(marked("a<a href='#n1'>b</a>"), SpanKind.LINK) == [("b", 0, f"{PAGE}#n1")]
    assert html_to_text("a<a href='#n1'>b</a>").spans[1:] == ()
    assert places(marked("<p id=x>a</p>"), SpanKind.ANCHOR) == []


def test_place_without_words_is_that_of_the_next_words() -> None:
    """An empty anchor stands for what follows it, in another block too."""
    body = marked("<p>a <a href='#b'>go</a></p><a name=b></a><p><i>then</i>")
    assert places(body, SpanKind.ANCHOR) == [("then", "b")]


def test_other_raised_words_stay() -> None:
    """A superscript that is no number, or much of a text, is read as it is written."""
    assert marked("the 1<sup>st</sup> m<sup>2</sup> x<sup><a href='/a'>see a</a></sup>").text == (
        "the 1st m² xsee a"
    )


def test_breaks_within_words_are_places_and_not_text() -> None:
    """Soft hyphens, zero-width spaces and wbr tell where a word may break, and are not there."""
    body = marked("Dampf&shy;schiff a/<wbr>b c&#8203;d, \u00ad e <pre>f&shy;g</pre>")
    assert body.text == "Dampfschiff a/b cd, e\n\nfg"
    assert places(body, SpanKind.BREAK) == [
        ("schiff a/b cd, e", "-"),
        ("b cd, e", ""),
        ("d, e", ""),
    ]


def test_definitions_and_captions_are_told_from_paragraphs() -> None:
    """What a term means lies in a container of its own; a caption says what it is."""
    body = marked(
        "<dl><dt>Wick<dd>What burns.<p>Cotton.</dl><figure><img src=/a.png alt=Lamp>"
        "<figcaption>By its keeper</figcaption></figure>after"
    )
    assert body.text == "Wick\n\nWhat burns.\n\nCotton.\n\nLamp\n\nBy its keeper\n\nafter"
    assert spans(body, SpanKind.DEFINITION) == [("What burns.\n\nCotton.", 0, "")]
    assert ("By its keeper", 0, CAPTION) in spans(body, SpanKind.PARAGRAPH)
    assert ("after", 0, "") in spans(body, SpanKind.PARAGRAPH)
