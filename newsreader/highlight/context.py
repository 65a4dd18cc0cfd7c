"""The time an article tells of, where that is not the time it was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from newsreader.highlight.figures import find_figures
from newsreader.highlight.scan import Figure
from newsreader.highlight.tokens import DASHES, LONGEST_DATELINE, Gap, Token
from newsreader.highlight.words import Lexicon
from newsreader.model.mention import MentionKind, Value

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_OR_MONTH = re.compile(r"\d{4}(-\d{2}(?:-\d{2})?)")
_YEAR = re.compile(r"\d{4}")
_FAR = 3
"""An article that names a year so far from its own tells of the past and not of news."""


def dateline_at(
    tokens: Sequence[Token], words: Lexicon, published_at: datetime | None
) -> datetime | None:
    """Return the date of "PARIS, 20 mai 1875 —" at the head of a text, or else `published_at`."""
    for index in range(1, min(LONGEST_DATELINE + 1, len(tokens) - 1)):
        if tokens[index].text in DASHES and tokens[index + 1].is_start:
            for figure in find_figures(tokens[:index], words, published_at):
                amount = str(figure.value.amount) if figure.value else ""
                if figure.kind is MentionKind.DATE and _FULL_DATE.fullmatch(amount):
                    return datetime.combine(date.fromisoformat(amount), time(12), UTC)
    return published_at


def _is_far(figure: Figure, at: datetime) -> bool:
    year = str(figure.value.amount)[:4] if figure.value else ""
    is_year = figure.kind is MentionKind.DATE and year.isdecimal()
    return is_year and abs(int(year) - at.year) >= _FAR


def with_told_years(
    figures: Sequence[Figure], tokens: Sequence[Token], words: Lexicon, at: datetime | None
) -> list[Figure]:
    """Return figures with dates that lack a year in the far year last named in their paragraph."""
    if at is None or not any(_is_far(figure, at) for figure in figures):
        return list(figures)
    told: list[Figure] = []
    year: str | None = None
    place = 0
    for figure in figures:
        shown = ""
        while place < len(tokens) and tokens[place].start < figure.end:
            if tokens[place].gap is Gap.BREAK:
                year = None
            if tokens[place].start >= figure.start:
                shown += f" {tokens[place].low}"
            place += 1
        if figure.kind is MentionKind.DATE and figure.value:
            amount = str(figure.value.amount)
            has_month = any(word.rstrip(".") in words.months for word in shown.split())
            named = _YEAR.search(shown)
            if named and amount.startswith(named[0]):
                year = named[0] if _is_far(figure, at) else None
            elif year and has_month and not named and (part := _DAY_OR_MONTH.fullmatch(amount)):
                figure = replace(figure, value=Value(year + part[1]))
        told.append(figure)
    return told
