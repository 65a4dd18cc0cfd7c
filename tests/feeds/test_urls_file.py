"""Reading newsboat's list of subscriptions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.outline import LeftOut, Outline
from newsreader.feeds.urls_file import read_urls_file

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
    assert read_urls_file(text).outlines == (
        Outline(TIDES, 'High "and" low', "sea", tags=("the coast",)),
        Outline(WINDS, None, "salt water"),
        Outline("https://coast.example/quoted"),
        Outline("https://coast.example/unclosed", None, "open tag"),
    )


def test_what_is_no_feed_of_the_web_is_told():
    """Commands, searches, files and other schemes are left out with a reason; nothing is run."""
    text = f"""
# exec:in-a-comment
exec:/bin/rm -r everything
"exec:~/bin/make feed" tag
"filter:/bin/cat --key secret:{TIDES}"
FILTER:/bin/cat:https://me:secret@coast.example/tides
"query:Unread:unread = \\"yes\\"" tag
file:///etc/passwd
gopher://me:se/cret@coast.example/
-----
http://
{TIDES}
"""
    found = read_urls_file(text)
    assert found.outlines == (Outline(TIDES),)
    assert [one.name for one in found.left_out] == [
        "exec:/bin/rm",
        "exec:~/bin/make",
        "filter:/bin/cat",
        "FILTER:/bin/cat:https://coast.example/tides",
        'query:Unread:unread = "yes"',
        "file:///etc/passwd",
        "gopher://coast.example/",
        "-----",
        "http://",
    ]
    assert all(one.reason for one in found.left_out)
    assert all("runs" in one.reason for one in found.left_out[:4])


def test_a_line_left_out_is_shown_harmless_and_short():
    """Controls and endless lines do not reach the terminal."""
    [one] = read_urls_file("gopher://a.example/\x1b]0;x\x07" + "b" * 5000).left_out
    assert isinstance(one, LeftOut)
    assert one.name.isprintable()
    assert len(one.name) < 200


@settings(max_examples=100, deadline=None)
@given(st.text('htp:/a."~!#\\ \n\t\r', max_size=60) | st.text(max_size=40))
def test_any_text_is_read_as_a_urls_file(text):
    """No text raises, and only http(s) addresses come out."""
    found = read_urls_file(text)
    assert all(one.url.startswith(("http://", "https://")) for one in found.outlines)
    assert all(one.reason for one in found.left_out)
