"""Every phrase of the search language, typed into the app's box."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.library.library import Library
from newsreader.model.article import Entry
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.model.text import MarkedText
from tests.tui.app_driver import Driver, entry, fill, running

TEXTS = {
    "Ferry": ("en", "Ms Carter", "The ferry left the old harbour with a crew of nine."),
    "Crane": ("en", "Anna Berg", "A crane stands in the harbour, old and rusty."),
    "Été": ("fr", "Émile Garnier", "La fête du village a lieu en été."),
    "港": ("ja", "", "東京湾の港に船が着いた。"),
    "Quote": ("en", "", 'They call it "the old harbour" and AND it is not.'),
}


def make_library(path: Path) -> None:
    """Five articles in two feeds: the newest of today, the others a day older each."""
    now = datetime.now(UTC)

    def written(place: int, title: str) -> Entry:
        language, author, text = TEXTS[title]
        made = entry(title, language=language, author=author or None)
        at = now - timedelta(days=10 * place, minutes=1)
        return replace(made, published_at=at, body=MarkedText.from_plain(text))

    entries = [written(place, title) for place, title in enumerate(TEXTS)]
    fill(path, {"Coast": entries[:3], "World": entries[3:]}, {"World": "Daily news"})
    with Library.open(path) as library:
        ids = {row.title: row.id for row in library.articles.iterate(Query())}
        library.journal.apply(Change(Action.MARK_READ, (ids["Crane"],)))
        library.journal.apply(Change(Action.BOOKMARK, (ids["Été"],)))
        library.articles.store_full_text(ids["Ferry"], MarkedText.from_plain("Nine men."), "en")


FOUND = {
    # prefixes, case, diacritics, several words, side by side, without
    "harb": ["Crane", "Quote"],
    "HARBOUR": ["Crane", "Quote"],
    "ete": ["Été"],
    "fete": ["Été"],
    "old harbour": ["Crane", "Quote"],
    '"old harbour"': ["Quote"],
    "harbour -crane": ["Quote"],
    # two characters of Japanese
    "東京": ["港"],
    # states
    "is:read": ["Crane"],
    "is:unread lang:en": ["Ferry", "Quote"],
    "is:bookmarked": ["Été"],
    "has:full-text": ["Ferry"],
    # whose, which, when
    "feed:world": ["港", "Quote"],
    'folder:"daily news"': ["港", "Quote"],
    "author:berg": ["Crane"],
    "title:crane": ["Crane"],
    "lang:fr": ["Été"],
    "from:7d": ["Ferry"],
    "to:25d": ["港", "Quote"],
    # either, and brackets
    "crane OR fete": ["Crane", "Été"],
    "(crane OR fete) lang:fr": ["Été"],
    # what means nothing is searched for as it stands, and a quotation mark alone finds nothing yet
    "AND": ["Crane", "Quote"],
    "colour:red": [],
    '"': list(TEXTS),
}


async def search(app: Driver, words: str) -> None:
    """Type a search into the empty box, and press Enter."""
    await app.press("slash", *words, "enter")
    await app.until(lambda: app.screen.listing.search_text == words)
    await app.settled()


async def test_all_of_the_search_language(tmp_path: Path) -> None:
    """One after the other, each finds just what it says; Escape ends it."""
    path = tmp_path / "library.db"
    make_library(path)
    async with running(path) as app:
        for words, found in FOUND.items():
            await search(app, words)
            await app.until(lambda found=found: sorted(app.titles()) == sorted(found), words)
            await app.press("escape")
            await app.until(lambda: len(app.titles()) == len(TEXTS))
