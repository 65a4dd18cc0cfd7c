"""Articles as lines: blocks, tables, places."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.model.text import MarkedText, Span, SpanKind
from newsreader.tui.layout.line import Role
from newsreader.tui.layout.page import NO_TITLE, Layout, Page, no_text
from tests.tui.article_bodies import NOON, TEXTS, Body, body_lines, lay_out, make_article, painted


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
