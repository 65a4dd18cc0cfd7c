"""Text from right to left: the order of its characters on a line, and whose work that is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.model.text import MarkedText, SpanKind
from newsreader.tui.cells import fit
from newsreader.tui.layout.bidi import is_right_to_left, levels_of, mirrored, visual_order
from newsreader.tui.layout.page import Layout, Page
from newsreader.tui.layout.shaping import joined
from newsreader.tui.right_to_left import in_order, is_ordered_here, use_order
from tests.tui.app_driver import entry, fill, running
from tests.tui.article_bodies import Body, body_lines, make_article

# Latin letters stand for what they are, Hebrew ones for any that run from right to left.
ALEF, BET, GIMEL = "אבג"


def painted(text: str, *, base: int | None = None) -> str:
    levels = levels_of(text, base=is_right_to_left(text) if base is None else base)
    order = visual_order(levels)
    return "".join(mirrored(text[at]) if levels[at] % 2 else text[at] for at in order)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc def", "abc def"),
        ("אבג", "גבא"),
        ("אב גד.", ".דג בא"),
        ("a אב גד b", "a דג בא b"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב 1,234.5% גד", "דג 1,234.5% בא"),
        ("אב NASA, גד", "דג ,NASA בא"),
        ("אב (ab) גד", "דג (ab) בא"),
        ("אב (גד)", "(דג) בא"),
        ("a (אב) b", "a (בא) b"),
        ("ab (א) 5", "ab (א) 5"),
        ("ا 12-34 ب", "ب 34-12 ا"),
        ("א -5 ב", "ב 5- א"),
    ],
)
def test_characters_stand_in_the_order_of_reading(text: str, shown: str) -> None:
    """Words run from right to left, numbers and Latin words in them from left to right."""
    assert painted(text) == shown


def test_first_letter_tells_the_direction() -> None:
    """Digits and signs tell nothing; without letters a text runs from left to right."""
    assert is_right_to_left("12. אב ab")
    assert not is_right_to_left("12. ab אב")
    assert not is_right_to_left("12 ٣")
    assert not is_right_to_left("")


def test_arabic_letters_join() -> None:
    """A letter takes the form of its place in the word; marks on it do not part it."""
    assert joined("بيت") == "\ufe91\ufef4\ufe96"
    assert joined("دار") == "\ufea9\ufe8d\ufead"
    assert joined("بِت") == "\ufe91\u0650\ufe96"
    assert joined("ب ت") == "\ufe8f \ufe95"
    assert joined("پ abc") == "\ufb56 abc"


MIXED = st.text(st.sampled_from("abאבגاب م12٣4.,:+-%$()[]!? \u0301\n👩\u200d🔬中"), max_size=80)


@settings(max_examples=150, deadline=None)
@given(MIXED, st.integers(2, 40), st.booleans())
def test_every_character_is_painted_once_at_its_place(
    text: str, width: int, is_ordered: bool
) -> None:
    """In either order the lines fit, lose nothing, and lead back to the text."""
    layout = Layout(Page(make_article(MarkedText.from_plain(text))), width, is_ordered=is_ordered)
    layout.extend_to_offset(10**9)
    page = layout.page.text
    holders = [0] * len(page)
    for line in layout.lines:
        assert cell_len(line.text) <= max(width, 2)
        column = len(line.prefix)
        for run in line.runs:
            for at, character in enumerate(run.text if run.is_literal else ""):
                holders[run.start + at] += 1
                assert line.offset_at(column + at) == run.start + at
                plain = unicodedata.normalize("NFKC", character)
                assert plain in (page[run.start + at], mirrored(page[run.start + at]), " ")
            column += len(run.text)
    for offset, character in enumerate(page):
        assert holders[offset] == 1 or (holders[offset] == 0 and character.isspace())
        if holders[offset]:
            assert layout.lines[layout.line_of(offset)].has(offset)


def test_paragraph_is_flush_right_and_its_signs_are_there() -> None:
    """A paragraph from right to left ends at the right margin, its bullet and bar behind it."""
    body = Body()
    body.leaf("אבג דה")
    body.item("אבג", value="12")
    start = body.leaf("גבא אבג גבא")
    body.around(start, SpanKind.QUOTE, 1)
    texts = [line.text for line in body_lines(body.done(), 12)]
    assert texts == [
        "      הד גבא",
        "",
        "     גבא .12",
        "",
        "   גבא אבג ▎",
        "       אבג ▎",
    ]
    assert all(not line.prefix for line in body_lines(body.done(), 12))


def test_a_mention_is_where_its_letters_are() -> None:
    """A stretch of the text is painted on the runs that hold it, whatever their order."""
    text = "אבג NASA דה"
    [line] = body_lines(MarkedText.from_plain(text), 20)
    runs = {run.text: run for run in line.runs if run.text.strip()}
    assert line.text.strip() == "הד NASA גבא"
    base = runs["א"].start
    assert runs["NASA"].start - base == text.index("NASA")
    assert line.column_of(base) == 19


@pytest.mark.parametrize(
    ("environment", "is_ordered"),
    [
        ({}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"VTE_VERSION": "7006"}, False),
        ({"VTE_VERSION": "5202"}, True),
        ({"VTE_VERSION": "?"}, True),
        ({"KONSOLE_VERSION": "230401"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "mlterm-256color"}, False),
    ],
)
def test_the_app_orders_where_the_terminal_does_not(
    environment: dict[str, str], is_ordered: bool
) -> None:
    """Terminals that order text themselves get it as it is written, unless the setting differs."""
    assert is_ordered_here("auto", environment) is is_ordered
    assert is_ordered_here("app", environment)
    assert not is_ordered_here("terminal", environment)


def test_titles_in_lists_are_in_order_too() -> None:
    """A title is cut where it ends, then put in order; the signs before it stay at the left."""
    assert fit("אבג דה", 8) == "הד גבא  "
    assert fit("אבג דה", 4) == "…גבא"
    assert fit("▾ אבג", 6) == "▾ גבא "
    assert fit("abc אבג", 8) == "abc גבא "
    assert fit("漢字 abc", 9) == "漢字 abc "


def test_where_the_terminal_orders_titles_are_left_as_written() -> None:
    """The app leaves alone what the terminal puts in order."""
    use_order(is_ordered=False)
    try:
        assert in_order("אבג") == "אבג"
        assert fit("אבג", 4) == "אבג "
    finally:
        use_order(is_ordered=True)


@pytest.mark.parametrize(("order", "title"), [("app", "הד גבא"), ("terminal", "אבג דה")])
async def test_the_setting_tells_who_orders(tmp_path: Path, order: str, title: str) -> None:
    """Headlines and articles are painted as read, or as written where the terminal orders."""
    path = tmp_path / "library.db"
    fill(path, {"Coast": [entry("אבג דה", 1, "אבג דה")]})
    config = f'refresh_interval = 0\nright_to_left = "{order}"\n'
    async with running(path, size=(80, 24), config=config) as app:
        assert title in app.text()
        await app.press("enter")
        await app.shows("אבג דה")
        lines = [line.rstrip(" ▏▁") for line in app.text().split("\n")]
        assert sum(line.endswith(title) for line in lines) == 2
