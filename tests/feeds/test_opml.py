"""Reading lists of subscriptions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.opml import OpmlError, is_opml
from newsreader.feeds.opml import read_opml as read
from newsreader.feeds.outline import LeftOut, Outline
from newsreader.feeds.urls_file import read_urls_file

TIDES = "https://coast.example/tides"
WINDS = "https://coast.example/winds"


def read_opml(data: bytes) -> list[Outline]:
    return list(read(data).outlines)


def opml(body: str, *, version: str = "2.0") -> bytes:
    return f'<?xml version="1.0"?><opml version="{version}"><body>{body}</body></opml>'.encode()


def test_outlines_come_with_title_folder_and_site():
    """Nested folders are joined by " / "; the order is that of the file."""
    data = opml(
        f'<outline text="Sea"><outline text="Coast"><outline type="rss" text="Tides" '
        f'xmlUrl="{TIDES}" htmlUrl="https://coast.example/"/></outline></outline>'
        f'<outline title="The winds" text="Winds" xmlUrl="{WINDS}"/>'
    )
    assert read_opml(data) == [
        Outline(TIDES, "Tides", "Sea / Coast", "https://coast.example/"),
        Outline(WINDS, "The winds"),
    ]


@pytest.mark.parametrize("name", ["xmlUrl", "xmlURL", "xmlurl", "XMLURL"])
@pytest.mark.parametrize("kind", ["", 'type="rss"', 'type="ATOM"', 'type="rss1"', 'type=""'])
def test_addresses_are_found_however_they_are_written(name, kind):
    """The attribute's case and the type do not matter; OPML 1.0 is read too."""
    data = opml(f'<outline text="Tides" {kind} {name}=" {TIDES} "/>', version="1.0")
    assert read_opml(data) == [Outline(TIDES, "Tides")]


def test_only_feeds_on_the_web_are_read_and_each_once():
    """Other schemes, links and includes are left out; a repeated address counts once."""
    data = opml(
        f'<outline text="a" xmlUrl="{TIDES}"/><outline text="b" xmlUrl="{TIDES}"/>'
        '<outline text="c" xmlUrl="file:///etc/passwd"/><outline text="d" xmlUrl="exec:rm -r x"/>'
        '<outline text="e" xmlUrl=""/><outline text="f" xmlUrl="http://"/><outline/>'
        '<outline text="g" xmlUrl="http://["/><outline type="link" xmlUrl="http://l.example/"/>'
        '<outline text="h" xmlUrl="feed://coast.example/h" htmlUrl="javascript:alert(1)"/>'
        '<outline text="i" xmlUrl="HTTP://Coast.example/I"/>'
    )
    assert read_opml(data) == [
        Outline(TIDES, "a"),
        Outline("http://coast.example/h", "h"),
        Outline("http://coast.example/I", "i"),
    ]


def test_what_is_left_out_is_told():
    """Other schemes, links and lists in lists come with the reason, once and without a login."""
    data = opml(
        f'<outline text="a" xmlUrl="{TIDES}"/><outline text="c" xmlUrl="file:///etc/passwd"/>'
        '<outline text="c" xmlUrl="file:///etc/passwd"/><outline xmlUrl="exec:rm -r x"/>'
        '<outline text="d" xmlUrl="javascript:alert(1)"/><outline text="folder"/>'
        '<outline xmlUrl="gopher://me:secret@g.example/"/><outline xmlUrl="http://["/>'
        '<outline type="link" xmlUrl="http://l.example/"/><outline type="link" url="http://m"/>'
        '<outline type="include" text="more" url="https://i.example/more.opml"/>'
    )
    left_out = read(data).left_out
    assert [one.name for one in left_out] == [
        "file:///etc/passwd",
        "exec:rm -r x",
        "javascript:alert(1)",
        "gopher://g.example/",
        "http://[",
        "http://l.example/",
        "https://i.example/more.opml",
    ]
    assert all(isinstance(one, LeftOut) and one.reason for one in left_out)
    assert "file:" in left_out[0].reason


def test_one_feed_written_in_several_ways_is_one():
    """Addresses are in the form in which subscribing stores them, and each once."""
    ways = [TIDES, "HTTPS://Coast.Example/tides", f"{TIDES}#top", f"feed:{TIDES}"]
    outlines = "".join(f'<outline text="Tides" xmlUrl="{way}"/>' for way in ways)
    assert read_opml(opml(outlines)) == [Outline(TIDES, "Tides")]
    assert read_urls_file("\n".join(ways)).outlines == (Outline(TIDES),)
    [blank] = read_urls_file('"https://coast.example/a b"').outlines
    assert blank == Outline("https://coast.example/a%20b")


def test_a_feed_with_children_is_no_folder():
    """Outlines inside a feed's outline are in the feed's folder; nameless folders do not count."""
    data = opml(
        f'<outline text="Sea"><outline><outline text="Tides" xmlUrl="{TIDES}">'
        f'<outline text="Winds" xmlUrl="{WINDS}"/></outline></outline></outline>'
    )
    assert [one.folder for one in read_opml(data)] == ["Sea", "Sea"]


