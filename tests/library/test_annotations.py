"""Storing the names and figures found in articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.mentions import MarkedArticle
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.mention import Marks, Mention, MentionKind, Value

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def feed(library):
    ((feed, _),) = library.feeds.add([NewFeed("https://feed.example/rss")])
    return feed


def test_annotations_are_kept_and_replaced(library, feed, entry, annotate):
    """Names and figures of title and text come back sorted, the newest marks replace the rest."""
    new = entry("a", title="Paris 2024", text="In Paris, Ann paid 3 to 5 € in 2024.")
    (article_id,) = library.articles.save(feed.id, FeedUpdate(new=(new,)), None, NOW)
    assert library.articles.count_unannotated(1) == 1
    marks = Marks(
        (
            Mention(0, 5, MentionKind.PLACE, "Paris"),
            Mention(6, 10, MentionKind.DATE, value=Value("2024")),
        ),
        (
            Mention(3, 8, MentionKind.PLACE, "Paris"),
            Mention(10, 13, MentionKind.PERSON, "Ann Lee"),
            Mention(19, 27, MentionKind.MONEY, value=Value((3, 5), "EUR", True, "day")),
            Mention(31, 35, MentionKind.DATE),
        ),
        "en",
    )
    annotate(library, article_id, Marks((), marks.mentions[:2], "fr"), 1)
    annotate(library, article_id, marks, 2)
    article = library.articles.get(article_id)
    assert (article.title_mentions, article.mentions) == (marks.title_mentions, marks.mentions)
    assert article.is_annotated
    assert article.headline.language == "en"
    assert library.articles.unannotated(2) == []
    assert library.articles.unannotated(3) == [article_id]
    annotate(library, article_id, Marks(), 3)
    article = library.articles.get(article_id)
    assert (article.is_annotated, article.mentions) == (True, ())
    library.articles.annotate([MarkedArticle.of(4711, "", "", marks)], 3)


def test_annotations_are_of_the_text_that_was_read(library, feed, entry, annotate):
    """Marks of a text or title changed since are not stored; a bare name is its own form."""
    (article_id,) = library.articles.save(
        feed.id, FeedUpdate(new=(entry("a", text="Oslo is cold."),)), None, NOW
    )
    marks = Marks(mentions=(Mention(0, 4, MentionKind.PLACE),))
    for title, text in (("Title a", "Oslo was cold."), ("Title", "Oslo is cold.")):
        library.articles.annotate([MarkedArticle.of(article_id, title, text, marks)], 1)
        assert library.articles.unannotated(1) == [article_id]
    annotate(library, article_id, marks)
    assert library.articles.get(article_id).mentions == (Mention(0, 4, MentionKind.PLACE, "Oslo"),)


def test_articles_are_annotated_together(library, fill):
    """Marks of many articles are stored at once: names they share, and one named twice."""
    ids = fill(library)
    found = []
    for article_id, number in zip((*ids, ids[0]), (5, 6, 7, 4), strict=True):
        article = library.articles.get(article_id)
        mentions = (Mention(0, number - 3, MentionKind.PERSON, "Ann"),)
        words = (article.headline.title, article.body.text)
        found.append(MarkedArticle.of(article_id, *words, Marks((), mentions, "en")))
    library.articles.annotate(found, 1)
    ends = [library.articles.get(article_id).mentions[0].end for article_id in ids]
    assert ends == [1, 3, 4]
    assert library.articles.count_unannotated(1) == 0


def test_what_the_highlighter_needs_comes_in_the_order_asked_for(library, feed, entry, annotate):
    """Title, text, date, and the language told last: by the text, the article or its feed."""
    new = (entry("a", text="Oslo.", language="nb"), entry("b"), entry("c"))
    a, b, c = library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
    annotate(library, c, Marks((), (), "da"))
    library.journal.apply(Change(Action.DELETE, (b,)))
    last, first = library.articles.markable([c, b, 4711, a, c])
    assert (first.article_id, first.title, first.text, first.hint) == (a, "Title a", "Oslo.", "nb")
    assert first.published_at == new[0].published_at
    assert (last.article_id, last.hint) == (c, "da")


def test_articles_of_a_language_come_together(library, entry):
    """Ids are grouped by language, those of a feed together within it, in the order given."""
    ids = []
    for name in ("one", "two"):
        ((feed, _),) = library.feeds.add([NewFeed(f"https://{name}.example/")])
        languages = ("nl", "pl", None, "nl")
        new = tuple(entry(str(at), language=told) for at, told in enumerate(languages))
        ids += library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
    nl_1, pl_1, no_1, nl_2, nl_3, pl_2, no_2, nl_4 = ids
    grouped = library.articles.by_language([*reversed(ids), 4711])
    assert grouped == [[no_1, no_2], [nl_2, nl_1, nl_4, nl_3], [pl_1, pl_2]]


def test_what_waits_for_annotation_comes_newest_first(library, fill, annotate):
    """The newest is annotated first, whatever version marked it before; hidden ones never."""
    ids = fill(library, ages=(5, 1, 3))
    annotate(library, ids[1], Marks(), 1)
    assert library.articles.unannotated(1) == [ids[2], ids[0]]
    assert library.articles.unannotated(2, limit=2) == [ids[1], ids[2]]
    library.journal.apply(Change(Action.DELETE, (ids[1],)))
    assert library.articles.count_unannotated(2) == 2
