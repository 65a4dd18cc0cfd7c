"""Breaking text into lines of a width in terminal cells.

A small part of UAX #14: lines break at blanks, after hyphens inside words and between ideographs,
never at a no-break space, never inside a grapheme, and punctuation that French sets off by a
blank never starts a line. A text may bring places with it at which a word may be broken, with or
without a hyphen. What has no place to break is broken where the line is full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rich.cells import cell_len, get_character_cell_size, split_graphemes

# Every Unicode blank but the no-break ones (U+00A0, U+2007, U+202F).
_BLANKS = frozenset(
    " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
_HYPHENS = frozenset("-‐–—")
_CLINGING = frozenset("!?;:»%…€")
_NO_START = frozenset(
    ",.;:!?)]}%»’”…、。，．・：；？！）］｝〕〉》」』】〙〗〟‥％ー々ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NO_END = frozenset("([{«‘“$£¥€（［｛〔〈《「『【〘〖〝￥")
_URL_PARTS = frozenset("?&#")
_URL_JOINTS = frozenset("?&=#_.,-")
_ZERO_WIDTH_JOINER = "\u200d"

Breaks = Mapping[int, str]
"""Places in a text at which a word may be broken, and the sign painted there if it is."""

_NO_BREAKS: Breaks = MappingProxyType({})

# Grows by what was seen: one look at a paragraph then tells that it needs no measuring.
_narrow = set(map(chr, range(0x20, 0x7F)))


def is_narrow(text: str) -> bool:
    """Whether every character takes exactly one cell, so that cells can be counted by `len`."""
    if _narrow.issuperset(text):
        return True
    for character in set(text) - _narrow:
        if get_character_cell_size(character) != 1:
            return False
        _narrow.add(character)
    return True


def wrap(text: str, width: int, breaks: Breaks = _NO_BREAKS) -> Iterator[tuple[int, int]]:
    """Yield the stretches `[start, end)` of `text` that make lines of at most `width` cells.

    Newlines end lines; blanks at a break belong to no line. A line that ends at one of the
    `breaks`, inside a word, has room for its sign. A grapheme wider than `width` gets a line of
    its own. An empty text has no lines.
    """
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield from _wrap_paragraph(text, start, end, max(1, width), breaks)
        start = end + 1


def _wrap_paragraph(
    text: str, start: int, end: int, width: int, breaks: Breaks
) -> Iterator[tuple[int, int]]:
    has_cells_alike = is_narrow(text[start:end])
    if start == end:
        yield start, end
    while start < end:
        full = min(end, start + width) if has_cells_alike else _full(text, start, end, width)
        stop = full if full == end else _last_break(text, start, full, breaks)
        line_end = stop
        while line_end > start and text[line_end - 1] in _BLANKS:
            line_end -= 1
        if line_end == start and stop < end:  # nothing but blanks before the break
            line_end = stop = full
        yield start, line_end
        start = stop
        while start < end and text[start] in _BLANKS:
            start += 1


def _full(text: str, start: int, end: int, width: int) -> int:
    """Return where a line from `start` is full: the first grapheme that does not fit."""
    taken = width + 16
    while True:
        graphemes, _ = split_graphemes(text[start : min(end, start + taken)])
        cells = 0
        for first, last, size in graphemes:
            cells += size
            if cells > width:
                return start + (first or last)
        if start + taken >= end:
            return end
        taken *= 2


def _last_break(text: str, start: int, full: int, breaks: Breaks) -> int:
    """Return the last place up to `full` where the line may end; a sign painted there fits."""
    for place in range(full, start, -1):
        if _is_break(text, place):
            return place
        sign = breaks.get(place) if breaks else None
        if sign is not None and (not sign or cell_len(text[place:full]) >= len(sign)):
            return place
    middle = start + (full - start) // 2
    for place in range(full, middle, -1):
        if text[place - 1] == "/" or text[place] in _URL_PARTS:
            return place
    for place in range(full, middle, -1):
        if text[place - 1] in _URL_JOINTS:
            return place
    return full


def _is_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in _BLANKS:
        return text[place + 1 : place + 2] not in _CLINGING and before != "«"
    if before in _BLANKS:
        return after not in _CLINGING and text[place - 2 : place - 1] != "«"
    if before in _HYPHENS:
        return after.isalpha() and text[max(0, place - 2)].isalnum()
    if before.isascii() and after.isascii():
        return False
    if before == _ZERO_WIDTH_JOINER or get_character_cell_size(after) == 0:
        return False
    if after in _NO_START or before in _NO_END:
        return False
    return _is_ideograph(before) or _is_ideograph(after)


def _is_ideograph(character: str) -> bool:
    """Whether lines may break on either side. Korean is set in words, flags are pairs."""
    code = ord(character)
    if code < 0x2E80 or 0xAC00 <= code <= 0xD7A3 or 0x1F1E6 <= code <= 0x1F1FF:
        return False
    is_skin_tone = 0x1F3FB <= code <= 0x1F3FF
    return not is_skin_tone and get_character_cell_size(character) == 2
