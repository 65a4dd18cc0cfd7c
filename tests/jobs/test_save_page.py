"""Saving web pages to read them later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.jobs.save_page import SaveError, save_page
from newsreader.model.feed import SAVED_URL
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.settings import FeedAccess
from tests.jobs.web_pages import in_html, story_page
from tests.jobs.written import rss


def titles(library) -> list[str]:
    return [headline.title for headline in library.articles.iterate(Query())]


def test_a_page_becomes_an_article(library, settings, feed_server):
    """It is an article of the saved pages, which are never fetched."""
    url = feed_server.serve("/storm", **in_html(story_page("The storm")))
    saved = save_page(library, f"{url}#comments", settings=settings)
    assert (saved.title, saved.url, saved.status) == ("The storm", url, "new")
    article = library.articles.get(saved.article_id)
    assert article.headline.url == url
    assert "Port Saint" in article.body.text
    assert "Sport" not in article.body.text
    [feed] = library.feeds.all()
    assert (feed.url, feed.title, feed.is_fetched) == (SAVED_URL, "Saved pages", False)


def test_undo_takes_a_saved_page_back(library, settings, feed_server):
    """Undo and redo know the saving, and saving again brings the page back."""
    url = feed_server.serve("/storm", **in_html(story_page("The storm")))
    saved = save_page(library, url, settings=settings)
    assert library.journal.undo().in_words().startswith("saved")
    assert titles(library) == []
    library.journal.redo()
    assert titles(library) == ["The storm"]
    library.journal.apply(Change(Action.DELETE, (saved.article_id,)))
    again = save_page(library, url, settings=settings)
    assert (again.article_id, again.status) == (saved.article_id, "new")
    assert titles(library) == ["The storm"]
    library.journal.undo()
    assert titles(library) == []


def test_a_page_deleted_for_good_can_be_saved_again(library, settings, feed_server):
    """Its text is stored anew, under its id."""
    url = feed_server.serve("/storm", **in_html(story_page("The storm")))
    saved = save_page(library, url, settings=settings)
    library.journal.apply(Change(Action.DELETE, (saved.article_id,)))
    library.forget(datetime.now(UTC) + timedelta(days=1))
    again = save_page(library, url, settings=settings)
    assert (again.article_id, again.needs_marks) == (saved.article_id, True)
    assert "Port Saint" in library.articles.get(saved.article_id).body.text
    assert library.flaws() == []


def test_a_page_is_known_by_its_own_address(library, settings, feed_server):
    """The page under another address is brought up to date in place."""
    own = feed_server.url("/storm")
    page = story_page("The storm", canonical="/storm")
    first = save_page(library, feed_server.serve("/storm", **in_html(page)), settings=settings)
    other = feed_server.serve("/storm-from-mail", **in_html(page))
    same = save_page(library, other, settings=settings)
    assert (same.article_id, same.url, same.status) == (first.article_id, own, "unchanged")
    feed_server.serve(
        "/storm", **in_html(story_page("The storm", paragraphs=7, canonical="/storm"))
    )
    changed = save_page(library, own, settings=settings)
    assert (changed.article_id, changed.status) == (first.article_id, "changed")
    assert library.articles.get(first.article_id).body.text.count("Port Saint") == 7
    assert len(titles(library)) == 1


def test_a_page_without_an_article_is_saved_whole(library, settings, feed_server):
    """What the reader wants to keep is kept, though nothing in it looks like an article."""
    body = "<html><head><title>Tides</title></head><body><p>High at six.</p></body></html>"
    saved = save_page(library, feed_server.serve("/t", **in_html(body)), settings=settings)
    assert saved.title == "Tides"
    assert library.articles.get(saved.article_id).body.text == "High at six."


def test_a_login_is_used_and_not_stored(library, settings, feed_server):
    """The address is stored without it; that of the settings is used as well."""
    url = feed_server.serve("/storm", **in_html(story_page("The storm")))
    saved = save_page(library, url.replace("://", "://me:low-tide@"), settings=settings)
    assert saved.url == url
    access = {feed_server.url("/"): FeedAccess("me", "low-tide")}
    save_page(library, url, settings=settings._replace(feeds=access))
    logins = {seen.headers["authorization"] for seen in feed_server.requests}
    assert len(logins) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"body": b"", "status": 404}, "404"),
        ({"body": rss("Harbour", ["One"])}, "newsreader add"),
        ({"body": b"%PDF-1.7 x", "content_type": "application/pdf"}, "PDF"),
        ({"body": b"\x89PNG\r\n", "content_type": "image/png"}, "picture"),
        (in_html("<html><head><title>Empty</title></head><body></body></html>"), "no article"),
        ({"body": b"", "content_type": "text/html"}, "empty"),
    ],
)
def test_what_is_no_page_is_not_saved(library, settings, feed_server, answer, words):
    """The reason is a sentence; nothing is stored, no feed of saved pages made."""
    url = feed_server.serve("/a", **answer)
    with pytest.raises(SaveError, match=words):
        save_page(library, url, settings=settings)
    assert library.feeds.all() == []


@pytest.mark.parametrize("typed", ["", "ftp://coast.example/", "two words", "file:///etc/passwd"])
def test_only_addresses_of_the_web_are_fetched(library, settings, typed):
    """Anything else is refused before anyone is asked."""
    with pytest.raises(SaveError):
        save_page(library, typed, settings=settings)


def test_what_was_saved_last_comes_first(library, settings, feed_server):
    """A page published long ago is at the top of the list when it is saved."""
    old = story_page("The old storm").replace(
        "<head>", '<head><meta property="article:published_time" content="2001-02-03T04:05:06Z">'
    )
    first = feed_server.serve("/new", **in_html(story_page("The storm")))
    second = feed_server.serve("/old", **in_html(old))
    save_page(library, first, settings=settings)
    saved = save_page(library, second, settings=settings)
    assert titles(library) == ["The old storm", "The storm"]
    published_at = library.articles.get(saved.article_id).headline.published_at
    assert published_at == datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)
