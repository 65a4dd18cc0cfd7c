"""A day or month without its year is the last or next one, as the verbs around it tell."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.highlight.figures import find_figures
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.words import lexicon
from newsreader.model.mention import MentionKind

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def _date(text: str, language: str, day: date) -> str:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    found = find_figures(tokenize(text), lexicon(language), at)
    (told,) = [figure.value for figure in found if figure.kind is MentionKind.DATE]
    assert told is not None
    return str(told.amount)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The shop closed in March.", "2026-03"),
        ("en", "The shop will close in March.", "2027-03"),
        ("en", "In December, the shop was closed.", "2025-12"),
        ("en", "The shop closes on 4 December.", "2026-12-04"),
        ("en", "The shop, which had closed in May, will be torn down.", "2026-05"),
        ("fr", "Il a promis qu'elle rouvrira en mars.", "2027-03"),
        ("fr", "Fermée en mars, elle rouvrira.", "2026-03"),
        ("de", "Der Laden wird im März geschlossen.", "2027-03"),
        ("de", "Der Laden ist im März geschlossen worden.", "2026-03"),
    ],
)
def test_the_nearest_verb_tells_whether_a_date_is_past(language, text, told):
    """An auxiliary tells more than an ending, and a clause's own verb more than the next one's."""
    assert _date(text, language, date(2026, 11, 24)) == told


@given(_DAYS, _DAYS, st.sampled_from(("was shut on", "will be shut on", "is shut on")))
def test_a_day_without_its_year_is_less_than_a_year_off(published, shown, verb):
    """Whatever the verb, the day is the one that the text names, and it is one of the calendar."""
    told = _date(f"The shop {verb} {shown.day} {_MONTHS[shown.month - 1]}.", "en", published)
    found = date.fromisoformat(told)
    assert (found.month, found.day) == (shown.month, shown.day)
    is_leap_day = (shown.month, shown.day) == (2, 29)
    assert abs((found - published).days) <= (8 * 366 if is_leap_day else 366)


@given(_DAYS, st.integers(1, 12))
def test_a_month_without_its_year_is_past_or_to_come_as_its_verb(published, month):
    """After "was" a month is never one to come; after "will" it is never long past."""
    name = _MONTHS[month - 1]
    past = _date(f"The shop was shut in {name}.", "en", published)
    assert past <= f"{published.year:04}-{published.month:02}"
    next_ = _date(f"The shop will be shut in {name}.", "en", published)
    year, found = map(int, next_.split("-"))
    apart = 12 * (year - published.year) + found - published.month
    assert -3 <= apart <= 11
