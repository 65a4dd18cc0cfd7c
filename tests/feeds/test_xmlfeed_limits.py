"""Feeds meant to hurt, or merely too large: read within limits, or refused in words."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.parse import ParseError, parse_feed
from tests.feeds.test_parse import ATOM, RSS, URL, entry, parsed


def rss(inside: str) -> str:
    return f"<rss version='2.0'><channel><title>T</title>{inside}</channel></rss>"


@pytest.mark.parametrize("close", ["", "</b>"])
@pytest.mark.parametrize("place", ["<description>{}</description>", "{}"])
def test_absurd_nesting_is_read_or_refused(place: str, close: str):
    """A hundred thousand open elements are no crash and no other error."""
    nested = "<b>" * 100_000 + "x" + close * 100_000
    feed = rss("<item><title>One</title>" + place.format(nested) + "</item>")
    titles = []
    with contextlib.suppress(ParseError):
        titles = [found.title for found in parsed(feed).entries]
    assert titles in ([], ["One"])


def test_no_file_is_read_for_a_document_type(tmp_path):
    """Neither an external subset nor an external entity is loaded, from disk either."""
    (tmp_path / "feed.dtd").write_text("<!ENTITY secret 'told'>")
    (tmp_path / "secret.txt").write_text("told")
    outer = f"<!DOCTYPE rss SYSTEM '{(tmp_path / 'feed.dtd').as_uri()}'>"
    inner = f"<!DOCTYPE rss [<!ENTITY secret SYSTEM '{(tmp_path / 'secret.txt').as_uri()}'>]>"
    for doctype in (outer, inner):
        [found] = parsed(doctype + rss("<item><title>a &secret; b</title></item>")).entries
        assert "told" not in found.title
        assert found.title.startswith("a ")


def test_a_bomb_in_an_attribute_does_not_go_off():
    """Entities do not expand where a strict parser would have to expand them."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{levels}]>'
    [found] = parsed(doctype + rss("<item><title>x</title><link href='&e19;'/></item>")).entries
    assert len(found.url or "") < 1000


def test_a_text_of_twelve_million_characters_is_cut():
    """libxml2's limit on texts costs no feed; ours cuts the text."""
    [found] = parsed(
        rss("<item><description>" + "tide " * 2_400_000 + "</description></item>")
    ).entries
    assert 1_900_000 < len(found.body.text) <= 2_000_000
    assert all(span.end <= len(found.body.text) for span in found.body.spans)


def test_the_newest_five_thousand_are_kept():
    """By date, in the feed's order; without dates the first ones."""
    start = datetime(2024, 1, 1, tzinfo=UTC)
    items = [
        f"<item><guid>g{n}</guid><pubDate>{start + timedelta(minutes=n):%d %b %Y %H:%M:%S} GMT"
        "</pubDate></item>"
        for n in range(5100)
    ]
    guids = [found.guid for found in parsed(rss("".join(items))).entries]
    assert guids == [f"g{n}" for n in range(100, 5100)]
    undated = "".join([*items[:5099], "<item><guid>last</guid></item>"])
    guids = [found.guid for found in parsed(rss(undated)).entries]
    assert guids == [f"g{n}" for n in range(5000)]


def test_overlong_strings_are_cut_or_digested():
    """Titles are cut; an endless guid stays unique and stable."""
    found = entry(f"<title>{'t' * 9000}</title><guid isPermaLink='false'>{'g' * 9000}</guid>")
    again = entry(f"<title>x</title><guid isPermaLink='false'>{'g' * 9000}</guid>")
    other = entry(f"<title>x</title><guid isPermaLink='false'>{'g' * 9001}</guid>")
    assert len(found.title) == 4000
    assert len(found.guid) < 100
    assert found.guid == again.guid != other.guid
    assert entry(f"<guid>{'g' * 8000}</guid>").guid == "g" * 8000


@pytest.mark.parametrize(
    "inside",
    ["a\0b", "a&#0;b", "a&#xD800;b", "a&#xFFFE;b", "a\ufffeb", "a&#x110000;b", "a&#1;b"],
)
def test_characters_that_are_none_cost_only_themselves(inside: str):
    """NUL, lone surrogates and noncharacters go; the entry stays."""
    assert entry(f"<title>{inside}</title><guid>1</guid>").title == "ab"


def test_a_lone_surrogate_in_bytes_is_harmless():
    """The bytes of a surrogate are no UTF-8, and no error either."""
    body = rss("<item><title>aXb</title></item>").encode().replace(b"X", b"\xed\xa0\x80")
    [found] = parse_feed(body, url=URL).entries
    assert found.title.encode()


def test_bad_dates_cost_no_entry():
    """A date beyond the calendar is no date."""
    for date in ("0000-00-00T00:00:00Z", "Mon, 99 Foo 9999 99:99:99 +9999", "9" * 400):
        assert entry(f"<title>a</title><pubDate>{date}</pubDate>").published_at is None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text("<>/&;![]'= rsfeditmn\n", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(body: bytes):
    """Nothing but ParseError is raised for bytes alone, or in the middle of a feed."""
    for document in (body, RSS.encode()[:900] + body, ATOM.encode()[:700] + body):
        guids: list[str] = []
        with contextlib.suppress(ParseError):
            guids = [found.guid for found in parse_feed(document, url=URL).entries]
        assert len(set(guids)) == len(guids)
