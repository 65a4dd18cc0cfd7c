"""The bundled feed: what a first start shows, and the small notation it is written in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from newsreader.model.article import Entry
from newsreader.model.text import CONTAINERS, INLINE, MarkedText, Span, SpanKind, clean, sort_spans
from newsreader.samples import load, parse_article

ENTRIES = load().entries
EACH = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.guid.partition("/")[2])
NNBSP = "\u202f"

NOTATION = """\
title: A title
author: The desk
date: 2024-01-02T08:00Z
language: en

First line
and *the second*.

## A heading

> Quoted
> on two lines.

- one
  item
- *another*

| | Height |
| Hill | 90\u202fm |

The end.
"""


def body(source: str) -> MarkedText:
    head = NOTATION.partition("\n\n")[0]
    return parse_article("slug", f"{head}\n\n{source}").body


def found(text: MarkedText, kind: SpanKind) -> list[str]:
    return [text.text[span.start : span.end] for span in text.spans if span.kind is kind]


def words(entry: Entry) -> int:
    return len(re.findall(r"\S+", entry.body.text))


def test_there_are_at_least_ten_articles_in_five_languages() -> None:
    """The bundled feed has at least ten articles, in French, English, German, Spanish, Italian."""
    languages = Counter(entry.language for entry in ENTRIES)
    assert languages.total() >= 10
    assert languages.keys() == {"fr", "en", "de", "es", "it"}


def test_articles_come_newest_first_a_day_apart() -> None:
    """The French report is the newest and the others follow, one a day, in aware UTC."""
    dates = [entry.published_at for entry in ENTRIES if entry.published_at]
    assert len(dates) == len(ENTRIES)
    assert dates[0] == datetime(2024, 4, 3, 8, tzinfo=UTC)
    assert all(newer - older == timedelta(days=1) for newer, older in pairwise(dates))
    assert ENTRIES[0].guid == "newsreader:samples/caesar"


def test_identities_are_unique_and_the_same_on_every_load() -> None:
    """A sample has one stable guid and fingerprint, so that a removed one stays gone."""
    guids = [entry.guid for entry in ENTRIES]
    assert len(set(guids)) == len(guids)
    assert all(guid.startswith("newsreader:samples/") for guid in guids)
    assert load() == load()


@EACH
def test_an_article_is_whole(entry: Entry) -> None:
    """Every sample has a title, a signature, no link and 150 to 400 words."""
    assert entry.title
    assert entry.author
    assert entry.url is None
    assert 150 <= words(entry) <= 400


@EACH
def test_nothing_is_left_for_the_cleaner(entry: Entry) -> None:
    """Sample texts hold nothing a terminal would obey and no leftovers of their notation."""
    for text in (entry.title, entry.author or "", entry.body.text):
        assert clean(text) == text
        assert not re.search(r"[*|#>]|^- |  |[ \t]$", text, re.MULTILINE)
    assert "\n" not in entry.title


@EACH
def test_the_leaves_tile_the_text(entry: Entry) -> None:
    """Every character lies in one leaf, but a blank line between blocks and a tab in a row."""
    text = entry.body.text
    leaves = entry.body.leaves()
    row_of = {
        leaf: row
        for row in entry.body.spans
        if row.kind is SpanKind.ROW
        for leaf in leaves
        if row.start <= leaf.start and leaf.end <= row.end
    }
    assert leaves[0].start == 0
    assert leaves[-1].end == len(text)
    for left, right in pairwise(leaves):
        is_one_row = left in row_of and row_of[left] == row_of.get(right)
        assert text[left.end : right.start] == ("\t" if is_one_row else "\n\n")
    for leaf in leaves:
        assert "\n" not in text[leaf.start : leaf.end]
        assert leaf.end > leaf.start or leaf.kind is SpanKind.CELL


@EACH
def test_spans_nest(entry: Entry) -> None:
    """Spans are in canonical order, containers end where a leaf ends, inlines keep to one leaf."""
    body = entry.body
    leaves = body.leaves()
    assert body.spans == sort_spans(list(body.spans))
    assert MarkedText.from_json(body.text, body.spans_to_json()) == body
    for span in body.spans:
        if span.kind in CONTAINERS:
            assert span.start in {leaf.start for leaf in leaves}
            assert span.end in {leaf.end for leaf in leaves}
        elif span.kind in INLINE:
            assert any(leaf.start <= span.start < span.end <= leaf.end for leaf in leaves)


def test_the_samples_show_what_the_reader_can() -> None:
    """At least three samples each have headings, quotes, lists and tables."""
    seen = Counter(kind for entry in ENTRIES for kind in {span.kind for span in entry.body.spans})
    for kind in (SpanKind.HEADING, SpanKind.QUOTE, SpanKind.LIST_ITEM, SpanKind.TABLE):
        assert seen[kind] >= 3, kind


def test_the_french_report_names_its_facts() -> None:
    """The French report names every person, place, date and figure the issue asks for."""
    report = ENTRIES[0]
    assert report.language == "fr"
    for fact in (
        "2 avril 2024",
        "Antony Blinken",
        "Sébastien Lecornu",
        "Nexter",
        "KNDS",
        "canons Caesar",
        "Kiev",
        "de six à douze par mois",
        "missiles Aster",
        "Stéphane Séjourné",
        "au Caire et à Pékin",
        "24 février 2022",
        "l’invasion à grande échelle de l’ukraine par la russie",
        "septembre 2022",
        "deux référendums",
        "annexer",
        "Donbass",
        "l’OTAN",
        "l’Union européenne",
    ):
        assert fact.lower() in report.body.text.lower()


def test_french_typography_keeps_its_signs_with_their_words() -> None:
    """In French, no ordinary space stands before : ; ! ? % or inside guillemets."""
    for entry in ENTRIES:
        if entry.language == "fr":
            text = f"{entry.title}\n{entry.body.text}"
            assert not re.search(r" [:;!?%»]|« ", text)
            assert not re.search(r"[^\W\d]'\w", text)
            assert f"{NNBSP}:" in text


def test_the_notation_becomes_blocks_and_spans() -> None:
    """Each block of the notation becomes its leaf, and its container with its level."""
    entry = parse_article("slug", NOTATION)
    assert entry.guid == "newsreader:samples/slug"
    assert entry.published_at == datetime(2024, 1, 2, 8, tzinfo=UTC)
    text = (
        "First line and the second.\n\nA heading\n\nQuoted on two lines.\n\n"
        "one item\n\nanother\n\n\tHeight\n\nHill\t90\u202fm\n\nThe end."
    )
    assert entry.body.text == text
    assert found(entry.body, SpanKind.PARAGRAPH) == [
        "First line and the second.",
        "Quoted on two lines.",
        "one item",
        "another",
        "The end.",
    ]
    assert found(entry.body, SpanKind.HEADING) == ["A heading"]
    assert found(entry.body, SpanKind.QUOTE) == ["Quoted on two lines."]
    assert found(entry.body, SpanKind.LIST_ITEM) == ["one item", "another"]
    assert found(entry.body, SpanKind.EMPHASIS) == ["the second", "another"]
    assert found(entry.body, SpanKind.CELL) == ["", "Height", "Hill", "90\u202fm"]
    assert found(entry.body, SpanKind.ROW) == ["\tHeight", "Hill\t90\u202fm"]
    assert found(entry.body, SpanKind.TABLE) == ["\tHeight\n\nHill\t90\u202fm"]
    cells = [span for span in entry.body.spans if span.kind is SpanKind.CELL]
    assert [cell.level for cell in cells] == [1, 1, 0, 0]


def test_containers_stand_before_what_they_contain() -> None:
    """Spans over the same stretch are ordered from the outermost in."""
    assert body("- *word*\n").spans == (
        Span(0, 4, SpanKind.LIST_ITEM, level=1),
        Span(0, 4, SpanKind.PARAGRAPH),
        Span(0, 4, SpanKind.EMPHASIS),
    )


def test_loading_needs_no_parser_and_no_database() -> None:
    """The first start reads the samples without importing anything but the model."""
    code = (
        "import sys; before = set(sys.modules); import newsreader.samples as s; s.load();"
        "print(*sorted(m for m in set(sys.modules) - before if m.startswith('newsreader')))"
        ";print(*({'sqlite3', 'lxml', 'feedparser', 'textual', 'rich'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ours, theirs = shown.stdout.splitlines()
    assert theirs == ""
    allowed = ("newsreader.model", "newsreader.samples")
    assert all(name == "newsreader" or name.startswith(allowed) for name in ours.split())
