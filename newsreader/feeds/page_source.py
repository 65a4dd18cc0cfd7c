"""The bytes a server sent for a page: what they are, and their text as browsers decode it."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
# WHATWG Encoding, section 4.2: what browsers understand by these names.
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
# Python's codecs that no page is written in.
_STRANGE = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape"})
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
    for mark, encoding in _BOMS:
        if page.startswith(mark):
            return page[len(mark) :].decode(encoding, "replace").replace("\0", "")
    named = _CHARSET.search(content_type or "")
    declared = _META.search(page, 0, _HEAD)
    for name in (named and named[1], declared and declared[1].decode("ascii", "replace")):
        encoding = _encoding(name) if name else ""
        if encoding:
            return page.decode(encoding, "replace").replace("\0", "")
    try:
        text = page.decode()
    except UnicodeDecodeError:
        text = page.decode("cp1252", "replace")
    return text.replace("\0", "")


def _encoding(name: str) -> str:
    """Return Python's name for the text encoding meant by a label, or nothing."""
    name = name.lower()
    # A page whose declaration could be read is not in UTF-16, whatever it says.
    meant = "utf-8" if name.startswith(("utf-16", "utf-7")) else _MEANT.get(name, name)
    try:
        "".encode(meant)
    except (LookupError, UnicodeError):
        return ""
    return "" if meant in _STRANGE else meant
