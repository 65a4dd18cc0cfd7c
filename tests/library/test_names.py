"""Names of a library: lists, pages, company, periods, and what rises."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.connections import READ_ONLY, Connections
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.library.rising import surprise
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.mention import Marks, Mention, MentionKind, Value
from newsreader.model.name import DAY, MONTH, WEEK, Period, query_of, same_as, without_gaps
from newsreader.model.query import parse_query
from tests.library.named import annotate, held, held_anew, marked

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERSON, PLACE = MentionKind.PERSON, MentionKind.PLACE


@pytest.fixture
def news(library, entry):
    """Store articles of one feed: how many days ago, and a marked text; return their ids."""
    ((feed, _),) = library.feeds.add([NewFeed("https://a.example")])
    count = 0

    def store(*articles, title=None):
        nonlocal count
        ids = []
        for days, text in articles:
            count += 1
            more = {} if title is None else {"title": title}
            made = entry(f"n{count}", hours_ago=days * 24 + 1, text=marked(text)[0], **more)
            ids += library.articles.save(feed.id, FeedUpdate(new=(made,)), None, NOW)
            annotate(library, ids[-1], text)
        return ids

    return store


def test_names_by_count_and_of_a_time(library, news):
    """The whole library's by mentions, the last days' by articles; of one kind if asked."""
    news((1, "[Oslo|l] and [Oslo|l] and [Oslo|l]."), (2, "[Ann Lee|p]."), (3, "[Ann Lee|p]."))
    news((40, "[Lima|l] [Lima|l] [Lima|l] [Lima|l]."))
    assert [(name.name, name.count, name.articles) for name in library.names.all()] == [
        ("Lima", 4, 1), ("Oslo", 3, 1), ("Ann Lee", 2, 2),
    ]  # fmt: skip
    assert [name.name for name in library.names.all(PLACE, limit=1)] == ["Lima"]
    week = NOW - timedelta(days=7)
    assert [(name.name, name.count, name.articles) for name in library.names.top(week)] == [
        ("Ann Lee", 2, 2), ("Oslo", 3, 1),
    ]  # fmt: skip
    assert [name.name for name in library.names.top(week, PLACE)] == ["Oslo"]


def test_many_names_come_in_order_once_each(library, news):
    """Whatever the size of the portions they are read in."""
    names = [f"Place {number}" for number in range(450)]
    for start in range(0, 450, 50):
        news((1, " ".join(f"[{name}|l]" for name in names[start : start + 50])))
    assert sorted(name.name for name in library.names.all()) == sorted(names)
    assert len([*library.names.all(limit=333)]) == 333


def test_a_page_is_read_in_portions(library, news):
    """Newest first, the sentence that has the name, its figures, and where it lies."""
    texts = [(day, f"First things. Then [Oslo|l] got {day} trams. More.") for day in range(1, 8)]
    news(*texts)
    [name] = library.names.all()
    first = library.names.passages(name.id, limit=4)
    rest = library.names.passages(name.id, after=first[-1].headline.key)
    assert [each.sentence for each in first + rest] == [
        f"Then Oslo got {day} trams." for day in range(1, 8)
    ]
    assert {each.sentence[each.start : each.end] for each in first} == {"Oslo"}
    assert library.names.passages(name.id, after=rest[-1].headline.key) == []
    assert [*library.names.all_passages(name.id)] == first + rest


def test_a_passage_has_the_figures_of_its_sentence(library, entry):
    """Counted from the sentence's beginning; a name in the title alone has the title."""
    ((feed, _),) = library.feeds.add([NewFeed("https://a.example")])
    text = "It cost 3 €. Then Oslo paid 5 € on 3 May. It took 9 days."
    new = (entry("a", title="Ann pays 7 €", text=text),)
    [article_id] = library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)

    def money(text, words):
        at = text.index(words)
        return Mention(at, at + len(words), MentionKind.MONEY, value=Value(int(words[0]), "EUR"))

    marks = Marks(
        (Mention(0, 3, PERSON, "Ann Lee"), money("Ann pays 7 €", "7 €")),
        (money(text, "3 €"), Mention(18, 22, PLACE, "Oslo"), money(text, "5 €")),
        "en",
    )
    library.articles.annotate([MarkedArticle.of(article_id, "Ann pays 7 €", text, marks)], 1)
    for words, sentence, is_title, figure in (
        ("Oslo", "Then Oslo paid 5 € on 3 May.", False, "5 €"),
        ("Ann Lee", "Ann pays 7 €", True, "7 €"),
    ):
        [name] = library.names.find(words)
        [passage] = library.names.figures(name.id)
        assert (passage.sentence, passage.is_title) == (sentence, is_title)
        assert [sentence[each.start : each.end] for each in passage.figures] == [figure]
    library.names.find("Oslo")
    assert library.names.of_mention(PERSON, "Ann Lee").name == "Ann Lee"
    assert library.names.of_mention(PLACE, "Ann Lee") is None


