"""What workers and jobs report to the screens, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsreader.library.feeds import Totals
    from newsreader.library.hits import HitFinder
    from newsreader.model.article import Article
    from newsreader.model.feed import Feed
    from newsreader.model.headline import Headline, Key
    from newsreader.model.journal import Change
    from newsreader.model.mention import Marks
    from newsreader.model.query import Query
    from newsreader.model.saved_search import SavedSearch
    from newsreader.tui.completion import Value
    from newsreader.tui.headline_window import PageRequest
    from newsreader.tui.place import Place


@dataclass(eq=False, repr=False)
class Started:
    """What the app starts with: where the reader was, and the subscriptions."""

    place: Place
    feeds: list[Feed]
    totals: Totals
    is_unfinished: bool = False
    """Whether steps of a change to very many articles are left from the last time."""
    searches: list[SavedSearch] = field(default_factory=list)


@dataclass(eq=False, repr=False)
class FeedsLoaded(Message):
    """The subscriptions with their counters, and the saved searches, were read."""

    feeds: list[Feed]
    totals: Totals
    searches: list[SavedSearch] = field(default_factory=list)


@dataclass(eq=False, repr=False)
class SearchCounted(Message):
    """What a saved search finds unread was counted, in `seconds`; None: it was not.

    `is_behind` tells that there are articles that could not be looked at yet.
    """

    name: str
    count: int | None
    seconds: float = 0.0
    is_behind: bool = False


@dataclass(eq=False, repr=False)
class LookedAt(Message):
    """It is stored that the reader looked at what the saved search of this name finds."""

    name: str


@dataclass(eq=False, repr=False)
class ListOpened(Message):
    """The rows of a list around `anchor` were read, and all of them counted.

    `position` is the anchor's place in the list. `generation` tells an answer that came too late.
    """

    generation: int
    query: Query
    total: int
    position: int
    first: int
    rows: list[Headline]
    keeps_place: bool
    is_counted: bool = True
    """Whether `total` is all there are, and not only those read so far."""
    selected_from: tuple[Key, int] | None = None
    """The key of the row at which the selection was begun, and its place."""


@dataclass(eq=False, repr=False)
class ListCounted(Message):
    """The rows of a list that was opened before it was counted are counted."""

    generation: int
    total: int


@dataclass(eq=False, repr=False)
class HeadlinesLoaded(Message):
    """A page of the open list was read."""

    generation: int
    request: PageRequest
    rows: list[Headline]


@dataclass(eq=False, repr=False)
class SnippetsRead(Message):
    """The lines of text around the hits of a search were read for articles."""

    finder: HitFinder
    ids: list[int]
    lines: dict[int, str]


@dataclass(eq=False, repr=False)
class ValuesRead(Message):
    """What can stand after a key of the search language was read."""

    key: str
    values: list[Value]


@dataclass(eq=False, repr=False)
class SearchesRecalled(Message):
    """The former searches were read, the last one first."""

    searches: list[str]


@dataclass(eq=False, repr=False)
class ArticleLoaded(Message):
    """An article was read from the library, or has its names and figures now."""

    article_id: int
    article: Article | None
    position: int
    is_marked_now: bool = False


@dataclass(eq=False, repr=False)
class SummaryMarked(Message):
    """The names and figures of an article's summary were found."""

    article_id: int
    marks: Marks


@dataclass(eq=False, repr=False)
class FullTextFetched(Message):
    """The full text of an article is in the library; with a `problem`, why it is not."""

    article_id: int
    problem: str = ""
    is_asked_for: bool = True


@dataclass(eq=False, repr=False)
class FeedsDue(Message):
    """So many feeds are to be checked now."""

    count: int


@dataclass(eq=False, repr=False)
class ChangeApplied(Message):
    """A change is in the journal, durable; None: there was nothing to change.

    `verb` says that it was taken back or done again. A quiet one needs no words.
    """

    change: Change | None
    verb: str = ""
    is_quiet: bool = False


@dataclass(eq=False, repr=False)
class StepDone(Message):
    """A step of a change to very many articles is carried out."""

    is_last: bool


@dataclass(eq=False, repr=False)
class HeadlineFound(Message):
    """A headline was looked for, to go to or to open; None: there is none."""

    headline: Headline | None
    is_opened: bool
    words: str = ""
    words_if_none: str = ""
    source_id: str = ""
    """The source to list it in, where that is another one."""


@dataclass(eq=False, repr=False)
class LibraryChanged(Message):
    """Another process wrote to the library."""


@dataclass(eq=False, repr=False)
class Answered(Message):
    """A task that keys had to wait for is done; its answer came before."""


@dataclass(eq=False, repr=False)
class HeadlineReread(Message):
    """The open article's headline as it is now; None: it is not in the library any more."""

    article_id: int
    headline: Headline | None


@dataclass(eq=False, repr=False)
class JobProgressed(Message):
    """A job says how far it is, in words for the status line."""

    words: str
    has_new_articles: bool = False


@dataclass(eq=False, repr=False)
class ArticlesMatched(Message):
    """A refresh brought articles that the settings have told of, in words."""

    words: str


@dataclass(eq=False, repr=False)
class UnmarkedFound(Message):
    """There are articles whose names and figures are not marked yet."""


@dataclass(eq=False, repr=False)
class JobEnded(Message):
    """A job is over; `words` say what came of it."""

    words: str
    is_error: bool = False


@dataclass(eq=False, repr=False)
class JobFailed(Message):
    """Something could not be done; `words` say what, why, and what to do."""

    words: str
