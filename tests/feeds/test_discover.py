"""Finding the feeds of a page, and understanding what a user typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.discover import (
    FoundFeed,
    common_places,
    find_feeds,
)
from newsreader.feeds.typed import normalise_url, typed_addresses

PAGE = "https://coast.example/news/today.html"


def find(markup: str | bytes, **options: str) -> list[FoundFeed]:
    page = markup.encode() if isinstance(markup, str) else markup
    return find_feeds(page, url=PAGE, **options)


def urls(markup: str | bytes) -> list[str]:
    return [feed.url for feed in find(markup)]


def test_link_elements_name_the_feeds():
    """RSS, Atom and JSON feeds are found, with title and absolute address, in their order."""
    assert find(
        "<html><head><title>x</title>"
        '<link rel="alternate" type="application/rss+xml" title="Tides &amp; winds" href="/rss">'
        '<link href="atom.xml" type="application/atom+xml" rel="alternate"/>'
        "<link rel=alternate type=application/feed+json href=//cdn.example/f.json>"
        "</head><body>text</body></html>"
    ) == [
        FoundFeed("https://coast.example/rss", "Tides & winds"),
        FoundFeed("https://coast.example/news/atom.xml"),
        FoundFeed("https://cdn.example/f.json"),
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<LINK REL="Alternate" TYPE="Application/RSS+XML" HREF="/rss">',
        "<link rel='home alternate' type='application/rss+xml; charset=utf-8' href=' /rss '>",
        '<body><p><link rel="feed" href="/rss">',
        '<link rel="alternate" type="text/xml" href="&#47;rss">',
        '<link rel="alternate" type="application/rss+xml" href="feed:https://coast.example/rss">',
        '<link rel="alternate" type="application/rss+xml" href="/rss#top">',
        '<svg><link rel="alternate" type="application/rss+xml" href="/rss"',
    ],
)
def test_links_are_read_however_they_are_written(link):
    """Case, order, quotes, parameters, blanks and place do not matter."""
    found = urls(link + ">") if not link.endswith(">") else urls(link)
    assert found == ["https://coast.example/rss"]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="text/xml" href="/style.xml">',
        '<link rel="alternate stylesheet" type="text/xml" href="/style.xml">',
        '<link rel="alternate" hreflang="fr" href="/fr/">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">',
        '<link rel="alternate" type="text/xml+oembed" href="/oembed">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        '<link rel="alternate" type="application/rss+xml" href="http://[">',
    ],
)
def test_what_is_no_feed_is_not_found(link):
    """Styles, translations, APIs and addresses that cannot be fetched are left out."""
    assert urls(link) == []


def test_the_base_element_counts():
    """Relative addresses are relative to base, which may be relative itself."""
    link = '<link rel="alternate" type="application/rss+xml" href="rss">'
    assert urls(f'<base href="https://other.example/a/">{link}') == ["https://other.example/a/rss"]
    assert urls(f'<base href="/b/">{link}') == ["https://coast.example/b/rss"]
    assert urls(f'<base target="_top"><base href="http://[">{link}') == [
        "https://coast.example/news/rss"
    ]


def test_comments_come_last_and_each_address_once():
    """The feed of comments is what nobody means; a repeated one is listed once."""
    link = '<link rel="alternate" type="application/rss+xml" href="{}" title="{}">'
    markup = "".join(
        link.format(*one)
        for one in [
            ("/comments/feed", "All"),
            ("/1/feed", "Comments on: Tides"),
            ("/feed", "Coast"),
            ("/feed", "Coast again"),
        ]
    )
    assert find(markup) == [
        FoundFeed("https://coast.example/feed", "Coast"),
        FoundFeed("https://coast.example/comments/feed", "All"),
        FoundFeed("https://coast.example/1/feed", "Comments on: Tides"),
    ]


def test_links_that_look_like_feeds_are_guesses_where_nothing_better_is_there():
    """Only without link elements; the page's own server first."""
    anchors = (
        '<a href="https://other.example/blog/feed/">Other</a>'
        '<a href="/rss.xml"><b>Subscribe</b> here</a>'
        '<a href="/?feed=rss2">x</a><a href="/news.atom">x</a><a href="/feeds">x</a>'
        '<a href="/feedback">no</a><a href="/index.php">no</a><a href="/rssi/">no</a>'
        '<a href="mailto:rss@coast.example">no</a><a href="/a.xml">no</a><a name="x">no</a>'
    )
    assert find(anchors)[0] == FoundFeed("https://coast.example/rss.xml", "Subscribe here")
    assert urls(anchors) == [
        "https://coast.example/rss.xml",
        "https://coast.example/?feed=rss2",
        "https://coast.example/news.atom",
        "https://coast.example/feeds",
        "https://other.example/blog/feed/",
    ]
    link = '<link rel="alternate" type="application/atom+xml" href="/main">'
    assert urls(anchors + link) == ["https://coast.example/main"]


def test_titles_are_cleaned():
    """No terminal control and no markup of ours gets into a title."""
    link = (
        '<link rel="alternate" type="application/rss+xml" href="/rss" '
        'title="\x1b[31mRed&#x202e;\n [bold]tide">'
    )
    assert find(link)[0].title == "Red [bold]tide"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1251", "utf-16"])