def test_titles_and_folders_are_cleaned():
    """No terminal control, no bidi override and no line break gets through."""
    data = opml(
        f'<outline text="A&#10; &#x202e;b"><outline text="&#x9b;31m[red] c" xmlUrl="{TIDES}"/>'
        "</outline>"
    )
    assert read_opml(data) == [Outline(TIDES, "›31m[red] c", "A b")]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Salt & pepper", "Salt & pepper"),
        ("Caf&eacute; &lt;b&gt; &amp;c", "Café <b> &c"),
        ('The "Coast"', 'The "Coast"'),
        ("See <b class='x'>here</b>", "See here"),
        ("Tide\x0b", "Tide"),
        ("a < b & c;", "a < b & c;"),
        ("&bogus;", "&bogus;"),
    ],
)
def test_files_that_are_not_well_formed_are_read_all_the_same(title, read):
    """Loose ampersands, quotes and markup, HTML's entities and controls cost no feed."""
    found = read_opml(
        opml(
            f'<outline text="{title}" xmlUrl="{TIDES}?a=1&b=2"/>'
            f'<outline title="x"  xmlUrl="{WINDS}"/>'
        )
    )
    assert [one.url for one in found] == [f"{TIDES}?a=1&b=2", WINDS]
    if "a <" not in title:
        assert found[0].title == read


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\n \n" + data,
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().replace('"1.0"?', '"1.0" encoding="utf-16"?').encode("utf-16"),
        lambda data: data.decode().encode("cp1252"),
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.decode().replace('"1.0"?', '"1.0" encoding="latin-1"?').encode("cp1252"),
        lambda data: data.decode().replace('"1.0"?', '"1.0" encoding="x-no"?').encode(),
        lambda data: data[: -len(b"</body></opml>")],
        lambda data: data.replace(b"<body>", b"<body><a:: b/>"),
        lambda data: data.replace(b"opml", b"OPML").replace(b"outline", b"Outline"),
        lambda data: b"<!-- <rss> -->" + data.partition(b"?>")[2],
    ],
)
def test_wrong_encodings_and_cut_files_are_read(change):
    """What can be read of a file is read, in the charset it really has."""
    data = change(opml(f'<outline text="Marées" xmlUrl="{TIDES}"/>'))
    assert is_opml(data)
    assert read_opml(data) == [Outline(TIDES, "Marées")]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + ']><opml><body><outline text="&a9;" xmlUrl="https://a.example/&a9;"/></body></opml>'
)
EXTERNAL = (
    '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<opml><body><outline text='&x;' xmlUrl='http://a.example/'>&x;</outline></body></opml>"
)


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(),
        BOMB.encode("utf-16"),
        EXTERNAL.encode(),
        b"",
        b" ",
        b"not xml",
        b"\0" * 100,
        b"<rss><channel/></rss>",
        b"<html><body><outline xmlUrl='http://a.example/'/></body></html>",
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b" " * (11 * 2**20),
    ],
)
def test_what_is_no_opml_or_a_trap_is_refused_in_words(data):
    """Bombs, external entities, other files and giants are an OpmlError with one sentence."""
    with pytest.raises(OpmlError, match=r"^the OPML file|^this is no OPML"):
        read_opml(data)


def test_absurd_nesting_is_survived():
    """A hundred thousand folders in one another neither crash nor hang."""
    data = opml('<outline text="a">' * 100_000 + f'<outline xmlUrl="{TIDES}"/>')
    assert len(read_opml(data)) <= 1


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<opml>", "<body>", "<outline ", 'text="', 'xmlUrl="', '"', "http://a.example/", ">",
             "/>", "</outline>", "&", "&lt;", "&#0;", "<", "<b>", "<![CDATA[", "]]>", "<!--", "-->",
             "<!DOCTYPE x [", "<!ENTITY a 'b'>", "\0", "é", "\udc80", " "]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_bytes_are_outlines_or_an_opml_error(parts):
    """No file raises anything else."""
    data = "".join(parts).encode("utf-8", "surrogateescape")
    is_opml(data)
    try:
        found = read_opml(data)
    except OpmlError:
        return
    assert all(one.url.startswith("http") for one in found)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"<opml/>", True),
        (b'<?xml version="1.0"?>\n<!DOCTYPE opml>\n<!-- mine -->\n<opml version="1.1">', True),
        (b"<rss><!-- <opml> --></rss>", False),
        (b"<rss><title>&lt;opml></title></rss>", False),
        (b"https://coast.example/tides opml", False),
        (b"", False),
    ],
)
def test_opml_is_told_by_its_first_element(data, answer):
    """A cheap look tells OPML from feeds and texts."""
    assert is_opml(data) is answer
