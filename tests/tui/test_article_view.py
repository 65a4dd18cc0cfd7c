"""The article view in a running app."""

from __future__ import annotations

import pytest
from textual.geometry import Offset

from newsreader.model.mention import NAME_KINDS
from newsreader.model.text import MarkedText, Span, SpanKind
from newsreader.tui.layout.page import NO_TITLE, no_text
from tests.tui.article_host import (
    LONG,
    PARAGRAPHS,
    TEXT,
    Host,
    make_article,
    marked_article,
    screen_lines,
    styles_of,
)


@pytest.mark.parametrize("title", ["[red]", "[/]", "[link=", "[@click=app.quit]x[/]", "a\\[b]"])
async def test_markup_in_titles_and_text_is_painted_literally(title: str) -> None:
    """What looks like Textual's markup is text like any other."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(make_article(MarkedText.from_plain(f"Text {title}."), title))
        await pilot.pause()
        lines = [line.strip() for line in screen_lines(app)]
        assert title in lines
        assert f"Text {title}." in lines


async def test_missing_title_text_and_article_are_shown_as_such() -> None:
    """No title and no text are said; no article is an empty pane."""
    app = Host()
    async with app.run_test(size=(90, 20)) as pilot:
        app.view.show(make_article(MarkedText(), ""))
        await pilot.pause()
        lines = [line.strip() for line in screen_lines(app)]
        assert NO_TITLE in lines
        assert no_text() in lines
        assert app.view.at_end
        app.view.show(None)
        await pilot.pause()
        assert not any(screen_lines(app))
        assert app.view.position == 0
        assert app.view.next_mention() is None
        assert not app.view.page(1)


async def test_text_is_centred_in_its_measure() -> None:
    """In a wide pane the text keeps its width, with equal margins."""
    app = Host()
    async with app.run_test(size=(121, 30)) as pilot:
        app.view.text_width = 60
        app.view.show(LONG)
        await pilot.pause()
        lines = [line for line in screen_lines(app) if line]
        assert all(line.startswith(" " * 30) and not line[30:31].isspace() for line in lines)
        assert max(len(line) for line in lines) <= 90


async def test_pages_go_to_the_end_and_back() -> None:
    """Paging shows every line, says when the end is reached, and the way back is as long."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        view.show(LONG)
        await pilot.pause()
        assert not view.page(-1)
        seen = set(screen_lines(app))
        while not view.at_end:
            assert view.page(1)
            seen.update(screen_lines(app))
        assert not view.page(1)
        assert not view.page(0.5)
        for number in range(len(PARAGRAPHS)):
            assert any(f"Paragraph {number}:" in line for line in seen)
        view.scroll_top()
        assert view.position == 0
        view.scroll_bottom()
        assert view.at_end
        assert view.scroll_lines(-3)
        assert not view.at_end


@pytest.mark.parametrize("position", [700, 2500])
async def test_place_survives_other_widths_and_a_restart(position: int) -> None:
    """The same words are at the top after the pane was resized, and when shown again."""
    app = Host()
    async with app.run_test(size=(100, 20)) as pilot:
        view = app.view
        view.show(LONG, position=position)
        await pilot.pause()
        place = view.position
        assert place <= position < place + 80
        for width in (50, 140, 100):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            start, end = view.visible_text
            assert start <= place + view.page_shown.body_start < end
        assert view.position == place
        view.show(make_article(MarkedText.from_plain("Another.")))
        view.show(LONG, position=place)
        await pilot.pause()
        assert view.position == place


async def test_article_given_to_a_hidden_view_is_shown_when_it_appears() -> None:
    """An article shown while the pane is hidden is there, at its place, once the pane is."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        view.display = False
        await pilot.pause()
        view.show(LONG, position=900)
        await pilot.pause()
        assert view.position == 900
        view.display = True
        await pilot.pause()
        assert any(screen_lines(app))
        start, end = view.visible_text
        assert start <= 900 + view.page_shown.body_start < end


async def test_mentions_are_stepped_through_and_told() -> None:
    """Stepping goes title first, then through the text and round, scrolls and tells each."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        view.show(marked_article())
        await pilot.pause()
        stepped = []
        for _ in range(5):
            view.next_mention()
            stepped.append(view.current_mention_text)
            await pilot.pause()
            assert view.current_mention_text in "\n".join(screen_lines(app))
            assert next(styles_of(app, view.current_mention_text)).reverse
        assert stepped == ["1903", "Curie", "Paris", "NASA", "1903"]
        assert app.changes[1] == "Curie · person"
        view.previous_mention()
        assert view.current_mention_text == "NASA"
        view.clear_mention()
        await pilot.pause()
        assert app.changes[-1] == ""
        assert not next(styles_of(app, "NASA")).reverse
        view.scroll_bottom()
        assert view.previous_mention().canonical == "NASA"


