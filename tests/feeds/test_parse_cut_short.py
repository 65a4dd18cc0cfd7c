"""Feed documents that end early."""

from __future__ import annotations

import contextlib
import re

import pytest

from newsreader.feeds.parse import ParseError
from tests.feeds.test_parse import ATOM, RSS, parsed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("document", [RSS, ATOM], ids=["rss", "atom"])
def test_a_feed_cut_short_has_whole_entries_only(document: str, encoding: str) -> None:
    """Wherever a feed ends early, an entry that is there is as in the whole feed."""
    document = document.replace('encoding="utf-8"', f'encoding="{encoding}"')
    whole = parsed(document.encode(encoding)).entries
    first, second = (found.end() for found in re.finditer("</(?:item|entry)>", document))
    for end in range(document.index(">", document.index("<title")), len(document), 7):
        kept = (end >= first) + (end >= second)
        if kept == 0:
            with contextlib.suppress(ParseError):
                assert parsed(document[:end].encode(encoding)).entries == ()
        else:
            assert parsed(document[:end].encode(encoding)).entries == whole[:kept]


def test_an_entry_cut_short_that_shows_markup_is_dropped_whole() -> None:
    """Elements that an article only writes about neither begin nor end an entry."""
    feed = (
        "<rss version='2.0'><channel><title>T</title><item><title>One</title></item>"
        "<item><title>Two</title><description><![CDATA[<item>x</item>]]></description><link>htt"
    )
    assert [found.title for found in parsed(feed).entries] == ["One"]
    with pytest.raises(ParseError, match="cut short"):
        parsed(feed[: feed.index("<title>One") + 10])


def test_an_entry_that_only_lacks_its_end_is_kept() -> None:
    """A feed that ends as it should is not cut short, though its writer forgot an end tag."""
    feed = "<rss version='2.0'><channel><item><title>One &amp; all</title></channel></rss>"
    assert [found.title for found in parsed(feed).entries] == ["One & all"]
