"""When a feed is checked again: after success, as it asks, and after failures."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.feeds.changes import Answer, after_error, after_success, interval_of
from newsreader.model.feed import FeedHealth

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_success_resets_the_failures_and_keeps_what_the_server_said():
    """After a success there is no error; the next check is an interval away."""
    failed = FeedHealth(etag='"0"', last_error="down", failures=4, next_check_at=NOW)
    health = after_success(failed, Answer('"1"', "yesterday", "hash"), now=NOW, interval=HOUR)
    assert health == FeedHealth('"1"', "yesterday", "hash", NOW, NOW, None, 0, NOW + HOUR)
    gone = after_success(health, Answer(body_hash="other"), now=NOW, interval=HOUR)
    assert (gone.etag, gone.last_modified, gone.body_hash) == (None, None, "other")


def test_not_modified_keeps_the_validators():
    """A 304 without validators does not forget those that brought it."""
    health = FeedHealth(etag='"1"', last_modified="yesterday", body_hash="hash")
    after = after_success(health, Answer(), now=NOW, interval=HOUR)
    assert (after.etag, after.last_modified, after.body_hash) == ('"1"', "yesterday", "hash")
    assert after_success(health, Answer('"2"'), now=NOW, interval=HOUR).etag == '"2"'


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (Answer(fresh_for=HOUR / 2, is_known=False), HOUR),
        (Answer(fresh_for=6 * HOUR), 6 * HOUR),
        (Answer(fresh_for=365 * DAY), DAY),
        (Answer(check_floor=2 * HOUR, is_known=False), 2 * HOUR),
        (Answer(check_floor=30 * DAY, fresh_for=HOUR, is_known=False), DAY),
        (Answer(), 5 * HOUR),
    ],
)
def test_server_and_document_may_ask_for_patience_up_to_a_day(answer, wait):
    """What either asks for is a floor; an unchanged document asks for what it did before."""
    health = FeedHealth(check_floor=5 * HOUR)
    after = after_success(health, answer, now=NOW, interval=HOUR)
    assert after.next_check_at == NOW + wait


@pytest.mark.parametrize(
    ("gaps", "wait"),
    [
        ([], 3 * HOUR),
        ([HOUR / 6] * 40, HOUR / 4),
        ([4 * HOUR] * 12, 2 * HOUR),
        ([9 * DAY] * 3, DAY),
        ([-DAY], HOUR / 4),
    ],
)
def test_a_feed_is_checked_as_often_as_it_publishes(gaps, wait):
    """Half the time between two articles, from 15 minutes to a day; the future is no matter."""
    published = [NOW - sum(gaps[: place + 1], timedelta()) for place in range(len(gaps))]
    assert interval_of(published, now=NOW) == wait
    assert interval_of(published, now=NOW, shortest=2 * DAY) == 2 * DAY


def test_a_feed_that_is_gone_is_not_checked_again_by_itself():
    """After a 410 there is no next check, until one asked for goes well."""
    gone = after_error(FeedHealth(), "gone", now=NOW, interval=HOUR, is_gone=True)
    assert (gone.is_stopped, gone.next_check_at) == (True, None)
    back = after_success(gone, Answer(), now=NOW, interval=HOUR)
    assert (back.is_stopped, back.next_check_at) == (False, NOW + HOUR)


def test_each_failure_in_a_row_waits_twice_as_long_up_to_a_day():
    """Back-off doubles from the interval and ends at a day; nothing else is forgotten."""
    health = FeedHealth(etag='"1"', last_success_at=NOW - DAY)
    waits = []
    for _ in range(40):
        health = after_error(health, "it is\ndown", now=NOW, interval=HOUR)
        waits.append((health.next_check_at or NOW) - NOW)
    assert waits[:6] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY]
    assert set(waits[6:]) == {DAY}
    assert (health.last_error, health.failures, health.last_checked_at) == ("it is down", 40, NOW)
    assert (health.etag, health.last_success_at) == ('"1"', NOW - DAY)


def test_a_rare_feed_is_not_asked_more_often_because_it_failed():
    """An interval longer than a day stays as it is."""
    health = after_error(FeedHealth(failures=9), "down", now=NOW, interval=3 * DAY)
    assert health.next_check_at == NOW + 3 * DAY


@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        (0.0, HOUR),
        (-5.0, HOUR),
        (60.0, HOUR),
        (7200.0, 2 * HOUR),
        (1e9, 7 * DAY),
        (math.inf, 7 * DAY),
        (math.nan, HOUR),
    ],
)
def test_retry_after_is_respected_up_to_a_week(retry_after, wait):
    """What the server asks for is granted where it is longer, and sane."""
    health = after_error(FeedHealth(), "busy", now=NOW, interval=HOUR, retry_after=retry_after)
    assert health.next_check_at == NOW + wait