async def test_kinds_not_shown_are_neither_marked_nor_stepped_to() -> None:
    """What is not to be marked looks like text and is passed over."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        view.show(marked_article())
        await pilot.pause()
        view.next_mention()
        view.shown_kinds = frozenset(NAME_KINDS)
        await pilot.pause()
        assert view.current_mention is None
        assert not list(styles_of(app, "1903"))
        assert view.next_mention().canonical == "Curie"
        view.shown_kinds = frozenset()
        assert view.next_mention() is None


async def test_mentions_found_later_keep_place_and_find() -> None:
    """New marks (and a longer byline) of the open article change neither place nor find."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        view.show(make_article(MarkedText.from_plain(TEXT), "In 1903"))
        view.find("paragraph 7")
        await pilot.pause()
        top = screen_lines(app)
        place = view.position
        assert place
        view.set_mentions(marked_article(language="fr"))
        await pilot.pause()
        assert view.position == place
        assert screen_lines(app) == top
        assert view.match_count == 1
        view.scroll_top()
        await pilot.pause()
        assert "French" in "\n".join(screen_lines(app))
        view.next_mention()
        view.set_mentions(marked_article(language="fr"))
        assert view.current_mention_text == "1903"


async def test_find_marks_and_steps_through_matches() -> None:
    """A find counts its matches, goes to the first one in view or below, and round."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        view.show(LONG)
        await pilot.pause()
        assert view.find("PARÁGRAPH 1") == 11
        assert (view.match_count, view.match_index) == (11, 0)
        for index in (1, 2):
            view.next_match()
            await pilot.pause()
            assert view.match_index == index
            assert any("Paragraph 1" in line for line in screen_lines(app))
        for _ in range(3):
            view.previous_match()
        assert view.match_index == 10
        assert view.find("no such words") == 0
        assert view.match_index == -1
        view.find("paragraph")
        view.clear_find()
        assert view.match_count == 0


async def test_selected_text_is_the_articles_not_the_screens() -> None:
    """What is dragged over is copied as it was written, without line breaks of the wrapping."""
    app = Host()
    async with app.run_test(size=(40, 20)) as pilot:
        view = app.view
        text = "one two three four five six seven eight nine ten eleven twelve"
        view.show(make_article(MarkedText.from_plain(text)))
        await pilot.pause()
        lines = screen_lines(app)
        first = next(y for y, line in enumerate(lines) if "two" in line)
        last = next(y for y, line in enumerate(lines) if "nine" in line)
        assert last > first
        await pilot.mouse_down(view, offset=(lines[first].index("two"), first))
        await pilot.hover(view, offset=(lines[last].index("nine") + 3, last))
        await pilot.mouse_up(view, offset=(lines[last].index("nine") + 3, last))
        assert view.selected_text() == text[text.index("two") : text.index(" ten")]
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert view.selected_text() == text[text.index("two") : text.index(" ten")]


async def test_wide_code_is_shifted_into_view() -> None:
    """Code wider than the pane is shifted sideways, no further than it is wide; what fits stays."""
    app = Host()
    async with app.run_test(size=(40, 20)) as pilot:
        view = app.view
        code = "start " + "x" * 60 + " end"
        spans = (
            Span(0, 4, SpanKind.PARAGRAPH),
            Span(6, 11, SpanKind.CODE_BLOCK),
            Span(13, 13 + len(code), SpanKind.CODE_BLOCK),
        )
        view.show(make_article(MarkedText(f"Look\n\nshort\n\n{code}", spans)))
        await pilot.pause()
        assert any("start" in line and line.endswith("›") for line in screen_lines(app))
        view.shift(1000)
        await pilot.pause()
        lines = screen_lines(app)
        assert any("‹" in line and line.endswith("end") for line in lines)
        assert any("Look" in line for line in lines)
        assert any("short" in line for line in lines)
        view.shift(-1000)
        await pilot.pause()
        assert any("start" in line for line in screen_lines(app))
        view.find("end")
        await pilot.pause()
        assert any("end" in line for line in screen_lines(app))


async def test_links_are_underlined_and_known() -> None:
    """A link looks like one and leads back to its address."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        spans = (Span(0, 14, SpanKind.PARAGRAPH), Span(4, 8, SpanKind.LINK, 0, "https://e.org"))
        view.show(make_article(MarkedText("See this page.", spans)))
        await pilot.pause()
        assert next(styles_of(app, "this")).underline
        y, line = next((y, line) for y, line in enumerate(screen_lines(app)) if "this" in line)
        x = line.index("this")
        found = [view.target_at(column, y) for column in (x - 1, x, x + 3, x + 4)]
        assert [target and target.url for target in found] == [None, *["https://e.org"] * 2, None]


async def test_view_has_no_keys_and_the_wheel_scrolls() -> None:
    """The screen owns the keys; the mouse wheel works by itself."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.view
        view.show(LONG)
        view.focus()
        await pilot.press("pagedown", "down", "end")
        assert view.scroll_offset == Offset(0, 0)
        view.scroll_down(animate=False)
        await pilot.pause()
        assert view.scroll_offset.y == 1
