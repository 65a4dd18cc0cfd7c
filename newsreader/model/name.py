"""Names in the library: who and what articles are about, by all forms that their names have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsreader.model.article import Headline
from newsreader.model.journal import Action, Change
from newsreader.model.mention import Mention, MentionKind, fold


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the library; `name` is the form by which to call it.

    `count` is how often visible articles mention it, `articles` how many do. `variants` are its
    forms, the most used first, `name` among them. `key` tells it from all others, for good.
    """

    id: int
    key: str
    name: str
    kind: MentionKind
    count: int
    articles: int
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A form of a name, and how often articles (deleted ones, too) have it."""

    kind: MentionKind
    form: str
    count: int


@dataclass(frozen=True, slots=True)
class Passage:
    """An article that mentions a name, with the sentence that does so first.

    `start` and `end` are where the mention lies in `sentence`, in code points; the sentence is the
    title where only that has it (`is_title`). `figures` lie in the sentence likewise. `place` is
    where the mention begins in the article's whole text, or in its title.
    """

    headline: Headline
    sentence: str
    start: int
    end: int
    is_title: bool
    count: int
    figures: tuple[Mention, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """How many articles of a day, week or month (from `begin`) mention a name, and how often."""

    begin: date
    articles: int
    count: int


@dataclass(frozen=True, slots=True)
class Rising:
    """A name that is in more articles of the last days than before, and articles that tell why.

    `recent` of its articles are of the last days, `usual` would be if it were as frequent as
    before. `score` is the logarithm of how unlikely that is by chance (G², higher is less likely).
    """

    name: Name
    recent: int
    usual: float
    score: float
    why: tuple[Headline, ...]


_SEARCHED_BY = {
    MentionKind.PERSON: "person",
    MentionKind.ORGANISATION: "org",
    MentionKind.PLACE: "place",
}


def query_of(name: Name) -> str:
    """Return the search that finds the articles of a name, and of others that are called so."""
    written = " ".join(name.name.replace('"', " ").split())
    return f'{_SEARCHED_BY.get(name.kind, "name")}:"{written}"'


APART, ABSENT = "apart", "absent"

DAY, WEEK, MONTH = "day", "week", "month"
"""The steps of periods."""


def period_begin(day: date, step: str) -> date:
    """Return the first day of the day, week (Monday) or month that a day is of."""
    if step == WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == MONTH else day


def without_gaps(periods: Sequence[Period], step: str, until: date, limit: int) -> list[Period]:
    """Return the last `limit` periods up to the one of a day, those without articles too."""
    known = {period.begin: period for period in periods}
    begin = period_begin(until, step)
    found: list[Period] = []
    while len(found) < limit:
        found.append(known.get(begin, Period(begin, 0, 0)))
        if begin <= date(2, 1, 1):
            break
        begin = period_begin(begin - timedelta(days=1), step)
    return found[::-1]


def form_key(kind: str, form: str) -> str:
    """Return the key under which is stored that a form of a name stands for itself."""
    return f"{APART}\t{kind}\t{fold(form)}"


def absence_key(article_id: int, key: str) -> str:
    """Return the key under which is stored that an article does not mention a name."""
    return f"{ABSENT}\t{article_id}\t{key}"


def same_as(name: Name, other: Name) -> Change:
    """Return the change that makes one name, with all its forms, a form of another one."""
    return Change(
        Action.JOIN_NAMES,
        after={name.key: other.key},
        subject=f"“{name.name}” is the same as “{other.name}”",
    )


def not_this_name(name: Name, forms: Sequence[Variant]) -> Change:
    """Return the change that lets forms of a name stand for themselves."""
    written = ", ".join(f"“{variant.form}”" for variant in forms)
    return Change(
        Action.JOIN_NAMES,
        after={form_key(variant.kind.value, variant.form): APART for variant in forms},
        subject=f"{written} is not “{name.name}”",
    )


def not_in_article(name: Name, headline: Headline) -> Change:
    """Return the change by which an article is none of those that mention a name."""
    return Change(
        Action.JOIN_NAMES,
        after={absence_key(headline.id, name.key): ABSENT},
        subject=f"“{headline.title}” does not mention “{name.name}”",
    )