def test_the_charset_of_the_response_counts(charset):
    """A title is read in the charset that the server names."""
    title = "Волны" if charset != "iso-8859-1" else "Marées"
    page = f'<link rel="alternate" type="application/rss+xml" href="/rss" title="{title}">'
    found = find(page.encode(charset), content_type=f'text/html; charset="{charset}"')
    assert found == [FoundFeed("https://coast.example/rss", title)]


@pytest.mark.parametrize(
    "page",
    [b"", b" ", b"\0", b"<", b"\xff\xfe", b"{}", b"<?xml?>", b"<!-- -->", b"<div>" * 100_000],
)
def test_what_is_no_page_has_no_feeds(page):
    """Empty, binary and absurdly nested pages are read without an error."""
    assert find(page) == []
    assert find(page, content_type="text/html; charset=nonsense-8") == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<link ", "<base ", "<a ", "href=", '"', ">", "rel=alternate ", "feed", "http://", "[",
             "type=application/rss+xml ", "\0", "\x1b[", "&#1;", "é", "//", ":", "@", "%", "\n"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_page_gives_addresses_that_can_be_fetched(parts):
    """No page raises, and what is found is an http(s) address in normal form."""
    for feed in find("".join(parts)):
        assert normalise_url(feed.url) == feed.url


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://coast.example/feed", "https://coast.example/feed"),
        ("  http://coast.example/Feed?a=1&b=%20 \n", "http://coast.example/Feed?a=1&b=%20"),
        ("HTTPS://Coast.Example/Feed#top", "https://coast.example/Feed"),
        ("coast.example/feed", "https://coast.example/feed"),
        ("coast.example", "https://coast.example"),
        ("coast.example:8080/feed", "https://coast.example:8080/feed"),
        ("//coast.example/feed", "https://coast.example/feed"),
        ("feed:https://coast.example/feed", "https://coast.example/feed"),
        ("feed://coast.example/feed", "http://coast.example/feed"),
        ("FEED:coast.example/feed", "https://coast.example/feed"),
        ("localhost:8000/feed", "http://localhost:8000/feed"),
        ("localhost/feed", "http://localhost/feed"),
        ("127.0.0.1/feed", "http://127.0.0.1/feed"),
        ("http://[::1]:80/feed", "http://[::1]:80/feed"),
        ("http://intranet/feed", "http://intranet/feed"),
        ("Me:Secret@coast.example/feed", None),
        ("https://Me:Secret@Coast.example/feed", "https://Me:Secret@coast.example/feed"),
        ("küste.example/feed", "https://küste.example/feed"),
        ("https://coast.example/a:b", "https://coast.example/a:b"),
        ("\ufeffcoast.example/\u202efeed", "https://coast.example/feed"),
    ],
)
def test_what_a_user_types_is_understood(typed, url):
    """Blanks, bare hosts, feed: addresses and any case give a clean http(s) URL."""
    if url is None:
        with pytest.raises(ValueError, match="only http and https"):
            normalise_url(typed)
    else:
        assert normalise_url(typed) == url
        assert normalise_url(url) == url


@pytest.mark.parametrize(
    ("typed", "schemes"),
    [
        ("coast.example/feed", ["https", "http"]),
        ("coast.example:8080", ["https", "http"]),
        ("//coast.example/feed", ["https", "http"]),
        ("feed:coast.example/feed", ["https", "http"]),
        ("https://coast.example/feed", ["https"]),
        ("feed:https://coast.example/feed", ["https"]),
        ("HTTP://coast.example/feed", ["http"]),
        ("feed://coast.example/feed", ["http"]),
        ("localhost/feed", ["http"]),
    ],
)
def test_only_a_scheme_that_was_left_out_is_tried_both_ways(typed, schemes):
    """https comes first, and is never given up where the user wrote it."""
    addresses = typed_addresses(typed)
    assert [address.partition(":")[0] for address in addresses] == schemes
    assert len({address.partition(":")[2] for address in addresses}) == 1


def test_common_places_are_at_the_root_of_the_same_host():
    """Where many sites keep their feed, with the port and not the path of the page."""
    places = common_places("http://coast.example:8080/news/today?x=1")
    assert all(place.startswith("http://coast.example:8080/") for place in places)
    assert "http://coast.example:8080/feed.xml" in places


@pytest.mark.parametrize(
    "typed",
    ["", " ", "feed:", "http://", "https:///feed", "http:/feed", "http:feed", "http://[::1/feed",
     "coast", "coast.example:99999/feed", "http://coast.example:0/", "http://coast.example:x/",
     "ftp://coast.example/feed", "file:///etc/passwd", "mailto:me@coast.example",
     "javascript:alert(1)", "feed:file:///etc/passwd", "feed:feed:x", "two words", "http://a b/",
     "[red]", "https://exa<mple.org/", "?", "/", "exec:ls", "x" * 9000 + ".example"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_words(typed):
    """Other schemes, missing hosts and nonsense are a ValueError with one short sentence."""
    with pytest.raises(ValueError, match=r"^.{10,160}$"):
        normalise_url(typed)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.text("htp:/.feda[]@ %#1", max_size=25))
def test_any_text_is_a_url_or_a_value_error(text):
    """Nothing typed raises anything else, and what comes out is stable."""
    try:
        url = normalise_url(text)
    except ValueError:
        return
    assert url.startswith(("http://", "https://"))
    assert normalise_url(url) == url
