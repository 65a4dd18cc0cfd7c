"""Full texts in place of summaries."""

from __future__ import annotations

from collections import Counter

import pytest

from newsreader.jobs.full_text import MOST_A_FEED, always_wanted, full_texts
from newsreader.jobs.refresh import refresh
from newsreader.library.feeds import NewFeed
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from tests.jobs.web_pages import in_html, linked_feed, story_page


def subscribe(library, settings, feed_server, stories, **options):
    """Subscribe to a feed of these (title, link); return the ids of its articles by title."""
    url = feed_server.serve("/feed", linked_feed("Coast", stories, **options))
    library.feeds.add([NewFeed(url)])
    list(refresh(library, settings=settings))
    return {headline.title: headline.id for headline in library.articles.iterate(Query())}


def fetch(library, settings, *article_ids):
    return {
        outcome.article_id: outcome
        for outcome in full_texts(library, article_ids, settings=settings)
    }


def test_the_page_s_text_takes_the_place_of_the_summary(library, settings, feed_server):
    """The article has the page's text, the summary stays; again, nothing is stored anew."""
    link = feed_server.serve("/storm", **in_html(story_page("Storm")))
    [article_id] = subscribe(library, settings, feed_server, [("Storm", link)]).values()
    outcome = fetch(library, settings, article_id)[article_id]
    assert (outcome.status, outcome.title, outcome.error) == ("new", "Storm", None)
    article = library.articles.get(article_id)
    assert article.headline.has_full_text
    assert article.body.text.count("Port Saint") == 4
    assert outcome.words == len(article.body.text.split())
    assert article.summary.text == "What Storm is about, in short."
    assert "Home" not in article.body.text
    assert fetch(library, settings, article_id)[article_id].status == "unchanged"
    feed_server.serve("/storm", **in_html(story_page("Storm", paragraphs=6)))
    changed = fetch(library, settings, article_id)[article_id]
    assert (changed.status, changed.needs_marks) == ("changed", True)
    assert changed.words > outcome.words


def test_a_page_is_asked_for_as_one(library, settings, feed_server):
    """A server that has a page and a feed at one address is asked for the page."""
    link = feed_server.serve("/storm", **in_html(story_page("Storm")))
    [article_id] = subscribe(library, settings, feed_server, [("Storm", link)]).values()
    fetch(library, settings, article_id)
    [seen] = feed_server.requests_to("/storm")
    assert seen.headers["accept"].startswith("text/html")


def test_characters_count_as_words_where_there_are_no_blanks(library, settings, feed_server):
    """Chinese is counted by its characters."""
    text = "港口因风暴关闭三天，四十艘船在外等候。" * 6
    link = feed_server.serve("/storm", **in_html(story_page("风暴", text=text)))
    [article_id] = subscribe(library, settings, feed_server, [("风暴", link)]).values()
    assert fetch(library, settings, article_id)[article_id].words > 400


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"body": b"", "status": 404}, "404 Not Found: the page is gone"),
        ({"body": b"", "status": 403}, "403 Forbidden: open it in the browser"),
        ({"body": b"", "status": 503}, "503"),
        ({"body": b"", "status": 418}, "the server did not give the page out"),
        ({"body": b"", "status": 499}, "status 499"),
        ({"body": b"%PDF-1.7 x", "content_type": "application/pdf"}, "PDF"),
        ({"body": b"\xff\x00\xfe", "content_type": "text/html"}, "not a web page"),
        (in_html("<html><body></body></html>"), "no article text"),
        (in_html(story_page("Storm", paragraphs=1, text="Short.")), "no more text"),
    ],
)
def test_what_cannot_be_had_leaves_the_article_as_it_was(
    library, settings, feed_server, answer, words
):
    """Every failure is a sentence, and the feed's text stays."""
    link = feed_server.serve("/storm", **answer)
    summary = "The harbour is closed, the boats wait, and nobody knows until when they have to."
    ids = subscribe(library, settings, feed_server, [("Storm", link)], text=summary)
    [article_id] = ids.values()
    outcome = fetch(library, settings, article_id)[article_id]
    assert outcome.status == "error"
    assert words in outcome.error
    article = library.articles.get(article_id)
    assert (article.body.text, article.summary) == (summary, None)


def test_an_article_without_a_link_and_one_that_is_gone(library, settings, feed_server):
    """The first is an outcome, the second is passed over."""
    [article_id] = subscribe(library, settings, feed_server, [("Storm", None)]).values()
    [outcome] = full_texts(library, [article_id, 99], settings=settings)
    assert "no link" in outcome.error


def test_one_bad_page_does_not_touch_the_others(library, settings, feed_server):
    """Each page has its own outcome; at most two of one server are asked for at a time."""
    stories = [
        (f"S{n}", feed_server.serve(f"/s{n}", **in_html(story_page(f"S{n}")))) for n in range(6)
    ]
    stories.append(("Bad", feed_server.url("/bad")))
    ids = subscribe(library, settings, feed_server, stories)
    outcomes = fetch(library, settings, *ids.values())
    assert Counter(outcome.status for outcome in outcomes.values()) == {"new": 6, "error": 1}
    assert outcomes[ids["Bad"]].error
    assert feed_server.most_at_once <= 2


def test_giving_up_ends_at_once(library, settings, feed_server):
    """Closing the job does not wait for a server that does not answer, and loses nothing."""
    good = feed_server.serve("/good", **in_html(story_page("Good")))
    slow = feed_server.stall("/slow").replace("127.0.0.1", "localhost")
    ids = subscribe(library, settings, feed_server, [("Good", good), ("Slow", slow)])
    outcomes = full_texts(library, list(ids.values()), settings=settings)
    assert next(outcomes).article_id == ids["Good"]
    feed_server.wait_for_requests(3)
    outcomes.close()
    assert feed_server._at_once == 1
    assert library.articles.get(ids["Good"]).headline.has_full_text


def test_feeds_that_want_full_texts_always(library, settings, feed_server):
    """Of their articles the newest with a link are wanted; those of other feeds are not."""
    count = MOST_A_FEED + 5
    stories = [(f"S{n}", f"https://coast.example/{n}") for n in range(count)]
    ids = subscribe(library, settings, feed_server, [*stories, ("Bare", None)])
    [feed] = library.feeds.all()
    assert always_wanted(library, ids.values()) == []
    always = Change(Action.EDIT_FEED, feed_ids=(feed.id,), after={"full_text": "yes"})
    library.journal.apply(always)
    wanted = always_wanted(library, [*ids.values(), *ids.values(), 999])
    newest = [headline.id for headline in library.articles.iterate(Query())]
    newest.remove(ids["Bare"])
    assert wanted == newest[:MOST_A_FEED]
