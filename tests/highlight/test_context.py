from __future__ import annotations

from datetime import UTC, datetime

from newsreader.highlight.highlight import mark

PUBLISHED_AT = datetime(2024, 4, 2, 9, 0, tzinfo=UTC)


def dates(text: str, language: str) -> list[object]:
    marks = mark("", text, language=language, published_at=PUBLISHED_AT)
    return [m.value and m.value.amount for m in marks.mentions if m.kind.value == "date"]


def test_dates_are_read_against_the_date_at_the_head_of_a_report():
    """A report of another day than its publication tells of that day's week and year."""
    text = "LYON, 20 mai 1875 — Le Sénat a voté mardi, après le débat du 1er mars."
    assert dates(text, "fr") == ["1875-05-20", "1875-05-18", "1875-03-01"]


def test_a_date_without_a_year_is_in_the_far_year_named_before_it():
    """Where a paragraph tells of a far year, a day in it is of that year; the next is not."""
    text = "En 1898, il publie en juillet et le 26 décembre.\n\nIl revient le 26 mars."
    assert dates(text, "fr") == ["1898", "1898-07", "1898-12-26", "2024-03-26"]


def test_a_near_year_does_not_carry_over():
    """A report that recalls the year before still tells of its own days."""
    text = "La guerre dure depuis février 2022. Ils se voient le 4 avril."
    assert dates(text, "fr") == ["2022-02", "2024-04-04"]


def test_a_dash_alone_is_no_head_of_a_report():
    """A date before a dash inside a sentence changes nothing."""
    text = "Il parle du 20 mai 1975 - un mardi - et revient lundi."
    assert dates(text, "fr")[-1] == "2024-04-01"
