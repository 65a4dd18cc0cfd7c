"""Damaged documents for every parser of the package; each may raise its own error only.

`python -m tests.feeds.fuzz --seed 1 --count 20000` changes sample documents at random and gives
them to the parsers in turn. With --data FOLDER real documents are changed too. A failure is
printed with the file that shows it, kept in a temporary folder, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from newsreader.feeds.dates import parse_date
from newsreader.feeds.discover import find_feeds
from newsreader.feeds.document import DocumentError, read_document
from newsreader.feeds.markup import html_to_text
from newsreader.feeds.opml import OpmlError, read_opml
from newsreader.feeds.parse import ParseError, parse_feed
from newsreader.feeds.urls_file import read_urls_file

URL = "https://fuzz.example/feed"
_LONGEST = 200_000

_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Harbour &amp; Sea</title><link>https://harbour.example/</link><ttl>60</ttl>
<item><title>A crane falls &lt;b&gt;asleep&lt;/b&gt;</title><link>/crane</link>
<guid isPermaLink="false">crane-1</guid><pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate>
<description><![CDATA[<p>It <em>rests</em>. <img src="/crane.png"></p>]]></description>
<content:encoded>&lt;table&gt;&lt;tr&gt;&lt;td&gt;1&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</content:encoded>
<dc:creator>Łucja</dc:creator><enclosure url="/crane.mp3" length="9" type="audio/mpeg"/>
<media:content url="/c.jpg" width="10" medium="image"/><itunes:duration>1:02</itunes:duration>
</item><item><title>Été</title><guid>https://harbour.example/2</guid></item></channel></rss>"""

_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/">
<title type="html">Die &lt;i&gt;Flut&lt;/i&gt;</title><link href="/"/><id>urn:flut</id>
<entry><title>Ebbe</title><id>urn:ebbe</id><link rel="alternate" href="ebbe"/>
<updated>2024-05-06T10:00:00.5Z</updated><author><name>Jan</name><email>j@a.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><ul><li>eins</li></ul></div>
</content></entry></feed>"""

_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Marées</title><link>https://m.example/</link></channel>
<item rdf:about="https://m.example/1"><title>Flot</title><dc:date>2024-05-06</dc:date></item>
</rdf:RDF>"""

_JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Notes", "items": [
{"id": 1, "url": "/1", "content_html": "<p>one</p>", "date_published": "2024-05-06T10:00:00Z",
"attachments": [{"url": "a.mp3", "size_in_bytes": 1e9, "duration_in_seconds": 2}]},
{"id": "2", "content_text": "two \\ud83d\\ude00", "authors": [{"name": "Kim"}]}]}"""

_OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Sea &amp; shore">
<outline type="rss" text="Harbour" xmlUrl="https://harbour.example/rss" htmlUrl="/"/></outline>
<outline text="x" xmlUrl="javascript:alert(1)"/></body></opml>"""

_URLS = """# feeds
https://harbour.example/rss sea "~The Harbour" "two words"
"exec:ls" x
query:unread:unread = \\"yes\\"
"""

_PAGE = """<!doctype html><html lang="it"><head><title>Porto</title><base href="/x/">
<link rel="alternate" type="application/rss+xml" href="/rss" title="Tutto"></head><body>
<h1>Porto</h1><p>Un <b>molo</b> di <a href="/m">pietra</a> &eacute; &#8364;</p><pre> a
 b</pre><ol start="3"><li>uno<ul><li>due</ul></ol><blockquote>tre</blockquote>
<table><tr><th>a<td>b</table><img src="i.png" alt="onda"><script>x<y</script></body></html>"""

_TEXT = "---\ntitle: A note\ndate: 2024-05-06\n---\n\n# Head\n\n* one\n* two **three**\n\n> four\n"

_DATES = (
    "Mon, 06 May 2024 10:00:00 +0200",
    "2024-05-06T10:00:00.123Z",
    "24/12/2020 24:00",
    "mar., 13 sept. 2022 10:00 CEST",
    "1714989600000",
)

