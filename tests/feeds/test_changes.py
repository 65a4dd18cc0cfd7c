"""What is new, what was changed, and when to look again."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.changes import Answer, after_error, after_success, decide, interval_of
from newsreader.feeds.entries import digest
from newsreader.model.article import Entry, FeedUpdate, KnownEntry, ParsedFeed
from newsreader.model.feed import FeedHealth
from newsreader.model.text import MarkedText

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def entry(guid: str, title: str = "Tides", url: str | None = None, text: str = "High.") -> Entry:
    return Entry(guid, title, url=url, body=MarkedText.from_plain(text))


def check(known: list[KnownEntry], *entries: Entry) -> FeedUpdate:
    return decide(known, ParsedFeed(entries=entries))


def stored(known: list[KnownEntry], update: FeedUpdate) -> list[KnownEntry]:
    """Carry out an update as the library does."""
    by_id = {one.article_id: one for one in known}
    for number, one in update.changed.items():
        by_id[number] = replace(
            by_id[number],
            guid=one.guid,
            url=one.url,
            title=one.title,
            fingerprint=one.fingerprint(),
        )
    for number, guid in update.guids.items():
        by_id[number] = replace(by_id[number], guid=guid)
    for number, one in enumerate(update.new, start=len(by_id) + 1):
        by_id[number] = KnownEntry(number, one.guid, one.url, one.title, one.fingerprint())
    return list(by_id.values())


def known_of(*entries: Entry) -> list[KnownEntry]:
    return stored([], check([], *entries))


def test_the_feed_s_own_words_are_passed_on():
    """Title, home page and language of the feed go into the update."""
    update = decide([], ParsedFeed("Coast", "https://example.org/", "fr"))
    assert (update.title, update.site_url, update.language) == (
        "Coast",
        "https://example.org/",
        "fr",
    )
    assert (update.new, update.changed, update.unchanged) == ((), {}, 0)


def test_unknown_entries_are_new_in_the_order_of_the_feed():
    """An unknown guid is a new article."""
    first, second = entry("2"), entry("1", "Ebb")
    assert check([], first, second).new == (first, second)


def test_a_known_entry_is_unchanged_or_changed_by_what_a_reader_sees():
    """The fingerprint decides whether a known guid was changed."""
    old, other = entry("1"), entry("2")
    new = entry("1", text="Low.")
    update = check(known_of(old, other), new, other)
    assert (update.new, update.changed, update.unchanged) == ((), {1: new}, 1)


def test_an_entry_that_left_the_feed_is_left_alone():
    """What is no longer in the feed is neither new nor changed."""
    update = check(known_of(entry("1"), entry("2")), entry("2"))
    assert (update.new, update.changed, update.unchanged) == ((), {}, 1)


def test_a_deleted_entry_does_not_come_back_even_when_it_was_changed():
    """Deleted means neither new nor changed."""
    known = [
        replace(one, is_deleted=True) for one in known_of(entry("1", url="https://a.example/"))
    ]
    for again in (
        entry("1", url="https://a.example/"),
        entry("1", "Other", url="https://a.example/"),
        entry("9", url="https://a.example/"),
    ):
        update = check(known, again)
        assert (update.new, update.changed) == ((), {})


def test_a_guid_is_opaque():
    """Guids that differ in case, blanks or scheme only are different."""
    guids = ["a", "A", "http://x.example/1", "https://x.example/1", "a/"]
    assert len(check(known_of(entry("a")), *(entry(guid) for guid in guids)).new) == 4


def test_a_changed_guid_with_the_same_link_and_title_is_not_new():
    """A feed that renumbers its entries brings nothing new."""
    url = "https://a.example/1"
    known = known_of(entry("1", url=url))
    update = check(known, entry("other", url=url))
    assert (update.new, update.changed, update.unchanged) == ((), {}, 1)
    changed = entry("other", url=url, text="Low.")
    assert check(known, changed).changed == {1: changed}


def test_a_site_that_moved_to_https_brings_nothing_new():
    """Addresses are often guids: both change at once, and the articles are the same."""
    old, new = "http://a.example/1", "https://a.example/1"
    update = check(known_of(entry(old, url=old)), entry(new, url=new))
    assert (update.new, update.guids) == ((), {1: new})


@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_changed_guid_is_remembered(is_deleted):
    """An entry is known by its new guid from then on, deleted or not, whatever else changes."""
    url = "https://a.example/1"
    known = [replace(one, is_deleted=is_deleted) for one in known_of(entry("1", url=url))]
    update = check(known, entry("other", url=url))
    assert update.guids == {1: "other"}
    known = stored(known, update)
    assert check(known, entry("other", "New title", url=url)).new == ()


def test_a_feed_with_one_guid_for_all_keeps_each_article():
    """The guid alone does not make an entry another one's successor; each is found again."""
    items = [
        entry("x", f"Tide {number}", url=f"https://a.example/{number}", text=f"{number} m.")
        for number in range(3)
    ]
    known: list[KnownEntry] = []
    for item in items:
        update = check(known, item)
        assert (update.new != (), update.changed) == (True, {})
        known = stored(known, update)
        again = check(known, item)
        assert (again.new, again.changed, again.unchanged) == ((), {}, 1)
    assert len({one.guid for one in known}) == 3
    later = replace(items[1], title="Tide at noon")
    assert list(check(known, later).changed) == [2]


