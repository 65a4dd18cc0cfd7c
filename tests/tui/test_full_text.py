"""Full texts in the app: fetched, switched with the summary, fetched by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from tests.feed_server import FeedServer
from tests.tui.app_driver import Driver, entry, fill, running

SUMMARY = "Keepers of the lighthouse met Ms Carter on 4 May 2021."


def page(*paragraphs: str) -> bytes:
    """A web page whose article has these paragraphs."""
    made = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<html lang=en><head><title>The lamp</title></head><body><nav>Home</nav>"
        f"<article><h1>The lamp</h1>{made}</article></body></html>"
    ).encode()


PARAGRAPHS = [
    f"In year {year} the keepers of the lighthouse wrote that Anna Berg had come with {year % 90} "
    "barrels of oil, more than the lamp had burnt in all the winters before, and that the sea had "
    "been as quiet as a pond for weeks on end."
    for year in range(1890, 1896)
]


@pytest.fixture
def path(tmp_path: Path, feed_server: FeedServer) -> Path:
    """A library with an article whose page the server has."""
    path = tmp_path / "library.db"
    url = feed_server.serve("/lamp", page(*PARAGRAPHS), content_type="text/html")
    fill(path, {"Coast": [entry("The lamp", 1, SUMMARY, url=url)]})
    return path


def article_text(app: Driver) -> str:
    """What the open article shows."""
    view = app.screen.article_view
    return view.page_shown.text if view.page_shown else ""


def marked(app: Driver) -> set[str]:
    """The names and figures that are marked in what the open article shows."""
    mentions = app.screen.article_view.page_shown.mentions
    return {article_text(app)[mention.start : mention.end] for mention in mentions}


async def test_x_fetches_and_switches(path: Path) -> None:
    """x puts the page's text in place of the summary, marked; x again goes there and back."""
    async with running(path) as app:
        await app.press("enter")
        await app.shows("The lamp")
        assert SUMMARY in article_text(app)
        await app.press("x")
        await app.says("Full text. x shows the summary.")
        await app.until(lambda: PARAGRAPHS[5] in article_text(app))
        assert "full\u00a0text" in article_text(app)
        await app.until(lambda: "Anna Berg" in marked(app), "the full text's marks")
        await app.press("x")
        await app.says("The feed's summary. x shows the full text.")
        assert SUMMARY in article_text(app)
        assert PARAGRAPHS[5] not in article_text(app)
        await app.until(lambda: {"Carter", "4 May 2021"} <= marked(app), "the summary's marks")
        await app.press("x")
        await app.until(lambda: PARAGRAPHS[5] in article_text(app))
        await app.until(lambda: app.screen.headlines.window.rows[0].has_full_text)
        await app.until(lambda: "≡  Coast" in app.text(), "the sign of the full text")


async def test_a_look_at_the_summary_keeps_the_place(path: Path) -> None:
    """Back from the summary, the full text stands where it was left."""
    async with running(path, size=(80, 24)) as app:
        await app.press("enter")
        await app.shows("The lamp")
        await app.press("x")
        await app.until(lambda: PARAGRAPHS[5] in article_text(app))
        await app.press("G")
        left_at = app.screen.article_view.position
        assert left_at > 0
        await app.press("x")
        await app.says("The feed's summary.")
        assert app.screen.article_view.position == 0
        await app.press("x")
        await app.says("Full text.")
        assert app.screen.article_view.position == left_at


async def test_a_page_that_cannot_be_had_is_said(path: Path, feed_server: FeedServer) -> None:
    """The status line says why there is no full text; the summary stays."""
    feed_server.serve("/lamp", b"", status=404)
    async with running(path) as app:
        await app.press("enter")
        await app.shows("The lamp")
        await app.press("x")
        await app.until(lambda: app.screen.status.has_class("-error"))
        assert "404" in app.screen.status.words
        assert SUMMARY in article_text(app)
        assert not app.screen.status.side_work


async def test_a_failure_is_not_taken_for_that_of_the_open_article(
    path: Path, feed_server: FeedServer
) -> None:
    """When another article is open by now, the status line says that it is not about this one."""
    feed_server.serve("/lamp", b"", status=404, is_held=True)
    with Library.open(path) as library:
        [feed] = library.feeds.all()
        more = entry("The pier", 5)
        library.articles.save(feed.id, FeedUpdate(new=(more,)), None, more.published_at)
    async with running(path) as app:
        await app.press("enter")
        await app.shows("The lamp")
        await app.press("x", "J")
        await app.shows("The pier")
        feed_server.release()
        await app.says("No full text of an article you left: 404")


async def test_fetching_holds_up_nothing(path: Path, feed_server: FeedServer) -> None:
    """While a page is on its way other articles are read; it is there afterwards."""
    body = feed_server.answers["/lamp"].body
    feed_server.serve("/lamp", body, content_type="text/html", is_held=True)
    with Library.open(path) as library:
        [feed] = library.feeds.all()
        more = entry("The pier", 5)
        library.articles.save(feed.id, FeedUpdate(new=(more,)), None, more.published_at)
    async with running(path) as app:
        await app.press("enter")
        await app.shows("The lamp")
        await app.press("x")
        await app.until(lambda: "fetching the full text" in app.text())
        await app.press("x")
        await app.says("Its full text is being fetched.")
        await app.press("J")
        await app.shows("The pier")
        feed_server.release()
        await app.until(lambda: app.screen.headlines.window.rows[0].has_full_text)
        assert "The pier" in article_text(app)
        await app.press("K")
        await app.shows("The lamp")
        await app.until(lambda: PARAGRAPHS[5] in article_text(app))


async def test_a_feed_that_wants_full_texts_gets_them(path: Path) -> None:
    """Opening an article of such a feed fetches its full text by itself."""
    with Library.open(path) as library:
        [feed] = library.feeds.all()
        edit = Change(Action.EDIT_FEED, feed_ids=(feed.id,), after={"full_text": "yes"})
        library.journal.apply(edit)
    async with running(path) as app:
        await app.press("enter")
        await app.until(lambda: PARAGRAPHS[5] in article_text(app))


async def test_an_article_without_a_link_says_so(tmp_path: Path) -> None:
    """Where there is no page to fetch, x says so."""
    path = tmp_path / "library.db"
    fill(path, {"Coast": [entry("Alone", 1, url=None)]})
    async with running(path) as app:
        await app.press("enter")
        await app.shows("Alone")
        await app.press("x")
        await app.says("This article has no link")


async def test_a_changed_article_is_marked_until_it_is_seen(path: Path) -> None:
    """The list shows that a read article changed; opening it shows when, and the sign goes."""
    async with running(path) as app:
        await app.press("N")
        await app.says("Marked read")
        with Library.open(path) as other:
            [known] = other.articles.known(app.screen.feeds_pane.feeds[0].id)
            changed = entry("The lamp", 1, "Another text.", url=known.url)
            update = FeedUpdate(changed={known.article_id: changed})
            other.articles.save(
                app.screen.feeds_pane.feeds[0].id, update, None, changed.published_at
            )
        await app.until(lambda: app.screen.headlines.window.rows[0].is_changed)
        await app.until(lambda: "~  The lamp" in app.text())
        await app.press("enter")
        await app.shows("The lamp")
        assert "changed\u00a01\u00a0March\u00a02024" in article_text(app)
        await app.until(lambda: not app.screen.headlines.window.rows[0].is_changed)
        await app.until(lambda: "~  The lamp" not in app.text())
    with Library.open(path) as library:
        assert not library.articles.headline(known.article_id).is_changed
