"""The bytes a server sent for a page: what they are, and their text as browsers decode it."""

from __future__ import annotations

import codecs
import re

from newsreader.feeds.charset import MARKS, PARAMETER, codec_of

_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"RIFF", "a picture or recording"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"PK\x03\x04", "an archive or office document"),
    (b"\x1f\x8b", "an archive"),
)
_TYPES = (
    ("application/pdf", "a PDF"),
    ("image/", "a picture"),
    ("audio/", "a recording"),
    ("video/", "a video"),
    ("application/zip", "an archive"),
    ("application/json", "JSON data"),
)
_BLANKS = b" \t\r\n\f"
_TAG = re.compile(r"<(?:!doctype\s+html|[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_ROOT = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->)*<(rss|feed|rdf:RDF|opml)\b", re.DOTALL)


def what_else(page: bytes, content_type: str | None = None) -> str | None:
    """Return what a document is that is no web page, such as "a PDF", or None for a page.

    A server's word is taken only where the bytes are no evidence against it.
    """
    start = page.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS)
    if not start.strip(b"\0"):
        return "an empty document"
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return kind
    text = decode_page(page[:_HEAD], content_type)
    root = _ROOT.match(text)
    if root:
        return "a list of feeds (OPML)" if root[1] == "opml" else "a feed"
    if _TAG.search(text) or _TAG.search(decode_page(page, content_type)):
        return None if not start.startswith((b"{", b"[")) else "JSON data"
    media_type = (content_type or "").partition(";")[0].strip().lower()
    for beginning, kind in _TYPES:
        if media_type.startswith(beginning):
            return kind
    return "JSON data" if start.startswith((b"{", b"[")) else "plain text or data"


def decode_page(page: bytes, content_type: str | None = None) -> str:
    """Return the text of a page, without NULs.

    Its encoding is told by the byte-order mark, the server, its `meta` element (WHATWG HTML,
    section 13.2.3.2), or else it is UTF-8 if it can be, and Windows-1252.
    """
    for mark, encoding in MARKS:
        if page.startswith(mark):
            return page[len(mark) :].decode(encoding, "replace").replace("\0", "")
    named = PARAMETER.search(content_type or "")
    declared = _META.search(page, 0, _HEAD)
    for name in (named and named[1], declared and declared[1].decode("ascii", "replace")):
        codec = codec_of(name) if name else None
        if codec:
            return page.decode(codec, "replace").replace("\0", "")
    try:
        text = page.decode()
    except UnicodeDecodeError:
        text = page.decode("cp1252", "replace")
    return text.replace("\0", "")
