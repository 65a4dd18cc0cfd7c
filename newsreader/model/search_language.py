"""The search language. Every text is a query.

Words are prefixes (`lecor` finds Lecornu), a phrase in closed quotes is not, a minus excludes.
`is:unread` `is:read` `is:bookmarked` `feed:` `folder:` `author:` `title:` `lang:` `from:` `to:`
(`2024`, `2024-03`, `2024-03-05`, `today`, `yesterday`, and `7d`, `2w`, `3m`, `1y` back) and
`has:full-text` narrow, `name:` `person:` `place:` `org:` by whom an article names (whatever form
its name has there), `amount:` (`>1e6`, `€>1e9`, `10..20km`), `percent:` (`>5`) and `date:`
(`2022-02-24`, `<1990`, `2020..2022`) by its figures (see figure_search.py). `OR` between parts and
brackets around them give alternatives; `AND` may be written. Both in capitals only: `or` is gold in
French. What has no meaning is searched for as it stands, and a remark says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newsreader.model import figure_search
from newsreader.model.query import Query
from newsreader.model.terms import AnyOf, Condition, Part, Term
from newsreader.model.text import clean_line

MOST_PARTS = 64
"""Parts of a search beyond these are ignored."""

_DEEPEST = 20
"""Brackets within brackets beyond these are mere characters."""

KEYS: dict[str, tuple[str, ...]] = {
    "is": ("unread", "read", "bookmarked"),
    "has": ("full-text",),
    "feed": (),
    "folder": (),
    "author": (),
    "title": (),
    "lang": (),
    "from": (),
    "to": (),
    "name": (),
    "person": (),
    "place": (),
    "org": (),
    "amount": (),
    "percent": (),
    "date": (),
}
"""What can stand before a colon, with the values it can have where they are few."""

_HINTS = {
    "amount": " An amount is a number such as amount:>1000000, amount:€>1e9 or amount:10..20km.",
    "percent": " Write percent:>5 or percent:2..3.",
    "date": " Write date:2022-02-24, date:2022-02, date:<1990 or date:2020..2022.",
}
"""How conditions are written that few would guess."""

_TOKEN = re.compile(r'(-?)(?:([A-Za-z]+):)?"([^"]*)("?)|(-?)\(|(\S+)')
_KEYED = re.compile(r"([A-Za-z]+):(.+)", re.DOTALL)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_BACK = re.compile(r"(\d{1,4})([dwmy])", re.ASCII)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(slots=True)
class _Open:
    is_excluded: bool
    is_closed: bool = False


class _Close:
    pass


@dataclass(slots=True)
class _Word:
    """A part as it was written; `operator` is `OR` or `AND` where it may be one."""

    part: Part
    operator: str = ""


_Token = _Open | _Close | _Word


@dataclass(slots=True)
class _Reader:
    """Reads a query from left to right, and remarks what it does not understand."""

    now: datetime
    remarks: list[str] = field(default_factory=list)
    tokens: list[_Token] = field(default_factory=list)
    at: int = 0

    def cut(self, text: str) -> None:
        """Cut a text into its tokens."""
        opened: list[_Open] = []
        parts = 0
        for match in _TOKEN.finditer(text):
            minus, key, phrase, quote, open_minus, word = match.groups()
            if parts >= MOST_PARTS:
                self.remarks.append(f"Only the first {MOST_PARTS} parts are searched for.")
                break
            if phrase is not None:
                part = self._keyed(key, phrase, is_excluded=bool(minus), is_prefix=not quote)
                closing = 0
            elif word is None:
                if len(opened) < _DEEPEST:
                    opened.append(_Open(bool(open_minus)))
                    self.tokens.append(opened[-1])
                continue
            else:
                word, closing = _without_closing(word, len(opened))
                part = self._word(word)
            if part is not None:
                parts += 1
                operator = word if word in ("OR", "AND") else ""
                self.tokens.append(_Word(part, operator))
            for _ in range(closing):
                opened.pop().is_closed = True
                self.tokens.append(_Close())
        if opened:
            self.remarks.append("A bracket is not closed: it is left out.")

    def alternatives(self) -> list[list[Part]]:
        """Return what the tokens say up to the end, or to the bracket that closes."""
        found: list[list[Part]] = [[]]
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if isinstance(token, _Close):
                break
            if isinstance(token, _Open):
                if token.is_closed:
                    found[-1] += _grouped(self.alternatives(), is_excluded=token.is_excluded)
            elif token.operator and found[-1] and self._is_between():
                if token.operator == "OR":
                    found.append([])
            else:
                found[-1].append(token.part)
        return [parts for parts in found if parts]

    def _is_between(self) -> bool:
        """Whether the operator just read stands between parts that it can be about."""
        before = self.tokens[self.at - 2]
        after = self.tokens[self.at] if self.at < len(self.tokens) else None
        if isinstance(before, _Word) and before.operator:
            return False
        if isinstance(after, _Open):
            return after.is_closed
        return isinstance(after, _Word) and not after.operator

    def _word(self, word: str) -> Part | None:
        is_excluded = word.startswith("-") and len(word) > 1
        bare = word[1:] if is_excluded else word
        keyed = _KEYED.fullmatch(bare)
        if keyed:
            return self._keyed(keyed[1], keyed[2], is_excluded=is_excluded, is_prefix=True)
        return Term(bare, is_excluded) if bare else None

    def _keyed(
        self, key: str | None, value: str, *, is_excluded: bool, is_prefix: bool
    ) -> Part | None:
        value = value.strip()
        if key is None:
            return Term(value, is_excluded, is_prefix) if value else None
        whole = f"{key}:{value}"
        if key.lower() not in KEYS:
            return Term(whole, is_excluded, is_prefix)
        if not value:
            return None
        if key.lower() == "title":
            return Term(value, is_excluded, is_prefix, in_title=True)
        condition = _condition(key.lower(), clean_line(value), self.now, is_excluded=is_excluded)
        if condition is None:
            shown = clean_line(whole)
            hint = _HINTS.get(key.lower(), "")
            self.remarks.append(f"“{shown}” means nothing: it is searched for as it stands.{hint}")
            return Term(whole, is_excluded, is_prefix)
        return condition


def parse(text: str, now: datetime | None = None) -> Query:
    """Return the query that a text is; days are those of the zone of `now`, here and now."""
    reader = _Reader(now or datetime.now().astimezone())
    reader.cut(text)
    alternatives = reader.alternatives()
    if len(alternatives) > 1:
        parts: list[Part] = _grouped(alternatives)
    else:
        parts = alternatives[0] if alternatives else []
    is_unread: bool | None = None
    is_bookmarked: bool | None = None
    conditions: list[Condition | AnyOf] = []
    for part in parts:
        if isinstance(part, Condition) and part.key == "is":
            # What contradicts one before it is a condition beside it: nothing meets both.
            if part.value == "bookmarked":
                wanted = not part.is_excluded
                if is_bookmarked in (None, wanted):
                    is_bookmarked = wanted
                else:
                    conditions.append(part)
            else:
                wanted = (part.value == "unread") != part.is_excluded
                if is_unread in (None, wanted):
                    is_unread = wanted
                else:
                    conditions.append(part)
        elif not isinstance(part, Term):
            conditions.append(part)
    return Query(
        is_unread=is_unread,
        is_bookmarked=is_bookmarked,
        terms=tuple(part for part in parts if isinstance(part, Term)),
        conditions=tuple(conditions),
        remarks=tuple(dict.fromkeys(reader.remarks)),
    )


def _grouped(alternatives: list[list[Part]], *, is_excluded: bool = False) -> list[Part]:
    """Return alternatives as one part; those of a bracket that needs none as they are."""
    if not alternatives:
        return []
    if len(alternatives) == 1 and not is_excluded:
        return alternatives[0]
    return [AnyOf(tuple(map(tuple, alternatives)), is_excluded)]


def _without_closing(word: str, opened: int) -> tuple[str, int]:
    """Return a word without the brackets that close those before it, and how many these are."""
    closing = 0
    while closing < opened and word.endswith(")") and word.count(")") > word.count("("):
        word = word[:-1]
        closing += 1
    return word, closing


def _condition(key: str, value: str, now: datetime, *, is_excluded: bool) -> Condition | None:
    if key in ("from", "to"):
        days = _days(value.lower(), now)
        return Condition(key, value, is_excluded, days[key == "to"]) if days else None
    if key in figure_search.KEYS:
        figures = figure_search.figure_range(key, value)
        return Condition(key, value, is_excluded, figures=figures) if figures else None
    values = KEYS[key]
    if (values and value.lower() not in values) or not value:
        return None
    return Condition(key, value.lower() if values or key == "lang" else value, is_excluded)


def _days(value: str, now: datetime) -> tuple[datetime, datetime] | None:
    """Return when what a date says begins and is over, or None where it is no date."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    named = {"today": "0d", "yesterday": "1d"}.get(value, value)
    try:
        if back := _BACK.fullmatch(named):
            begin = today - timedelta(days=int(back[1]) * _DAYS[back[2]])
            return _moment(begin, now), _moment(begin + timedelta(days=1), now)
        if date := _DATE.fullmatch(value):
            year, month, day = (int(each) if each else None for each in date.groups())
            assert year is not None
            begin = datetime(year, month or 1, day or 1)  # noqa: DTZ001 - its zone comes later
            if day:
                end = begin + timedelta(days=1)
            elif month:
                end = datetime(year + month // 12, month % 12 + 1, 1)  # noqa: DTZ001
            else:
                end = datetime(year + 1, 1, 1)  # noqa: DTZ001
            return _moment(begin, now), _moment(end, now)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _moment(day: datetime, now: datetime) -> datetime:
    """Return the moment a day begins in the zone of `now`."""
    return day.replace(tzinfo=now.tzinfo).astimezone(UTC)
