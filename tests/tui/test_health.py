"""A feed's health in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.model.feed import Feed, FeedHealth
from newsreader.tui.health import is_broken, sentence, since, state, times

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def feed(**health: object) -> Feed:
    """A feed of the web with this health."""
    return Feed(1, "https://example.org/feed", "Harbour", health=FeedHealth(**health))


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=35), "35 min ago"),
        (3 * HOUR, "3 h ago"),
        (47 * HOUR, "47 h ago"),
        (50 * HOUR, "2 days ago"),
        (timedelta(days=60), "on 1 January 2024"),
    ],
)
def test_how_long_ago(passed: timedelta, words: str) -> None:
    """Moments are told by how long ago they were, old ones by their date."""
    assert since(NOW - passed, NOW) == words


def test_a_feed_that_works() -> None:
    """When it was fetched, and when it is checked next."""
    good = feed(last_success_at=NOW - 2 * HOUR, next_check_at=NOW + HOUR / 2)
    assert state(good, NOW) == "fetched 2 h ago"
    assert times(good, NOW) == "next check in 30 min"
    assert times(good, NOW, is_automatic=False) == ""
    assert not is_broken(good)


def test_a_feed_that_fails() -> None:
    """The error, when it last worked, and when it is tried again."""
    bad = feed(last_error="404 Not Found", last_success_at=NOW - 72 * HOUR, next_check_at=NOW)
    assert state(bad, NOW) == "404 Not Found"
    assert times(bad, NOW) == "worked 3 days ago, next check now"
    assert is_broken(bad)
    assert times(feed(last_error="gone", is_stopped=True), NOW) == (
        "never worked, checked only when you ask"
    )


def test_a_state_becomes_a_sentence() -> None:
    """It begins with a capital, but the name of a host stays as it is."""
    assert sentence("fetched 2 h ago") == "Fetched 2 h ago"
    assert sentence("the feed is gone.") == "The feed is gone."
    assert sentence("news.example did not answer") == "news.example did not answer"


def test_a_feed_never_fetched() -> None:
    """New feeds and those not from the web say so."""
    assert state(feed(), NOW) == "not fetched yet"
    files = Feed(2, "newsreader:files", "Files")
    assert (state(files, NOW), times(files, NOW)) == ("not from the web: never fetched", "")
    assert not is_broken(files)