def test_an_entry_without_guid_and_link_is_known_by_title_and_date():
    """A changed text makes no other entry of it; it counts where there is nothing else."""
    assert digest("Tide", NOW, "High.") == digest("Tide", NOW, "Low.")
    assert digest("Tide", None, "High.") == digest("Tide", None, "Low.")
    assert digest("", NOW, "High.") == digest("", NOW, "Low.")
    assert digest("Tide", NOW, "High.") != digest("Tide", NOW + HOUR, "High.")
    assert digest("", None, "High.") != digest("", None, "Low.")


def test_same_link_and_title_are_two_articles_while_both_guids_are_there():
    """A feed whose entries all link to its home page keeps each of them."""
    first = entry("1", "Update", url="https://a.example/", text="One.")
    second = entry("2", "Update", url="https://a.example/", text="Two.")
    update = check(known_of(first), second, first)
    assert (update.new, update.unchanged) == ((second,), 1)


def test_same_title_without_a_link_is_new():
    """Without a link there is no telling that a guid has changed."""
    assert len(check(known_of(entry("1")), entry("2")).new) == 1


def test_an_entry_given_twice_is_one_article_the_later_version():
    """The same guid with the same link merges; the later version is kept."""
    url = "https://a.example/1"
    old = replace(entry("1", url=url), updated_at=NOW)
    new = replace(entry("1", "Springtide", url=url), updated_at=NOW + HOUR)
    assert check([], old, new).new == (new,)
    assert check([], new, old).new == (new,)
    assert check([], entry("1", "First"), entry("1", "Second"), entry("1", "First")).new[
        0
    ].title == ("First")


def test_a_shared_guid_with_different_links_is_as_many_articles():
    """Entries that share a guid but not the link all stay, under guids of their own."""
    entries = [entry("x", url=f"https://a.example/{number}") for number in range(3)]
    update = check([], *entries)
    assert [one.url for one in update.new] == [one.url for one in entries]
    assert len({one.guid for one in update.new}) == 3


def test_entries_that_share_a_guid_keep_it_in_whatever_order_they_come():
    """A new entry on top does not turn one stored article into another."""
    first, second, third = (entry("x", url=f"https://a.example/{number}") for number in range(3))
    known = known_of(first, second)
    update = check(known, third, second, first)
    assert ([one.url for one in update.new], update.changed) == ([third.url], {})
    known = stored(known, update)
    for order in ((third, second, first), (second, third), (third,), (second,), (first,)):
        update = check(known, *order)
        assert (update.new, update.changed, update.unchanged) == ((), {}, len(order))


ENTRIES = st.lists(
    st.builds(
        entry,
        guid=st.sampled_from("abc"),
        title=st.sampled_from(["", "One", "Two"]),
        url=st.none() | st.sampled_from(["https://a.example/1", "https://a.example/2"]),
        text=st.sampled_from(["", "High."]),
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(feeds=st.lists(ENTRIES, min_size=1, max_size=4))
def test_a_feed_that_did_not_change_brings_nothing(feeds):
    """Whatever was stored, checking the same document twice finds nothing the second time."""
    known: list[KnownEntry] = []
    for entries in feeds:
        known = stored(known, check(known, *entries))
        update = check(known, *entries)
        assert (update.new, update.changed) == ((), {})
        assert len({one.guid for one in known}) == len(known)


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
