"""Documents that are traps: bombs, entities, nesting, absurd sizes, and no feeds at all."""

from __future__ import annotations

import json
import struct
import unicodedata
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from tests.hostile.aftermath import Condition, Place, answer, check, check_the_rest

SETTINGS = "fetch_timeout = 30\n"
MOST_ARTICLES = 5000
OLDEST = 1_600_000_000
SECRET = "root:"
"""What /etc/passwd begins with."""

RSS = (
    '<?xml version="1.0"?>{prolog}<rss version="2.0"><channel><title>T</title>{items}</channel>'
    "</rss>"
)


BREAKS = {"\n", "\t"}


def feed(items: str, prolog: str = "") -> str:
    return RSS.format(prolog=prolog, items=items)


def item(title: str = "One", **parts: str) -> str:
    inner = "".join(f"<{name}>{part}</{name}>" for name, part in parts.items())
    return f"<item><title>{title}</title><guid>{title[:50]}</guid>{inner}</item>"


def entities(declared: str) -> str:
    return f"<!DOCTYPE rss [{declared}]>"


LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
QUADRATIC = f'<!ENTITY big "{"x" * 50_000}">'
LOOP = '<!ENTITY a "&b;"><!ENTITY b "&a;">'


def asks(kind: str) -> Callable[[Place], None]:
    """Serve a feed that wants another document of the same server, which is noted."""

    def serve(place: Place) -> None:
        there = place.at("/leak")
        place.server.serve(f"{place.path}/leak", "<!ENTITY x 'leaked'>")
        made = {
            "entity": feed(item("&x; One"), entities(f'<!ENTITY x SYSTEM "{there}">')),
            "parameter": feed(item(), entities(f'<!ENTITY % x SYSTEM "{there}"> %x;')),
            "dtd": feed(item(), f'<!DOCTYPE rss SYSTEM "{there}">'),
            "stylesheet": feed(item(), f'<?xml-stylesheet type="text/xsl" href="{there}"?>'),
            "schema": feed(item()).replace(
                "<rss ",
                '<rss xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
                f'xsi:noNamespaceSchemaLocation="{there}" ',
            ),
            "xinclude": feed(
                '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" '
                f'href="{there}"/>{item()}'
            ),
            "picture": feed(
                item(description=f"&lt;img src='{there}'&gt;&lt;iframe src='{there}'&gt; Text.")
            ),
        }
        place.server.serve(place.path, made[kind])

    return serve


def file_entity(place: Place) -> None:
    declared = '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "/etc/passwd">'
    place.server.serve(place.path, feed(item("&x;One", description="&x;"), entities(declared)))


def json_feed(items: object, **more: object) -> str:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "T", **more, "items": items}
    return json.dumps(document)


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def many(count: int) -> str:
    """Write a feed of so many items, the newest in the middle."""
    dates = [datetime.fromtimestamp(OLDEST + (n * 7919 % count) * 60, UTC) for n in range(count)]
    dated = (
        f"<item><title>Item {n}</title><guid>{n}</guid><pubDate>{format_datetime(at)}</pubDate>"
        "</item>"
        for n, at in enumerate(dates)
    )
    return feed("".join(dated))


DEEP = 100_000
MEGABYTE = 2**20
JSON = "application/feed+json"

