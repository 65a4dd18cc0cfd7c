"""The names that rise now, as they are read for the screen, and in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.library.rising import BEFORE, FEWEST_BEFORE, RECENT
from newsreader.model.headline import Headline
from newsreader.tui.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsreader.library.library import Library
    from newsreader.model.name import Rising

_SHOWN = 40
"""Names at most: what comes after them hardly rises."""


@dataclass(eq=False, repr=False)
class RisingRead(Message):
    """The names that rise were read; where there are none, `words` say why."""

    rising: list[Rising]
    words: str = ""


@dataclass(eq=False, repr=False)
class RisingReread(Message):
    """The headlines among them were read as they are now."""

    headlines: dict[int, Headline]


@dataclass(frozen=True, slots=True)
class RisingPlace:
    """Where one was among names that rise: what was listed, the row, and the first in sight."""

    rising: tuple[Rising, ...]
    cursor: int
    top: int


def read_rising(library: Library, *, is_marking: bool) -> RisingRead:
    """Read the names that rise now; `is_marking` tells that articles are being marked."""
    rising = library.names.rising(limit=_SHOWN)
    if rising:
        return RisingRead(rising)
    recent, before = library.names.compared()
    return RisingRead([], nothing_in_words(recent, before, is_marking=is_marking))


def reread(library: Library, ids: Iterable[int]) -> RisingReread:
    """Read headlines as they are now."""
    found = (library.articles.headline(each) for each in ids)
    return RisingReread({headline.id: headline for headline in found if headline})


def nothing_in_words(recent: int, before: int, *, is_marking: bool) -> str:
    """Return why no name rises, by how many articles there are of the last days and before."""
    if not recent:
        return f"No article is of the last {RECENT} days: nothing can rise."
    if before < FEWEST_BEFORE:
        there_are = counted(before, "article")
        return (
            f"What is usual is not known yet. It takes articles of the last {RECENT + BEFORE} "
            f"days: of the {BEFORE} before this week there are {there_are} here, "
            f"and {FEWEST_BEFORE} are needed."
        )
    if is_marking:
        return "Names are still being marked in the background: look again in a while."
    return f"No name is in clearly more articles of the last {RECENT} days than usual."


def rise_in_words(rising: Rising) -> str:
    """Return how much a name rises: `12 this week, usually 2`."""
    recent, usual = f"{rising.recent:,}", rising.usual
    if not usual:
        return f"{recent} this week, never in the {BEFORE} days before"
    if usual < 0.5:
        return f"{recent} this week, usually hardly any"
    shown = f"{usual:,.0f}"
    return f"{recent} this week, usually {shown if shown != recent else f'{usual:,.1f}'}"


def detail_in_words(row: Rising | Headline) -> str:
    """Return a headline with its feed, or a name with its other forms and how often it is there."""
    if isinstance(row, Headline):
        return f"{row.title or '(no title)'}\n{row.feed}"
    name = row.name
    forms = ", ".join(form for form in name.variants if form != name.name)
    written = f" · also {forms}" if forms else ""
    articles = counted(name.articles, "article")
    return f"{name.name}{written}\n{name.kind.value} · in {articles} of the library"


def with_headlines(rising: Sequence[Rising], headlines: dict[int, Headline]) -> tuple[Rising, ...]:
    """Return names with the headlines as they are now; those not given stay as they were."""
    return tuple(
        replace(each, why=tuple(headlines.get(why.id, why) for why in each.why)) for each in rising
    )
