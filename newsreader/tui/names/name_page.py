"""What the page of a name shows, as it is read from the library, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from newsreader.library.names import PAGE
from newsreader.model.name import DAY, MONTH, WEEK, period_begin
from newsreader.tui.counted import counted

if TYPE_CHECKING:
    from datetime import date

    from newsreader.library.library import Library
    from newsreader.model.headline import Headline, Key
    from newsreader.model.name import Name, Passage, Period, Variant

_COMPANY = 50
"""Names seen with it at most: what comes after them is in hardly any article with it."""

_KEPT = 1000
"""Articles at most that are read anew at once."""


class Section(StrEnum):
    """A part of the page that can have the keyboard."""

    ARTICLES = "articles"
    COMPANY = "company"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class NameFacts:
    """A name with its forms, how many of its articles are unread, and when it was mentioned.

    `periods` are those with articles, in order, by the step: day, week or month.
    """

    name: Name
    variants: tuple[Variant, ...]
    unread: int
    periods: Mapping[str, Sequence[Period]]


@dataclass(frozen=True, slots=True)
class NameContent:
    """All that is read of a page: facts, the articles read so far, the names seen with it.

    With `is_whole` there are no more articles.
    """

    facts: NameFacts
    passages: tuple[Passage, ...]
    company: tuple[Name, ...]
    is_whole: bool


class Spot(NamedTuple):
    """Where one was in a list: the row under the cursor, and the line at its top."""

    cursor: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where one was on a page: what it showed, the step of its chart, the place in each list."""

    content: NameContent
    step: str
    section: Section
    spots: Mapping[Section, Spot]


@dataclass(eq=False, repr=False)
class NamePageRead(Message):
    """The page of a name was read; None: no article mentions it any more."""

    generation: int
    content: NameContent | None


@dataclass(eq=False, repr=False)
class PassagesRead(Message):
    """More articles of a name were read, those after a key."""

    generation: int
    passages: list[Passage]


def read_page(library: Library, key: str, generation: int, count: int) -> NamePageRead:
    """Read the page of a name with at least `count` articles; `generation` tells a late answer."""
    name = library.names.by_key(key)
    if name is None or not name.articles:
        return NamePageRead(generation, None)
    days = library.names.periods(name.id, DAY)
    limit = max(PAGE, min(count, _KEPT))
    passages = library.names.passages(name.id, limit=limit)
    facts = NameFacts(
        name,
        tuple(library.names.variants(name.id)),
        library.names.unread(name.id),
        {step: summed(days, step) for step in (DAY, WEEK, MONTH)},
    )
    company = tuple(library.names.seen_with(name.id, limit=_COMPANY))
    content = NameContent(facts, tuple(passages), company, is_whole=len(passages) < limit)
    return NamePageRead(generation, content)


def read_more(library: Library, name_id: int, after: Key, generation: int) -> PassagesRead:
    """Read the articles of a name that come after a key."""
    return PassagesRead(generation, library.names.passages(name_id, after=after))


def with_more(content: NameContent, passages: Sequence[Passage]) -> NameContent:
    """Return what a page shows with more articles."""
    known = {each.headline.id for each in content.passages}
    new = [each for each in passages if each.headline.id not in known]
    is_whole = len(passages) < PAGE
    return replace(content, passages=(*content.passages, *new), is_whole=is_whole)


def with_headline(content: NameContent, headline: Headline) -> NameContent:
    """Return what a page shows with an article as it is now."""
    facts, passages = content.facts, []
    for each in content.passages:
        if each.headline.id == headline.id:
            unread = facts.unread + (not headline.is_read) - (not each.headline.is_read)
            facts = replace(facts, unread=unread)
            passages.append(replace(each, headline=headline))
        else:
            passages.append(each)
    return replace(content, facts=facts, passages=tuple(passages))


def summed(days: Sequence[Period], step: str) -> list[Period]:
    """Return the weeks or months (`step`) of days that are in order."""
    found: dict[date, Period] = {}
    for day in days:
        begin = period_begin(day.begin, step)
        former = found.get(begin)
        articles, count = (former.articles, former.count) if former else (0, 0)
        found[begin] = replace(
            day, begin=begin, articles=articles + day.articles, count=count + day.count
        )
    return [*found.values()]


def counts_in_words(facts: NameFacts) -> tuple[str, ...]:
    """Return how often a name is mentioned, in words and in fewer and fewer of them.

    `12 articles · 31 mentions · 4 unread`, `12 articles · 4 unread`, `12 articles`, `12`.
    """
    articles = counted(facts.name.articles, "article")
    mentions = f" · {counted(facts.name.count, 'mention')}"
    unread = f" · {facts.unread:,} unread" if facts.unread else ""
    shorter = (f"{articles}{unread}", articles, f"{facts.name.articles:,}")
    return f"{articles}{mentions}{unread}", *shorter


def forms_in_words(facts: NameFacts) -> list[str]:
    """Return the other forms of a name, the most used first, each with its count."""
    counts: dict[str, int] = {}
    for variant in facts.variants:
        counts[variant.form] = counts.get(variant.form, 0) + variant.count
    counts.pop(facts.name.name, None)
    return [f"{form} {count:,}" for form, count in counts.items()]
