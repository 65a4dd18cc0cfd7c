"""Searches by names and figures find what the marks say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library import marked_conditions
from newsreader.library.feeds import NewFeed
from newsreader.library.mentions import MarkedArticle
from newsreader.model.article import FeedUpdate
from newsreader.model.mention import Marks, Mention, MentionKind, Value
from newsreader.model.query import parse_query
from tests.library.conftest import NOW

MONEY, QUANTITY, PERCENT, DATE = (
    MentionKind.MONEY, MentionKind.QUANTITY, MentionKind.PERCENT, MentionKind.DATE,
)  # fmt: skip

FIGURES = {
    "euros": (MONEY, Value(2_500_000_000, "EUR")),
    "dollars": (MONEY, Value(40, "$")),
    "range": (MONEY, Value((900_000, 2_000_000), "PLN")),
    "way": (QUANTITY, Value(12, "km")),
    "trees": (QUANTITY, Value(3000, "trees")),
    "share": (PERCENT, Value(7.5)),
    "loss": (PERCENT, Value((-3, -1))),
    "day": (DATE, Value("2022-02-24")),
    "month": (DATE, Value("2022-02")),
    "years": (DATE, Value(("2020", "2023"))),
    "undated": (DATE, Value("--02-24")),
    "hour": (MentionKind.TIME, Value("14:30")),
}


@pytest.fixture(scope="module")
def figured(fresh_library, entry):
    """A library with an article a figure, called like it; every second mentions Ann Lee."""
    with fresh_library() as library:
        ((feed, _),) = library.feeds.add([NewFeed("https://a.example")])
        new = tuple(entry(name, title=name, text="Ann Lee 12345.") for name in FIGURES)
        ids = library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
        for place, (article_id, (name, (kind, value))) in enumerate(
            zip(ids, FIGURES.items(), strict=True)
        ):
            mentions = [Mention(8, 13, kind, value=value)]
            if place % 2 == 0:
                mentions.insert(0, Mention(0, 7, MentionKind.PERSON, "Ann Lee"))
            marks = Marks((), tuple(mentions), "en")
            library.articles.annotate(
                [MarkedArticle.of(article_id, name, "Ann Lee 12345.", marks)], 1
            )
        yield library


@pytest.fixture(params=[2000, 0], ids=["few hits", "many hits"])
def both_ways(request, monkeypatch):
    """Search as in a small library and as in a large one."""
    monkeypatch.setattr(marked_conditions, "FEW_HITS", request.param)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amount:>1000000", "euros range"),
        ("amount:€>1e9", "euros"),
        ("amount:USD<50", "dollars"),
        ("amount:EUR<50", ""),
        ("amount:950000", "range"),
        ("amount:2000000..3000000", "range"),
        ("amount:m>11000", "way"),
        ("amount:>1trees", "trees"),
        ("amount:km>=12", "way"),
        ("amount:km>12", ""),
        ("percent:>5", "share"),
        ("percent:<-2", "loss"),
        ("percent:7.5%", "share"),
        ("date:2022-02-24", "day"),
        ("date:2022-02", "day month"),
        ("date:>=2020", "day month years"),
        ("date:2021..2022", "day month"),
        ("date:<2024", "day month years"),
        ("date:>2023", ""),
        ('name:"ann lee" amount:>0', "euros range trees"),
        ("person:LEE percent:>5 OR date:2022-02-24", "day"),
        ("place:lee", ""),
        ("name:nobody", ""),
        ("-amount:>0 -date:>1000 -percent:>-9", "undated hour"),
        ("-name:lee (amount:>0 OR 12345) -hour", "dollars way share day years"),
        ("-amount:>1 ann percent:>5", "share"),
    ],
)
@pytest.mark.usefixtures("both_ways")
def test_figures_and_names_narrow_a_search(figured, text, expected):
    """By amount in any unit of the measure, per cent, days; with all else of the language."""
    query = parse_query(text)
    assert query.remarks == ()
    titles = {row.title for row in figured.articles.page(query)}
    assert titles == {*expected.split()}
    assert figured.articles.count(query) == len(titles)


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=6),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 500),
)
@settings(max_examples=20, deadline=None)
def test_a_range_of_days_finds_the_days_in_it(fresh_library, entry, days, first, length):
    """Those and no others."""
    last = first + timedelta(days=length)
    with fresh_library() as library:
        ((feed, _),) = library.feeds.add([NewFeed("https://a.example")])
        new = tuple(entry(f"{place}", title=f"{place}") for place in range(len(days)))
        ids = library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
        for place, (article_id, day) in enumerate(zip(ids, days, strict=True)):
            marks = Marks((), (Mention(0, 1, DATE, value=Value(f"{day}")),), "en")
            library.articles.annotate(
                [MarkedArticle.of(article_id, f"{place}", "A text.", marks)], 1
            )
        found = library.articles.page(parse_query(f"date:{first}..{last}"))
        wanted = {place for place, day in enumerate(days) if first <= day <= last}
        assert {int(row.title) for row in found} == wanted
