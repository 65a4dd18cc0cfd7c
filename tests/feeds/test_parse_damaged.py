"""Feeds that are traps, damaged or cut off."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.parse import ParseError, parse_feed
from newsreader.model.text import clean_line
from tests.feeds.test_parse import ATOM, RSS, entry, parsed


def test_an_impossible_character_costs_only_itself() -> None:
    """A reference to no Unicode character is dropped, the feed is read."""
    assert entry("<title>a&#x110000;b&#99999999999;c</title>").title == "abc"


def test_entity_bombs_are_harmless() -> None:
    """Entities that refer to entities are dropped, and no file is read for one."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{levels}'
        '<!ENTITY file SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
        "<title>T</title><item><title>&e29;&file;</title></item></channel></rss>"
    )
    [found] = parsed(bomb).entries
    assert len(found.title) < 100
    assert "root:" not in found.title


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_feed_raises_nothing_else(data: st.DataObject) -> None:
    """A feed with bytes changed, cut or doubled is read or refused by ParseError."""
    body = bytearray(data.draw(st.sampled_from([RSS, ATOM])).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        length = data.draw(st.integers(0, 40))
        body[start : start + length] = data.draw(
            st.sampled_from(
                [b"", b"<", b"&", b"]]>", b"\xff", b"&#x1b;", b"<item>", b"\0", b"&#99999999;"]
            )
        )
    try:
        feed = parsed(bytes(body))
    except ParseError:
        return
    for found in feed.entries:
        assert found.guid
        assert found.title == clean_line(found.title)
        assert found.published_at is None or found.published_at.tzinfo is UTC


@pytest.mark.parametrize("body", [b"<rss", b"<rss version='2.0'><chan", b"<feed xmlns="])
def test_a_feed_cut_off_before_its_title_is_refused(body: bytes) -> None:
    """A truncated document without anything in it is an error, not an empty feed."""
    with pytest.raises(ParseError, match="cut short"):
        parse_feed(body, url="https://example.org/feed")
