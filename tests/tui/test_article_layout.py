"""Articles as lines: breaking, blocks, tables, places, finding."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from newsreader.model.article import Article, Headline
from newsreader.model.mention import Mention, MentionKind, Value
from newsreader.model.text import MarkedText, Span, SpanKind, clean, sort_spans
from newsreader.tui.layout.find import FoldedText
from newsreader.tui.layout.line import Line, Role
from newsreader.tui.layout.moments import moment_in_words
from newsreader.tui.layout.page import NO_TITLE, Layout, Page, no_text
from newsreader.tui.layout.stepping import mention_in_words, step, value_in_words
from newsreader.tui.layout.wrap import wrap

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


def wrapped(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


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


# Breaking

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab é-–«»!; \u00a0\n,/国。、（）한👩👍\u200d\ufe0f\u0301🏽"),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
).map(clean)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_lines_hold_every_character_once_and_fit(text: str, width: int) -> None:
    """Wrapping loses nothing but blanks, keeps the order, and no line is wider than asked."""
    text = text.replace("\t", " ")
    at = 0
    for start, end in wrap(text, width):
        assert start >= at
        assert end >= start
        assert not text[at:start].strip()
        at = end
        graphemes, _ = split_graphemes(text[start:end])
        assert cell_len(text[start:end]) <= width or len(graphemes) == 1
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two  three", 8, ["one two", "three"]),
        ("a 10\u00a0000 b", 6, ["a", "10\u00a0000", "b"]),
        ("il dit bonjour !", 14, ["il dit", "bonjour !"]),
        ("il dit « oui »", 8, ["il dit", "« oui »"]),
        ("le vingt-quatre mai", 10, ["le vingt-", "quatre mai"]),
        ("il fait -12 degrés", 9, ["il fait", "-12", "degrés"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("see http://a.example/path/file", 20, ["see", "http://a.example/", "path/file"]),
        ("one\ntwo", 10, ["one", "two"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("国際度量衡局は、", 14, ["国際度量衡局", "は、"]),
        ("本部（東京）", 6, ["本部", "（東", "京）"]),
        ("", 5, []),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, width: int, lines: list[str]) -> None:
    """Lines break at blanks, hyphens and between ideographs, never beside clinging signs."""
    assert wrapped(text, width) == lines


def test_graphemes_are_never_split() -> None:
    """Combining accents and joined emoji stay with what they belong to."""
    family = "👩\u200d🔬"
    assert wrapped(family * 3, 2) == [family] * 3
    assert wrapped("e\u0301" * 4, 2) == ["e\u0301" * 2] * 2


# Pages


def test_header_has_title_feed_author_date_and_language() -> None:
    """The page begins with the title, and who wrote it when and in what language."""
    layout = lay_out(MarkedText.from_plain("Text."), 80)
    assert [line.role for line in layout.lines[:3]] == [Role.GAP, Role.TITLE, Role.BYLINE]
    assert layout.lines[3].role is Role.BYLINE
    assert layout.lines[1].text == "A title"
    local = NOON.astimezone()
    byline = [line.text.replace("\u00a0", " ") for line in layout.lines[2:4]]
    assert byline == ["The Feed · Ann Author", f"3 April 2024, {local:%H:%M} · French"]


def test_missing_title_and_text_are_said() -> None:
    """An article without title or text says so instead of showing nothing."""
    page = Page(make_article(MarkedText(), title=""))
    layout = Layout(page, 80)
    layout.extend_to_offset(len(page.text))
    texts = [line.text for line in layout.lines]
    assert NO_TITLE in texts
    assert no_text() in texts


def test_quotes_have_a_bar_on_every_line() -> None:
    """A quote is set off by a bar, also between its paragraphs and when nested."""
    body = Body()
    start = body.leaf("one two three four five")
    inner = body.leaf("six")
    body.around(inner, SpanKind.QUOTE, 2)
    body.around(start, SpanKind.QUOTE, 1)
    body.leaf("after")
    assert painted(body.done(), 16) == [
        "▎ one two three",
        "▎ four five",
        "▎",
        "▎ ▎ six",
        "",
        "after",
    ]


def test_lists_hang_and_numbers_align() -> None:
    """Items stand together, their lines hang behind the sign, numbers are flush right."""
    body = Body()
    body.leaf("List:")
    start = body.leaf("one two three four")
    body.item("nested", 2)
    body.around(start, SpanKind.LIST_ITEM, 1)
    body.item("last")
    body.leaf("Then:")
    body.item("nine", value="9")
    body.item("ten", value="10")
    assert painted(body.done(), 12) == [
        "List:",
        "",
        "• one two",
        "  three four",
        "  ◦ nested",
        "• last",
        "",
        "Then:",
        "",
        " 9. nine",
        "10. ten",
    ]


def test_paragraphs_of_one_item_are_set_apart() -> None:
    """A second paragraph of an item has a blank line above and no sign."""
    body = Body()
    start = body.leaf("first")
    body.leaf("second")
    body.around(start, SpanKind.LIST_ITEM, 1)
    assert painted(body.done()) == ["• first", "", "  second"]


def test_nesting_leaves_half_of_the_line_to_the_text() -> None:
    """However deep the nesting, the lines fit the measure."""
    body = Body()
    start = body.leaf("some words to be wrapped")
    for level in range(1, 60):
        body.around(start, SpanKind.QUOTE, level)
    assert all(cell_len(line) <= 20 for line in painted(body.done(), 20))


def test_headings_rules_and_images_have_their_signs() -> None:
    """Headings keep their level, rules span the measure, images show their words."""
    body = Body()
    body.leaf("Heading", SpanKind.HEADING, 2)
    body.leaf("", SpanKind.RULE)
    body.leaf("A cat")
    body.inline("A cat", SpanKind.IMAGE, "https://example.org/cat.png")
    empty = body.leaf("")
    body.around(empty, SpanKind.IMAGE)
    body.leaf("See the cat here")
    body.inline("cat", SpanKind.IMAGE)
    lines = body_lines(body.done(), 20)
    assert (lines[0].role, lines[0].level) == (Role.HEADING, 2)
    assert [line.text for line in lines if line.text] == [
        "Heading",
        "─" * 20,
        "▣\u00a0A cat",
        "·\u00a0example.org",
        "▣\u00a0image",
        "See the ▣\u00a0cat here",
    ]


def test_code_is_kept_as_it_is() -> None:
    """Code is not wrapped; blanks stay, tabs reach to the next tab stop."""
    body = Body()
    body.leaf("if x:\n\ty  = 1\n\n" + "z" * 60, SpanKind.CODE_BLOCK)
    assert painted(body.done(), 20) == [" if x:", "     y  = 1", "", " " + "z" * 60]
    assert lay_out(body.done(), 20).widest == 61


def test_images_without_words_leave_text_and_code_alone() -> None:
    """An icon within a text is decoration; code with images in it is painted unchanged."""
    body = Body()
    body.leaf("shared with icons")
    body.spans.append(Span(7, 7, SpanKind.IMAGE, 0, "https://example.org/icon.png"))
    start = body.leaf("x = 1\ny = 2", SpanKind.CODE_BLOCK)
    body.spans.append(Span(start, start + 5, SpanKind.IMAGE, 0, "https://example.org/x.png"))
    assert painted(body.done()) == ["shared with icons", "", " x = 1", " y = 2"]


def test_table_columns_fit_and_numbers_are_flush_right() -> None:
    """A narrow table takes its natural widths, with a rule below the header."""
    body = Body()
    body.table(("City", "Year"), ("Rome", "1960"), ("Munich", "972"))
    assert painted(body.done()) == [
        "City     Year",
        "─────────────",
        "Rome     1960",
        "Munich    972",
    ]


def test_wide_cells_wrap_inside_their_column() -> None:
    """A table too wide for the measure wraps its wide column and keeps the narrow ones."""
    body = Body()
    body.table(("Key", "Meaning"), ("a", "words that need more than one line"), ("b", ""))
    assert painted(body.done(), 20) == [
        "Key   Meaning",
        "────────────────────",
        "a     words that",
        "      need more than",
        "      one line",
        "",
        "b",
    ]


def test_table_of_many_columns_is_wider_than_the_measure() -> None:
    """Columns are never squeezed until nothing can be read; the table is shifted instead."""
    body = Body()
    body.table(tuple("a long header" for _ in range(9)), has_head=False)
    assert lay_out(body.done(), 30).widest > 30


def test_text_without_spans_is_painted_as_a_paragraph() -> None:
    """A text that came without any blocks is shown all the same."""
    assert painted(MarkedText("one two three"), 8) == ["one two", "three"]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=6), st.integers(1, 50))
def test_every_place_is_on_the_line_said_to_have_it(texts: list[str], width: int) -> None:
    """Every visible character is on exactly one line, and the layout knows which."""
    body = MarkedText.from_plain("\n\n".join(texts))
    layout = lay_out(body, width)
    starts = [line.start for line in layout.lines]
    assert starts == sorted(starts)
    holders = [0] * len(layout.page.text)
    for line in layout.lines:
        for run in line.runs:
            for offset in range(run.start, run.end):
                holders[offset] += 1
    for offset, character in enumerate(layout.page.text):
        assert holders[offset] == 1 or (holders[offset] == 0 and character.isspace())
        if holders[offset]:
            assert layout.lines[layout.line_of(offset)].has(offset)


def test_columns_of_a_line_are_places_in_the_text() -> None:
    """A painted character leads back to its code point, also behind signs and in tables."""
    body = Body()
    body.item("item text")
    body.table(("ab", "cd"), ("e", "fgh"))
    layout = lay_out(body.done())
    page = layout.page.text
    for wanted in ("item", "ab", "cd", "fgh"):
        offset = page.index(wanted)
        line = layout.lines[layout.line_of(offset)]
        column = line.text.index(wanted)
        assert line.offset_at(column) == offset
        assert line.offset_at(10**6) >= offset
        assert line.column_of(offset) == column - len(line.prefix)


def test_laying_out_in_steps_gives_the_same_lines() -> None:
    """A layout made in portions ends as one made at once; before, its height is an estimate."""
    body = MarkedText.from_plain("\n\n".join(f"Paragraph {n} " + "word " * n for n in range(90)))
    at_once = lay_out(body)
    layout = Layout(Page(make_article(body)), 40)
    layout.extend_to_line(10)
    assert not layout.is_complete
    assert len(layout.lines) < layout.height
    while not layout.is_complete:
        layout.extend_for(0.0005)
    assert layout.lines == at_once.lines
    assert layout.height == len(layout.lines)


# Finding, stepping, words


def found(text: str, wanted: str) -> list[str]:
    return [text[start:end] for start, end in FoldedText(text).find_all(wanted)]


def test_find_ignores_case_accents_and_kinds_of_quotes() -> None:
    """A find needs no accents, capitals or typographic signs."""
    assert found("Élysée, élysée, ELYSEE", "elysée") == ["Élysée", "élysée", "ELYSEE"]
    assert found("l’OTAN et 10\u00a0000", "l'otan") == ["l’OTAN"]
    assert found("10\u202f000", "10 000") == ["10\u202f000"]
    assert found("Straße", "strasse") == ["Straße"]
    assert found("cafe\u0301 noir", "café") == ["cafe\u0301"]
    assert found("プラハ한국", "한국") == ["한국"]
    assert found("anything", "  ") == []
    assert found("a.c abc", "a.c") == ["a.c"]


def test_capitals_and_accents_that_are_typed_count() -> None:
    """Only where the text has it just so nowhere is anything alike found."""
    assert found("May, may", "May") == ["May"]
    assert found("May, may", "may") == ["May", "may"]
    assert found("MAY, may", "May") == ["MAY", "may"]
    assert found("congrès, congres", "congrès") == ["congrès"]
    assert found("Congrès, congres", "congrès") == ["Congrès"]
    assert found("congrès, congres", "congres") == ["congrès", "congres"]
    assert found("congres", "congrès") == ["congres"]
    assert found("Été, été, Ete", "Été") == ["Été"]
    assert found("l’Été", "l'Été") == ["l’Été"]


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_what_stands_in_a_text_is_found(before: str, wanted: str, after: str) -> None:
    """A find's stretches are disjoint, in order, and every verbatim occurrence is covered."""
    text = before + wanted + after
    hits = FoldedText(text).find_all(wanted)
    assert all(0 <= start < end <= len(text) for start, end in hits)
    assert all(one[1] <= two[0] for one, two in pairwise(hits))
    if wanted.strip() and wanted.isascii():
        assert hits


