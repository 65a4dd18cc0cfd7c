"""The parts of a name's page that need no screen: excerpts of sentences, and the chart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from newsreader.model.name import DAY, MONTH, WEEK, Period, period_begin
from newsreader.tui.names.bars import EMPTY_SIGN, STEPS, chart, next_step, usual_step
from newsreader.tui.names.excerpt import Emphasis, excerpt, on_one_line, painted
from newsreader.tui.names.name_page import summed

TODAY = date(2026, 3, 18)
_WORDS = st.text("abcdeé ", min_size=0, max_size=300)


# --- excerpts ---------------------------------------------------------------------------------


def test_a_short_sentence_is_whole() -> None:
    """From its beginning, on as many lines as it takes."""
    lines = excerpt("Anna Berg met Peter Holm in Copenhagen.", 14, 24, 20, 3)
    assert [line.words for line in lines] == ["Anna Berg met Peter", "Holm in Copenhagen."]


def test_a_long_sentence_begins_before_the_name() -> None:
    """An ellipsis stands for what is left out, on either side."""
    text = "The harbour was quiet. " * 6 + "Then Anna Berg came in by boat. " + "It rained. " * 20
    start = text.index("Anna Berg")
    lines = excerpt(text, start, start + 9, 40, 2)
    assert len(lines) == 2
    assert lines[0].words.startswith("… ")
    assert lines[-1].words.endswith("…")
    assert "Anna Berg" in " ".join(line.words for line in lines)


@given(
    _WORDS, st.text("XY", min_size=1, max_size=12), _WORDS, st.integers(20, 90), st.integers(1, 3)
)
def test_the_name_is_always_in_sight(
    before: str, name: str, after: str, width: int, count: int
) -> None:
    """Whatever stands around it; and no line is longer than there is room."""
    text = f"{before}{name}{after}"
    lines = excerpt(text, len(before), len(before) + len(name), width, count)
    assert 1 <= len(lines) <= count
    assert all(cell_len(line.words) <= width for line in lines)
    over = Style(bold=True)
    emphasis = Emphasis(len(before), len(before) + len(name), over)
    emphasised = "".join(
        segment.text
        for line in lines
        for segment in painted(line, [emphasis], Style.null())
        if segment.style == over
    )
    assert emphasised == name


@given(st.text(max_size=200), st.integers(0, 50), st.integers(0, 3))
def test_any_text_gives_lines_that_fit(text: str, width: int, count: int) -> None:
    """Nothing raises, and what is painted is what the line says."""
    start = min(3, len(text))
    lines = excerpt(text, start, min(start + 2, len(text)), width, count)
    assert len(lines) <= count
    for line in lines:
        whole = "".join(segment.text for segment in painted(line, [], Style.null()))
        assert len(whole) == len(line.words)


@given(st.text(max_size=50))
def test_a_line_keeps_every_place(text: str) -> None:
    """Blanks of any kind become one blank each."""
    assert len(on_one_line(text)) == len(text)
    assert "\n" not in on_one_line(text)


# --- the chart --------------------------------------------------------------------------------


def days(*ago: int) -> list[Period]:
    """Days with two mentions in one article, by how long ago they were."""
    return [Period(TODAY - timedelta(days=each), 1, 2) for each in sorted(ago, reverse=True)]


def test_the_chart_ends_today() -> None:
    """Each day has its bar; days without mentions have the sign for none."""
    drawn = chart(days(0, 1, 5), DAY, TODAY, 12, 2)
    assert drawn.bars == (f"{EMPTY_SIGN * 6}█{EMPTY_SIGN * 3}██",)
    assert drawn.most == 2
    assert drawn.dates.endswith("today")


def test_long_ago_the_chart_ends_with_the_last_mention() -> None:
    """What is out of reach of today is shown all the same, with its date."""
    drawn = chart(days(900, 901), DAY, TODAY, 30, 3)
    assert drawn.bars[-1].rstrip().endswith("█")
    assert drawn.dates.endswith("2023")


def test_the_highest_bar_is_as_high_as_the_chart() -> None:
    """Others are in proportion, and what is there can be seen."""
    periods = [Period(TODAY - timedelta(days=1), 1, 1), Period(TODAY, 40, 320)]
    drawn = chart(periods, DAY, TODAY, 12, 4)
    assert [row[-1] for row in drawn.bars] == ["█", "█", "█"]
    assert [row[-2] for row in drawn.bars] == [" ", " ", "▁"]
    assert drawn.most == 320


def test_nothing_gives_an_empty_chart() -> None:
    """Neither periods nor room raise."""
    assert chart([], DAY, TODAY, 40, 4).most == 0
    assert chart(days(1), DAY, TODAY, 0, 4).most == 0


@given(
    st.lists(st.integers(0, 3000), max_size=30, unique=True),
    st.sampled_from(STEPS),
    st.integers(1, 120),
    st.integers(2, 9),
)
def test_a_chart_fits_its_room(ago: list[int], step: str, width: int, height: int) -> None:
    """At any size; its lines and dates are no wider, and the maximum is one of the periods."""
    periods = summed(days(*ago), step)
    drawn = chart(periods, step, TODAY, width, height)
    assert len(drawn.bars) == height - 1
    assert all(len(row) <= width for row in drawn.bars)
    assert len(drawn.dates) <= width
    assert drawn.most in {0, *(period.count for period in periods)}
    assert (drawn.most > 0) == bool(periods)


@given(st.lists(st.integers(0, 3000), max_size=30, unique=True), st.sampled_from(STEPS))
def test_weeks_and_months_lose_no_mention(ago: list[int], step: str) -> None:
    """The sum is that of the days, and each begins its own period."""
    found = summed(days(*ago), step)
    assert sum(period.count for period in found) == 2 * len(ago)
    begins = [period.begin for period in found]
    assert begins == sorted({period_begin(day.begin, step) for day in days(*ago)})


@pytest.mark.parametrize(
    ("ago", "step"), [([], DAY), ([0], DAY), ([0, 59], DAY), ([0, 200], WEEK), ([5, 2000], MONTH)]
)
def test_the_step_suits_the_time_there_is(ago: list[int], step: str) -> None:
    """Days for some weeks, weeks for a year, else months."""
    assert usual_step(days(*ago)) == step


def test_steps_come_round() -> None:
    """Day, week, month, day."""
    assert [next_step(step) for step in (DAY, WEEK, MONTH)] == [WEEK, MONTH, DAY]