def test_company_and_periods(library, news):
    """Who is in the same articles most often; days, weeks and months that have any."""
    news((1, "[Oslo|l] [Ann Lee|p] [Ann Lee|p]."), (2, "[Oslo|l] [Ann Lee|p] [Lima|l]."))
    news((40, "[Oslo|l] [Oslo|l] [Lima|l]."), (41, "[Lima|l]."))
    [oslo] = library.names.find("oslo")
    assert [(each.name, each.count) for each in library.names.seen_with(oslo.id)] == [
        ("Ann Lee", 2), ("Lima", 2),
    ]  # fmt: skip
    days = [Period(date(2026, 1, 20), 1, 2), Period(date(2026, 2, 27), 1, 1)]
    days.append(Period(date(2026, 2, 28), 1, 1))
    assert library.names.periods(oslo.id, DAY) == days
    weeks = library.names.periods(oslo.id, WEEK)
    assert weeks == [Period(date(2026, 1, 19), 1, 2), Period(date(2026, 2, 23), 2, 2)]
    months = library.names.periods(oslo.id, MONTH)
    assert [each.begin for each in months] == [date(2026, 1, 1), date(2026, 2, 1)]
    filled = without_gaps(weeks, WEEK, date(2026, 3, 1), 6)
    assert [each.articles for each in filled] == [1, 0, 0, 0, 0, 2]
    filled = without_gaps(months, MONTH, date(2026, 3, 9), 4)
    assert [each.articles for each in filled] == [0, 1, 2, 0]


def test_what_is_deleted_is_nowhere(library, news):
    """Not in lists, pages, periods, company, and back where it was with undo."""
    first, _ = news((1, "[Oslo|l] [Ann Lee|p]."), (2, "[Oslo|l]."))
    [ann] = library.names.find("Ann Lee")
    before = [*library.names.all()]
    library.journal.apply(Change(Action.DELETE, (first,)))
    assert [(name.name, name.articles) for name in library.names.all()] == [("Oslo", 1)]
    assert library.names.passages(ann.id) == library.names.periods(ann.id, DAY) == []
    assert library.names.find("Ann Lee") == []
    library.journal.undo()
    assert [*library.names.all()] == before


def test_the_search_of_a_name_finds_its_articles(library, news):
    """By whatever form; quotes in it are no end of it."""
    oslo, _ = news((1, "[Oslo|l] [Eel\" O'Brien|p]."), (2, "[Oslo|p] [City of Oslo|o]."))
    for text, kind in (("oslo", PLACE), ("eel obrien", PERSON)):
        [name] = library.names.find(text, kind)
        found = library.articles.page(parse_query(query_of(name)))
        assert [row.id for row in found] == [oslo]