def test_stepping_starts_from_the_view_and_goes_round() -> None:
    """The first step goes to what is in view; after the last place comes the first."""
    starts = [5, 20, 40]
    assert step(starts, None, (10, 30), is_forward=True) == 1
    assert step(starts, None, (10, 30), is_forward=False) == 1
    assert step(starts, None, (50, 60), is_forward=True) == 0
    assert step(starts, 2, (0, 60), is_forward=True) == 0
    assert step(starts, 0, (0, 60), is_forward=False) == 2
    assert step([], None, (0, 60), is_forward=True) is None


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2019-05-03", "Friday 3 May 2019"),
        ("1485-08-22", "22 August 1485"),
        ("2019-02-30", "2019-02-30"),
        ("2019", "2019"),
        ("2019-21", "spring 2019"),
        ("2019-33", "first quarter of 2019"),
        ("2019-41", "second half of 2019"),
        ("2019-99", "2019-99"),
        ("--02-29", "29 February"),
        ("--11", "November"),
        ("--13", "--13"),
        ("199X", "the 1990s"),
        ("20", "21st century"),
        ("10", "11th century"),
        ("14:30", "14:30"),
    ],
)
def test_moments_are_said_in_words(moment: str, words: str) -> None:
    """A date is said as far as it is known, what is no date as it is."""
    assert moment_in_words(moment) == words


def test_mentions_are_said_in_words() -> None:
    """The status line says what was written, its kind and what it means."""
    name = Mention(0, 7, MentionKind.PERSON, canonical="Marie Curie")
    assert mention_in_words(name, "Curie") == "Curie · person · Marie Curie"
    figure = Mention(
        0, 9, MentionKind.NUMBER, value=Value((6, 12), None, is_about=True, per="month")
    )
    assert (
        mention_in_words(figure, "six à douze") == "six à douze · number · about 6 to 12 per month"
    )
    share = Mention(0, 7, MentionKind.PERCENT, value=Value((40, 60)))
    assert mention_in_words(share, "40-60 %") == "40-60 % · percent · 40 to 60 %"
    assert value_in_words(Value(2.5e9, "EUR")) == "2,500,000,000 EUR"
    assert value_in_words(Value(0.05, "mm")) == "0.05 mm"
    assert value_in_words(Value("2022-09")) == "September 2022"
    assert value_in_words(Value(("09:00", "2022-W13"))) == "09:00 to week 13 of 2022"
    assert value_in_words(None) == ""
