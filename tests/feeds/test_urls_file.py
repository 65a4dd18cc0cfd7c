"""Reading newsboat's list of subscriptions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.opml import Outline, read_urls_file

TIDES = "https://coast.example/tides"
WINDS = "https://coast.example/winds"


def test_newsboat_s_urls_are_read():
    """Address, first tag as folder, ~title, quotes, escapes and comments, as newsboat has them."""
    text = f"""
# my feeds
{TIDES} sea "the coast"   "~High \\"and\\" low"
{WINDS}#top "!hidden" "salt water" # a comment
"https://coast.example/quoted" ! "~"
{TIDES} again
https://coast.example/unclosed "open tag
"query:Unread:unread = \\"yes\\"" tag
exec:/bin/rm-everything
"filter:/bin/cat:{TIDES}"
file:///etc/passwd
-----
"""
    assert read_urls_file(text) == [
        Outline(TIDES, 'High "and" low', "sea"),
        Outline(WINDS, None, "salt water"),
        Outline("https://coast.example/quoted"),
        Outline("https://coast.example/unclosed", None, "open tag"),
    ]


@settings(max_examples=100, deadline=None)
@given(st.text('htp:/a."~!#\\ \n\t\r', max_size=60) | st.text(max_size=40))
def test_any_text_is_read_as_a_urls_file(text):
    """No text raises, and only http(s) addresses come out."""
    assert all(one.url.startswith(("http://", "https://")) for one in read_urls_file(text))