CONDITIONS = [
    Condition("billion-laughs", answer(feed(item("&a11;"), entities(LAUGHS))), is_either=True),
    Condition("quadratic", answer(feed(item("&big;" * 2000), entities(QUADRATIC))), is_either=True),
    Condition("entity-loop", answer(feed(item("&a;"), entities(LOOP))), is_either=True),
    Condition("entity-of-a-file", file_entity, is_either=True),
    *(
        Condition(f"asks-for-{kind}", asks(kind), is_either=True)
        for kind in ("entity", "parameter", "dtd", "stylesheet", "schema", "xinclude", "picture")
    ),
    Condition("deep-xml", answer(feed("<a>" * DEEP + item())), is_either=True),
    Condition("deep-xml-closed", answer(feed("<a>" * DEEP + item() + "</a>" * DEEP)),
              is_either=True),
    Condition("deep-html", answer(feed(item(description="&lt;div&gt;" * DEEP + "Text."))), None),
    Condition("deep-lists", answer(feed(item(description="&lt;ul&gt;&lt;li&gt;" * DEEP + "x"))),
              None),
    Condition("deep-quotes", answer(feed(item(description="&lt;blockquote&gt;" * DEEP))), None),
    Condition("deep-xhtml", answer(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>One</title>'
        '<id>1</id><content type="xhtml">' + "<div>" * DEEP + "</content></entry></feed>"),
        is_either=True),
    Condition("deep-json", answer('{"version":"https://jsonfeed.org/version/1","items":'
              + "[" * DEEP, content_type=JSON)),
    Condition("deep-comments", answer(feed("<!--" * DEEP + item())), is_either=True),
    Condition("many-attributes", answer(feed(
        "<item " + " ".join(f'a{n}="{n}"' for n in range(DEEP)) + "><title>One</title></item>")),
        is_either=True),
    Condition("many-namespaces", answer(feed(
        "<item " + " ".join(f'xmlns:a{n}="u:{n}"' for n in range(5000)) + "><title>One</title>"
        "</item>")), is_either=True),
    Condition("nul-bytes", answer(feed(item("One\0", description="a\0b"))), is_either=True),
    Condition("only-nuls", answer(bytes(MEGABYTE))),
    Condition("utf-16-without-mark", answer(feed(item()).encode("utf-16-le")), is_either=True),
    Condition("encoding-nobody-knows", answer(
        feed(item()).replace('"1.0"', '"1.0" encoding="x-none"', 1)), is_either=True),
    Condition("latin-1-called-utf-8", answer(
        feed(item("Été")).replace('"1.0"', '"1.0" encoding="utf-8"', 1).encode("latin-1")), None),
    Condition("surrogate-references", answer(feed(item("One &#xD800;&#xDFFF;&#0;&#x110000;"))),
              is_either=True),
    Condition("surrogates-in-json", answer(
        json_feed([{"id": "\ud800", "title": "One \udfff", "content_text": "\ud800 x"}]),
        content_type=JSON), None),
    Condition("surrogates-in-utf-8", answer(feed(item("One")).encode()
              .replace(b"One", b"One\xed\xa0\x80")), is_either=True),
    Condition("year-0", answer(feed(item(pubDate="Sat, 01 Jan 0000 00:00:00 GMT"))), None),
    Condition("year-9999", answer(feed(item(pubDate="Fri, 31 Dec 9999 23:59:59 -2359"))), None),
    Condition("year-99999", answer(feed(item(pubDate="99999-99-99T99:99:99Z"))), None),
    Condition("epoch-absurd", answer(json_feed(
        [{"id": 1, "title": "One", "content_text": "x", "date_published": 10**400}]),
        content_type=JSON), None),
    Condition("date-of-a-megabyte", answer(feed(item(pubDate="1" * MEGABYTE))), None),
    Condition("more-items-than-allowed", answer(many(6000)), None),
    Condition("items-all-alike", answer(feed(item() * 20_000)), None),
    Condition("empty-items", answer(feed("<item/>" * 50_000)), is_either=True),
    Condition("title-of-a-megabyte", answer(feed(item("One " * (MEGABYTE // 4)))), None),
    Condition("word-of-a-megabyte", answer(feed(item(description="x" * MEGABYTE))), None),
    Condition("url-of-a-megabyte", answer(
        feed(item(link="https://stories.example/" + "a" * MEGABYTE))), None),
    Condition("guid-of-a-megabyte", answer(feed(
        f"<item><title>One</title><guid>{'g' * MEGABYTE}</guid></item>")), None),
    Condition("enclosure-absurd", answer(feed(
        '<item><title>One</title><enclosure url="https://stories.example/a" type="audio/x" '
        f'length="{"9" * 500}"/></item>')), None),
    Condition("json-numbers", answer(
        '{"version":"https://jsonfeed.org/version/1","title":1e999,"items":[{"id":1e999,'
        '"title":["One"],"url":NaN,"content_html":{"a":1},"attachments":[[]],"authors":7}]}',
        content_type=JSON), is_either=True),
    Condition("json-other-types", answer(
        json_feed({"not": "a list"}, title={"x": []}), content_type=JSON), is_either=True),
    Condition("unclosed-cdata", answer(feed("<item><title><![CDATA[One")), is_either=True),
    Condition("unclosed-doctype", answer("<!DOCTYPE rss [" + "<!ENTITY" * 10_000)),
    Condition("only-a-prolog", answer('<?xml version="1.0"?>')),
    Condition("empty", answer(b"")),
    Condition("blanks", answer(b" \n" * MEGABYTE)),
    Condition("markup-only", answer("<" * MEGABYTE)),
    Condition("ampersands", answer(feed(item("One " + "&" * 200_000))), is_either=True),
    Condition("web-page", answer("<!doctype html><html><title>Hi</title><p>Hi.</html>")),
    Condition("pdf", answer(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n" * 99)),
    Condition("picture", answer(png(), content_type="image/png")),
    Condition("svg", answer('<svg xmlns="http://www.w3.org/2000/svg"><title>One</title></svg>')),
    Condition("opml", answer('<opml version="2.0"><body><outline xmlUrl="http://x/"/></body></opml>')),
    Condition("fourteen-megabytes", answer(feed(item(description="word " * 2_800_000))), None),
]  # fmt: skip


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_a_trap_costs_its_feed_only(aftermath, condition):
    """A document is read, within sane caps, or refused in words that are kept with the feed."""
    check(aftermath, condition)
    outcome = aftermath.outcomes[condition.name]
    if condition.words is None:
        assert outcome.articles
    assert len(outcome.articles) <= MOST_ARTICLES
    for article in outcome.articles:
        shown = (article.headline.title, article.body.text, article.headline.url or "")
        assert not any(SECRET in text or "leaked" in text for text in shown)
        assert not any(
            unicodedata.category(one) in ("Cc", "Cs") for one in set("".join(shown)) - BREAKS
        )
        assert len(article.headline.title) < 10_000
        assert len(article.headline.url or "") < 10_000


def test_traps_harm_nothing_else(aftermath):
    """The good feeds come in, the library is sound, no process is left."""
    check_the_rest(aftermath)


def test_nothing_that_a_document_names_is_fetched(aftermath):
    """No entity, DTD, stylesheet, schema, inclusion or picture is asked for."""
    assert not [seen for seen in aftermath.server.requests if seen.path.endswith("/leak")]


def test_the_newest_of_too_many_items_are_stored(aftermath):
    """Of more items than a feed may have, those of the latest dates are kept."""
    found = aftermath.outcomes["more-items-than-allowed"].articles
    assert len(found) == MOST_ARTICLES
    oldest = min(article.headline.published_at for article in found)
    assert oldest == datetime.fromtimestamp(OLDEST + 1000 * 60, UTC)


def test_dates_beyond_reason_do_not_stick_to_the_top(aftermath):
    """An article of the year 9999 stands where it was first seen."""
    for name in ("year-0", "year-9999", "year-99999", "epoch-absurd", "date-of-a-megabyte"):
        [article] = aftermath.outcomes[name].articles
        assert article.headline.sort_at <= datetime.now(UTC)
