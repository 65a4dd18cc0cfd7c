"""A library of invented news in which some names rise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.jobs.annotate import annotate_here
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.query import Query
from newsreader.model.text import MarkedText

USUAL = (
    ("Ferry to Harwich runs late again", "The ferry from Esbjerg reached Harwich after midnight."),
    ("Council of Aarhus sets its budget", "In Aarhus the council agreed with Mayor Karen Dahl."),
    ("Grain prices hold", "Traders in Rotterdam and Antwerp saw little change this week."),
    ("A quiet week on the fells", "Wardens in Cumbria counted more walkers than last year."),
    ("Bridge works go on", "Engineers in Porto closed one lane of the old bridge."),
    ("Mail boat keeps its hours", "The mail boat left Tromsø on time, the office said."),
    ("Museum opens its cellar", "In Leiden the museum shows maps drawn by Pieter Vos."),
)
"""What the days before are about: titles and texts."""

RISING = (
    (
        0,
        "Harbour Courier",
        "Ines Valdemar takes over the pilots' guild",
        "Ines Valdemar was elected in Tromsø on Tuesday. Valdemar wants two more boats.",
    ),
    (
        1,
        "Northern Post",
        "Tromsø counts the cost of the storm",
        "The quay of Tromsø is closed. Ines Valdemar called it the worst night in years.",
    ),
    (
        1,
        "Northern Post",
        "Valdemar meets the Nordic Salvage Union",
        "Ines Valdemar met the Nordic Salvage Union in Tromsø to speak about the wreck.",
    ),
    (
        2,
        "Harbour Courier",
        "Nordic Salvage Union sends a tug",
        "The Nordic Salvage Union said its tug would leave Tromsø before the weekend.",
    ),
    (
        3,
        "Harbour Courier",
        "What the divers found",
        "Divers of the Nordic Salvage Union saw the hull off Tromsø, said Ines Valdemar.",
    ),
    (
        4,
        "Northern Post",
        "A light goes out in Tromsø",
        "Ines Valdemar asked in Tromsø why the light of the mole had failed again.",
    ),
)
"""What this week is about: how many days ago, the feed, a title and a text."""

_BEFORE = 40
"""Articles of the days before."""


def fill_rising(path: Path, *, before: int = _BEFORE) -> None:
    """Make a library with this week's news, marked, and so many articles of the 60 days before."""
    now = datetime.now(UTC)
    news: dict[str, list[Entry]] = {"Harbour Courier": [], "Northern Post": []}
    for days, feed, title, text in RISING:
        news[feed].append(_entry(f"r{title}", title, text, now - timedelta(days=days, hours=1)))
    for number in range(before):
        title, text = USUAL[number % len(USUAL)]
        days = 8 + number * 57 // _BEFORE
        made = _entry(f"u{number}", title, text, now - timedelta(days=days))
        news["Northern Post" if number % 3 else "Harbour Courier"].append(made)
    with Library.open(path) as library:
        for title, entries in news.items():
            new = NewFeed(f"https://example.org/{title.split()[0]}", title)
            ((feed, _),) = library.feeds.add([new], is_undoable=False)
            library.articles.save(feed.id, FeedUpdate(new=tuple(entries)), None, now)
        annotate_here(library, library.articles.ids(Query()))


def _entry(guid: str, title: str, text: str, at: datetime) -> Entry:
    body = MarkedText.from_plain(text)
    url = f"https://example.org/{abs(hash(guid))}"
    return Entry(guid=guid, url=url, title=title, published_at=at, body=body, language="en")
