"""A document's bytes to UTF-8, as browsers find out its charset and a little better."""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte-order marks and the encodings they tell; UTF-32's begin as UTF-16's do."""
_WIDE_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
PARAMETER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
"""The charset that a Content-Type field names."""
_DECLARATION = re.compile(
    rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.IGNORECASE
)
# What a label means on the web (WHATWG Encoding, section 4.2) where Python takes it more narrowly.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
# Python's codecs that no document is written in.
_STRANGE = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape"})
_WINDOWS = re.compile(b"\xc2[\x80-\x9f]")
_WINDOWS_REFERENCE = re.compile(rb"&#(?:0*(1[2-5][0-9])|[xX]0*([89][0-9a-fA-F]));")


def as_utf8(body: bytes, content_type: str | None = None) -> bytes:
    """Return an XML document in UTF-8, without a byte-order mark; its declaration is left alone.

    In this order: the byte-order mark, the charset of the HTTP header, that of the declaration,
    UTF-8, each unless the bytes prove it wrong; a declared Latin-1 is no match for bytes that are
    UTF-8. Single bytes that are no UTF-8 are read as Windows-1252, and so are C1 controls.
    """
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return _in_windows(_read(body[len(mark) :], encoding))
    for start, encoding in _WIDE_STARTS:
        if body.startswith(start):
            return _in_windows(_read(body, encoding))
    return _in_windows(_from_labels(body, content_type))


def wide_encoding(body: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 encoding a document begins in, or None for any other."""
    starts = (*MARKS[1:], *_WIDE_STARTS)
    return next((encoding for start, encoding in starts if body.startswith(start)), None)


def _from_labels(body: bytes, content_type: str | None) -> bytes:
    named = PARAMETER.search(content_type or "")
    declared = _DECLARATION.match(body)
    labels = (named and named[1], declared and declared[1].decode("ascii"))
    encodings = [encoding for label in labels if label and (encoding := codec_of(label))]
    # Servers and generators say Latin-1 without looking; no Latin-1 text is UTF-8 by chance.
    is_likely_utf8 = "utf-8" in encodings or encodings[:1] == ["cp1252"]
    first = ("utf-8",) if is_likely_utf8 else ()
    for encoding in dict.fromkeys((*first, *encodings, "utf-8")):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        return body if encoding == "utf-8" else text.encode("utf-8", "replace")
    others = [encoding for encoding in encodings if encoding != "utf-8"]
    return _read(body, others[0] if others else "utf-8")


def codec_of(label: str) -> str | None:
    """Return the name of Python's codec for a label, or None for an unknown or wrong one."""
    try:
        name = codecs.lookup(label.lower().removeprefix("x-")).name
        "".encode(name)
    except (LookupError, UnicodeError):
        return None
    # A document that could be searched for its label is written in no wide encoding.
    is_wrong = name.replace("_", "-") in _STRANGE or name.startswith(("utf-16", "utf-32"))
    return None if is_wrong else _WIDER.get(name, name)


def _read(body: bytes, encoding: str) -> bytes:
    if encoding == "utf-8":
        return body.decode(encoding, _AS_WINDOWS).encode("utf-8", "replace")
    return body.decode(encoding, "replace").encode("utf-8", "replace")


def _byte_in_windows(error: UnicodeError) -> tuple[str | bytes, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _windows_character(error.object[error.start]), error.start + 1


_AS_WINDOWS = "newsreader.windows-1252"
codecs.register_error(_AS_WINDOWS, _byte_in_windows)


def _windows_character(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


def _in_windows(data: bytes) -> bytes:
    """Return a document whose C1 controls are what Windows has in their place (WHATWG HTML)."""
    if _WINDOWS.search(data):
        data = _WINDOWS.sub(lambda found: _windows_character(found[0][1]).encode(), data)
    if _WINDOWS_REFERENCE.search(data):
        data = _WINDOWS_REFERENCE.sub(_referred_in_windows, data)
    return data


def _referred_in_windows(found: re.Match[bytes]) -> bytes:
    code = int(found[1]) if found[1] else int(found[2], 16)
    return _windows_character(code).encode() if 0x80 <= code <= 0x9F else found[0]
