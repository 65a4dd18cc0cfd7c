"""The index of names is what the mentions say, whatever happens to the articles."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.correction import Correction
from newsreader.model.journal import Action, Change
from newsreader.model.mention import NAME_KINDS
from newsreader.model.name import not_in_article, not_this_name, same_as
from newsreader.model.text import MarkedText
from tests.library.named import annotate, held, held_anew, marked

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

NAMES = [
    "[Sébastien Lecornu|p]", "[Lecornu|p]", "[LECORNU|p]", "[Lecornu|p|Sébastien Lecornu]",
    "[S. Lecornu|p]", "[Simon Lecornu|p]", "[Lecornu|o]", "[Kiev|l]", "[Kyiv|l]", "[Kijowa|l]",
    "[NATO|o]", "[Otan|o]", "[Tuska|p]", "[Donald Tusk|p]", "[Tusk|p]", "[Donalda Tuska|p]",
    "[Mars|p|Bruno Mars]", "[Bruno Mars|p]", "[Mars|l]", "[Ola Berg|p]", "[Bergs|p]", "[Berg|p]",
]  # fmt: skip

texts = st.lists(st.sampled_from(NAMES), max_size=6).map(" and ".join)
languages = st.sampled_from(["en", "pl", "de", "fr"])
places = st.integers(0, 5)


class IndexOfNames(RuleBasedStateMachine):
    """Six articles of two feeds, and all that can be done with them."""

    @initialize(first=st.lists(texts, min_size=6, max_size=6))
    def begin(self, first):
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name, "library.db"))
        urls = [NewFeed("https://a.example"), NewFeed("https://b.example")]
        self.feeds = [feed.id for feed, _ in self.library.feeds.add(urls)]
        self.ids = []
        for feed_id in self.feeds:
            new = tuple(self.entry(at, "Nothing.") for at in range(3))
            update = FeedUpdate(new=new)
            self.ids += self.library.articles.save(feed_id, update, None, NOW)
        for place, text in enumerate(first):
            self.change(place, text, "en")

    def entry(self, place, text):
        at = NOW - timedelta(days=place * 20)
        plain = marked(text)[0]
        title = plain.partition(" and ")[0]
        return Entry(f"g{place % 3}", title, published_at=at, body=MarkedText.from_plain(plain))

    @rule(place=places, text=texts, language=languages)
    def change(self, place, text, language):
        """The feed brings another text, which is annotated."""
        text = text or "Nothing."
        update = FeedUpdate(changed={self.ids[place]: self.entry(place, text)})
        self.library.articles.save(self.feeds[place // 3], update, None, NOW)
        article = self.library.articles.get(self.ids[place])
        if article is not None and article.body.text == marked(text)[0]:
            annotate(self.library, self.ids[place], text, language)

    @rule(place=places, text=texts, language=languages)
    def fill(self, place, text, language):
        """So does it more often than anything else happens."""
        self.change(place, text, language)

    @rule(place=places, action=st.sampled_from([Action.DELETE, Action.RESTORE, Action.BOOKMARK]))
    def hide_or_show(self, place, action):
        self.library.journal.apply(Change(action, (self.ids[place],)))

    @rule(place=st.integers(0, 1), action=st.sampled_from([Action.SUBSCRIBE, Action.UNSUBSCRIBE]))
    def subscribe(self, place, action):
        self.library.journal.apply(Change(action, feed_ids=(self.feeds[place],)))

    @rule(
        name=st.sampled_from(NAMES),
        written=st.sampled_from(["Mars", "Lecornu", ""]),
        kind=st.sampled_from([*NAME_KINDS, None]),
    )
    def correct(self, name, written, kind):
        canonical = marked(name)[1][0].canonical
        said = Correction(written or canonical, canonical, kind)
        self.library.journal.apply(Change(Action.CORRECT, after=said.after, subject="x"))

    @rule(first=st.integers(0, 20), second=st.integers(0, 20))
    def join(self, first, second):
        names = [*self.library.names.all()]
        if len(names) > 1:
            one, other = names[first % len(names)], names[second % len(names)]
            self.library.journal.apply(same_as(one, other))

    @rule(first=st.integers(0, 20), form=st.integers(0, 5))
    def part(self, first, form):
        if names := [*self.library.names.all()]:
            name = names[first % len(names)]
            forms = self.library.names.variants(name.id)
            self.library.journal.apply(not_this_name(name, forms[form % len(forms) :][:1]))

    @rule(first=st.integers(0, 20))
    def deny(self, first):
        if names := [*self.library.names.all()]:
            name = names[first % len(names)]
            passages = self.library.names.passages(name.id)
            self.library.journal.apply(not_in_article(name, passages[-1].headline))

    @rule()
    def undo(self):
        self.library.journal.undo()

    @rule()
    def redo(self):
        self.library.journal.redo()

    @rule()
    def forget(self):
        self.library.forget(datetime.now(UTC) + timedelta(days=1))

    @invariant()
    def is_what_it_would_be_anew(self):
        assert held(self.library.path) == held_anew(self.library.path)

    @invariant()
    def pages_agree_with_counters(self):
        for name in self.library.names.all():
            passages = self.library.names.passages(name.id)
            periods = self.library.names.periods(name.id, "week")
            assert len(passages) == name.articles == sum(each.articles for each in periods)
            assert sum(each.count for each in passages) == name.count
            for each in passages:
                assert each.sentence[each.start : each.end]

    def teardown(self):
        self.library.close()
        self.folder.cleanup()


TestIndexOfNames = IndexOfNames.TestCase
TestIndexOfNames.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