_PIECES = (
    b"<", b">", b"&", b"&amp;", b"&#0;", b"&#xd800;", b"&#99999999999;", b"&nbsp;", b"]]>",
    b"<![CDATA[", b"<!--", b"-->", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"\0", b"\xff\xfe",
    b"\xed\xa0\x80", b"\xc3", b"\x1b[31m", b"</item>", b"<item>", b"<entry", b"<b>" * 300,
    b"{", b"}", b"[" * 3000, b'"', b"'", b"\\u0000", b"1e999", b"-1", b"null", b"9" * 60,
    b"xml:base='http://['", b"xmlns:q='", b"encoding='utf-16'", b"charset=utf-7", b"//[::1", b"%",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    """A document on which a parser failed, and how."""

    parser: str
    document: bytes
    error: str


def _feed(document: bytes, chance: random.Random) -> None:
    header = chance.choice((None, None, "text/xml; charset=iso-8859-1", "text/html; charset=x"))
    parse_feed(document, url=URL, content_type=header)


def _article(document: bytes, chance: random.Random) -> None:
    read_document(document, name=f"note.{chance.choice(('txt', 'md', 'html'))}")


_PARSERS: dict[str, tuple[Callable[[bytes, random.Random], object], type[Exception] | None]] = {
    "parse_feed": (_feed, ParseError),
    "find_feeds": (lambda document, _: find_feeds(document, url=URL), None),
    "read_opml": (lambda document, _: read_opml(document), OpmlError),
    "read_urls_file": (
        lambda document, _: read_urls_file(document.decode("utf-8", "replace")),
        None,
    ),
    "html_to_text": (lambda document, _: html_to_text(document.decode("utf-8", "replace")), None),
    "read_document": (_article, DocumentError),
    "parse_date": (lambda document, _: parse_date(document.decode("utf-8", "replace")), None),
}

_SAMPLES: dict[str, tuple[str, ...]] = {
    "parse_feed": (_RSS, _RSS, _ATOM, _ATOM, _RDF, _JSON, _OPML, _PAGE),
    "find_feeds": (_PAGE, _RSS),
    "read_opml": (_OPML, _RSS),
    "read_urls_file": (_URLS,),
    "html_to_text": (_PAGE,),
    "read_document": (_TEXT, _PAGE),
    "parse_date": _DATES,
}
# Half of all documents go to the feed parser: it has the most roads.
_TURNS = ("parse_feed",) * 6 + tuple(_PARSERS)


def mutated(document: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return a document changed in a few places, with pieces of another one."""
    data = bytearray(document)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 1, 5, 50)))
        match chance.randrange(6):
            case 0 if start < len(data):
                data[start] ^= 1 << chance.randrange(8)
            case 1:
                del data[start:end]
            case 2:
                data[start:start] = data[start:end] * chance.choice((1, 2, 40))
            case 3:
                cut = chance.randint(0, len(other))
                data[start:end] = other[cut : cut + chance.choice((3, 40, 400))]
            case 4 if chance.random() < 0.3:
                del data[start:]
            case _:
                data[start:end] = chance.choice(_PIECES)
    encoding = chance.choice((None,) * 12 + ("utf-16", "utf-32", "latin-1"))
    text = bytes(data[:_LONGEST])
    return text.decode("utf-8", "replace").encode(encoding, "replace") if encoding else text


def find_failures(seed: int, count: int, documents: list[bytes]) -> list[Failure]:
    """Return what fails of `count` documents, each made by a seed and a number of its own."""
    failures = []
    for number in range(count):
        chance = random.Random(f"{seed}:{number}")
        parser = chance.choice(_TURNS)
        samples = [sample.encode() for sample in _SAMPLES[parser]]
        if documents and parser != "parse_date" and chance.random() < 0.5:
            samples = [chance.choice(documents)]
        other = chance.choice(_SAMPLES[chance.choice(tuple(_SAMPLES))]).encode()
        document = mutated(chance.choice(samples), other, chance)
        read, own_error = _PARSERS[parser]
        try:
            read(document, chance)
        except Exception as error:  # noqa: BLE001 - every error but the parser's own is a finding
            if own_error is None or not isinstance(error, own_error):
                failures.append(Failure(parser, document, traceback.format_exc()))
    return failures


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=20_000)
    arguments.add_argument("--data", type=Path)
    options = arguments.parse_args()
    paths = sorted(options.data.rglob("*")) if options.data else []
    documents = [path.read_bytes()[:_LONGEST] for path in paths if path.is_file()]
    start = time.perf_counter()
    failures = find_failures(options.seed, options.count, documents)
    seconds = time.perf_counter() - start
    print(
        f"{options.count} documents, seed {options.seed}: {len(failures)} failures, {seconds:.0f} s"
    )
    if failures:
        folder = Path(tempfile.mkdtemp(prefix="newsreader-fuzz-"))
        for number, failure in enumerate(failures):
            path = folder / f"{number}-{failure.parser}"
            path.write_bytes(failure.document)
            print(f"{failure.parser} fails on {path}:\n{failure.error}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