def test_near_names(library, news):
    """Names that are spelled much alike, whole or by their surname; nothing else."""
    news((1, "[Sébastien Lecornu|p] met [Donald Tusk|p] in [Gdańsk|l]."))
    near = library.names.near
    assert [name.name for name in near("Sebastian Lecornu")] == ["Sébastien Lecornu"]
    assert [name.name for name in near("Lecornou")] == ["Sébastien Lecornu"]
    assert [name.name for name in near("gdanks")] == ["Gdańsk"]
    assert near("Zanzibar") == near("") == near("\U0010ffff") == []


def test_what_rises_is_told_with_why(library, news):
    """A name that is new in many articles of the week, not one that is always there."""
    news(*((day, "[Oslo|l] is quiet. [Lima|l] too.") for day in range(66)))
    ids = news((1, "[Vardø|l] storms."), (2, "[Vardø|l] again."), (3, "A [Vardø|l]."))
    ids += news((4, "[Vardø|l] calms."), title="Vardø sleeps")
    news((1, "[Once|l]."), (2, "[Once|l]."))
    [found] = library.names.rising(NOW)
    assert (found.name.name, found.recent, found.usual) == ("Vardø", 4, 0)
    assert found.score > 10
    assert found.why[0].id == ids[3]
    assert {each.id for each in found.why} <= {*ids}
    assert library.names.rising(NOW - timedelta(days=300)) == []


def test_what_is_said_in_the_same_words_does_not_rise(library, news):
    """The foot of every article of a feed is no news, nor is one report again and again."""
    news(*((day, "[Oslo|l] is quiet. [Lima|l] too.") for day in range(10, 66)))
    foot = "This is all for today from the desk of [Ines Valdemar|p], as ever."
    news(*((day, f"Day {day} brought a [Storm {day}|x]. {foot}") for day in range(1, 6)))
    news(*((day, "The [Vardø|l] lighthouse is dark again tonight.") for day in range(1, 6)))
    assert library.names.rising(NOW) == []
    news((1, "[Vardø|l] wants a lamp."), (2, "No lamp in [Vardø|l] yet."))
    [found] = library.names.rising(NOW)
    assert (found.name.name, found.recent) == ("Vardø", 7)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 500), st.integers(1, 500))
def test_surprise_is_least_where_rates_are_equal(count, before, more, more_before):
    """It is never negative, zero for equal rates, and the same for both ways to look at it."""
    of, of_before = count + more, before + more_before
    found = surprise(count, of, before, of_before)
    assert found >= -1e-9
    assert abs(found - surprise(before, of_before, count, of)) < 1e-6
    assert abs(surprise(count, of, count, of)) < 1e-9


WRITING = """
import sys
from pathlib import Path
from newsreader.library.library import Library
from tests.library.named import annotate
with Library.open(Path(sys.argv[1])) as library:
    for article_id in map(int, sys.argv[2:]):
        for text in ("[Oslo|l] and [Lima|l].", "[Oslo|l|Lima] and [Lima|p]."):
            annotate(library, article_id, text)
"""


def test_two_processes_keep_one_index(library, news):
    """One annotates while another joins names and deletes; the index is what it would be anew."""
    ids = news(*((day, "Oslo and Lima.") for day in range(1, 21)))
    [other] = news((30, "[Oslo|l] and [Rome|l]."))
    words = [sys.executable, "-c", WRITING, str(library.path), *map(str, ids)]
    with subprocess.Popen(words) as process:
        while process.poll() is None:
            library.journal.apply(Change(Action.DELETE, (other,)))
            library.journal.undo()
            if len(names := [*library.names.all()]) > 1:
                library.journal.apply(same_as(names[0], names[1]))
                library.journal.undo()
    assert process.returncode == 0
    assert held(library.path) == held_anew(library.path)
    assert sum(name.count for name in library.names.all()) == 42


def test_a_read_only_library_has_its_names(library, news):
    """They can be looked at there."""
    news((1, "[Oslo|l]."))
    with closing(Library(Connections(library.path, obstacle=READ_ONLY))) as other:
        assert [name.name for name in other.names.all()] == ["Oslo"]
        assert other.names.rising(NOW) == []
