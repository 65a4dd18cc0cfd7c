"""Searches for figures: how they are written, and the days that dates stand for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.dates import days_of
from newsreader.model.figure_search import FigureRange, figure_range
from newsreader.model.mention import MentionKind
from newsreader.model.query import parse_query
from newsreader.model.terms import Condition

AMOUNTS = (MentionKind.MONEY, MentionKind.QUANTITY, MentionKind.NUMBER)


def test_amounts():
    """A number with a sign before it, a range, a currency or a unit on either side."""
    assert figure_range("amount", ">1_000_000") == FigureRange(AMOUNTS, 1e6, None, (False, True))
    assert figure_range("amount", "<=-2.5") == FigureRange(AMOUNTS, None, -2.5)
    assert figure_range("amount", "7") == FigureRange(AMOUNTS, 7, 7)
    assert figure_range("amount", "9..3") == FigureRange(AMOUNTS, 3, 9)
    euros = FigureRange(AMOUNTS, 1e9, None, (False, True), (("EUR", 1.0), ("€", 1.0)))
    assert figure_range("amount", "€>1e9") == euros
    assert figure_range("amount", ">1e9€") == euros
    assert figure_range("amount", "> 1e9 €") == euros
    assert ("CHF", 1.0) in figure_range("amount", "chf=5").units
    assert dict(figure_range("amount", "km>2").units)["m"] == 1000
    assert figure_range("percent", ">5%").kinds == (MentionKind.PERCENT,)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount", "lots"), ("amount", ">"), ("amount", "1e999"), ("amount", ">1..2"),
        ("amount", "€5€"), ("percent", ">5km"), ("date", "soon"), ("date", "2022-13"),
        ("date", ">2020..2021"), ("date", ""),
    ],
)  # fmt: skip
def test_what_makes_no_sense(key, value):
    """It is no condition, and the query says how one is written."""
    assert figure_range(key, value) is None
    if value:
        [remark] = parse_query(f"{key}:{value}").remarks
        assert "means nothing" in remark
        assert f"{key}:" in remark.partition("stands.")[2]


def test_dates_are_ranges_of_days():
    """A day, month, year, decade; more or less; from one to another, both included."""
    day = date(2022, 2, 24).toordinal()
    assert figure_range("date", "2022-02-24") == FigureRange(
        (MentionKind.DATE,), day, day, is_within=True
    )
    assert figure_range("date", ">2022-02-24").low == day + 1
    assert figure_range("date", "<2022-02").high == date(2022, 1, 31).toordinal()
    months = figure_range("date", "2022-02..2022-04")
    assert (months.low, months.high) == (day - 23, date(2022, 4, 30).toordinal())


def test_conditions_of_figures_come_with_their_range():
    """Quoted or not, excluded or not."""
    [condition] = parse_query("-percent:>5").conditions
    assert condition == Condition("percent", ">5", True, figures=figure_range("percent", ">5"))
    [condition] = parse_query('amount:"> 5 km"').conditions
    assert condition.figures == figure_range("amount", "km>5")


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2024-33", "2024-01-01", "2024-03-31"),
        ("2024-41", "2024-07-01", "2024-12-31"),
        ("2024-24", "2024-12-01", "2025-02-28"),
    ],
)
def test_days_of_what_a_text_tells(told, first, last):
    """As ISO 8601 and its extension have it."""
    days = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    assert days_of(told) == days


@pytest.mark.parametrize(
    "told", ["--05-03", "14:30", "", "2022-00", "2023-02-29", "0000", "2024-50"]
)
def test_what_has_no_days(told):
    """A date without its year, a time, and what is no date."""
    assert days_of(told) is None


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_day_lies_in_its_month_and_year(day):
    """And the days of a month follow on those of the one before."""
    first, last = days_of(f"{day:%Y-%m}".rjust(7, "0"))
    assert first <= day.toordinal() <= last
    before = date.fromordinal(first) - timedelta(days=1)
    assert days_of(f"{before:%Y-%m}".rjust(7, "0"))[1] == first - 1


@given(st.text(max_size=20))
def test_any_value_is_read_or_refused(value):
    """No input is an error."""
    for key in ("amount", "percent", "date"):
        found = figure_range(key, value)
        assert found is None or found.low is not None or found.high is not None
