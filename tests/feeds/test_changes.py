"""What is new and what was changed in a feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.changes import decide
from newsreader.feeds.entries import digest
from newsreader.model.article import Entry, FeedUpdate, KnownEntry, ParsedFeed
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
