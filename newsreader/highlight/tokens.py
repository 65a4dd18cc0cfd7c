"""Text to tokens: one tokenizer for all languages and rules, with exact offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, StrEnum
from typing import NamedTuple


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    ADDRESS = "address"
    MARK = "mark"


class Gap(StrEnum):
    """What lies before a token. Nothing that is marked reaches over a `BREAK`."""

    NONE = "none"
    BLANK = "blank"
    BREAK = "break"


class Token(NamedTuple):
    """A word, number, address or punctuation mark at `[start, end)`, in code points.

    `low` is in lower case with a straight apostrophe: the form under which words are looked up.
    `is_start` tells that a sentence may begin here, so that a capital means nothing; `is_capital`
    that the token is a word that begins with one.
    """

    text: str
    low: str
    start: int
    end: int
    kind: TokenKind
    gap: Gap
    is_start: bool
    is_capital: bool


# Every alternative consumes what it matched at the first try: no part can match the same
# characters in two ways, so the time is linear in the text whatever it holds.
_ELISIONS = (
    "l|d|qu|s|n|j|m|t|c|jusqu|lorsqu|puisqu|quoiqu|dell|all|nell|sull|dall|un|dev|quest|quell"
)
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|St|Prof|Sr|Sra|Jr|Inc|Ltd|Co|Corp|Sen|Gen|Gov|Rep|Mt|Lt|Col|Capt|Sgt|vs|etc"
    "|Hr|Fr|bzw|ca|Nr|Mio|Mrd|Tsd|Sig|Dott|dhr|prof|dr|ok|godz|tys|тыс|млн|млрд|руб|г|долл"
)
_TOKEN = re.compile(
    rf"""
    (?P<address>(?:https?://|www\.)[^\s<>"]+|[\w.+-]{{1,64}}+@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+)
    |(?P<number>
        \d{{1,2}}[hH]\d{{2}}(?![^\W_])
        |\d{{1,3}}(?:[ \u00a0\u202f\u2009'’]\d{{3}}){{1,6}}(?!\d)(?:[.,]\d{{1,9}}(?!\d))?
        |\d+(?:[.,:/–-]\d+)*
    )
    |(?P<sign>(?!(?:[mk]|md|mn|bn)\$)[a-z]{{1,2}}\$)
    |(?P<word>
        (?:{_ELISIONS})['’](?=\w|[ \u00a0]\w)
        |(?:[^\W\d_]\.-?){{2,8}}(?![^\W_])
        |(?:{_ABBREVIATIONS})\.
        |(?<!°)(?-i:[A-ZÀ-ÞА-ЯŁŚŻ])\.(?=[ \u00a0-]*[^\W\d_])
        |[^\W\d_](?:\w|[\u0300-\u036f]|[.&-](?=\w)|(?-i:/(?=[^\WA-ZÀ-ÞА-Я]))|['’](?!s\b)(?=\w))*
        |_
    )
    |(?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KINDS = {kind.value: kind for kind in TokenKind} | {"sign": TokenKind.MARK}
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 50, 100
"""How many characters a line has that a program may have wrapped."""

_SENTENCE_ENDS = frozenset(".!?…:;•|")
LONGEST_DATELINE = 14
DASHES = frozenset("—–-")
_QUOTES = frozenset('«“„"')
_OPENINGS = frozenset("«\"“„‘'([—–-*•‹¿¡")

_OPEN = re.compile(r"\d|['’]$|(?<![^\W\d_])[^\W\d_]\.")
"""In what no blank divides, signs that its tokens depend on what follows the next blank."""

_ELIDED = frozenset(_ELISIONS.split("|"))
_ABBREVIATED = frozenset(_ABBREVIATIONS.lower().split("|"))
_CLOSINGS = frozenset(",;:!?)")
"""Marks that may follow a word at once; unlike a full stop they are never part of it."""

_KEPT = 20_000
_LONGEST_KEPT = 40


class _After(Enum):
    """Whether a sentence may begin after a token."""

    NEVER = "never"
    ALWAYS = "always"
    AS_BEFORE = "as before"
    DASH = "as before, or where a dateline ends"


_Piece = tuple[str, str, int, int, TokenKind, bool, _After]
"""A token within a chunk: text, lower case, start and end, kind, is it a capital, what follows."""

_pieces: dict[str, tuple[_Piece, ...] | None] = {}
"""The tokens of chunks, which repeat much; None where they depend on what follows."""


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text` in order; white space is in none of them."""
    if len(_pieces) >= _KEPT:
        _pieces.clear()
    tokens: list[Token] = []
    append, new, find, known = tokens.append, tuple.__new__, text.find, _pieces
    none, blank, broken = Gap.NONE, Gap.BLANK, Gap.BREAK
    never, always, dash = _After.NEVER, _After.ALWAYS, _After.DASH
    # `end` is that of the last token, which may lie beyond that of its chunk, `stop`.
    end = stop = line = 0
    is_start = True
    for chunk in text.split():
        begin = find(chunk, stop)
        stop = begin + len(chunk)
        pieces: Iterable[_Piece] | None = None
        if begin >= end:
            pieces = known[chunk] if chunk in known else _learn(chunk)
        if pieces is None:
            if stop <= end:
                continue
            pieces, begin = _read(text, max(begin, end), stop), 0
        for form, low, first, last, kind, is_capital, after in pieces:
            start = begin + first
            is_blank = start - end == 1 and text[end] == " "
            gap = none if start == end else blank if is_blank else _gap(text, end, start)
            if gap is broken:
                is_start = True
                line = len(tokens)
            end = begin + last
            append(new(Token, (form, low, start, end, kind, gap, is_start, is_capital)))
            if after is never:
                is_start = False
            elif after is always:
                is_start = True
            elif after is dash:
                is_start = is_start or _ends_dateline(tokens, line)
    return tokens


def _learn(chunk: str) -> tuple[_Piece, ...] | None:
    """Return and keep the tokens of a chunk; None if they depend on what follows it."""
    if len(chunk) > _LONGEST_KEPT:
        return None
    pieces = _plain(chunk)
    if pieces is None and not _OPEN.search(chunk):
        pieces = tuple(_read(chunk, 0, len(chunk)))
    if len(_pieces) < _KEPT:
        _pieces[chunk] = pieces
    return pieces


def _plain(chunk: str) -> tuple[_Piece, ...] | None:
    """Return the tokens of a chunk that is a word, perhaps elided before and with a mark behind.

    Most are, and need not ask the expression, which says the same.
    """
    last = chunk[-1]
    word = chunk[:-1] if last in _CLOSINGS or last == "." else chunk
    elided, _, rest = word.replace("’", "'").rpartition("'")
    if last == "." and (len(rest) < 2 or rest.lower() in _ABBREVIATED):
        # An initial or an abbreviation, whose full stop is its own.
        return None
    closing = (_piece(last, len(word), TokenKind.MARK),) if word is not chunk else ()
    if word.isalpha():
        return (_piece(word, 0, TokenKind.WORD), *closing)
    if rest.isalpha() and elided.lower() in _ELIDED:
        cut = len(elided) + 1
        elision = _piece(word[:cut], 0, TokenKind.WORD)
        return (elision, _piece(word[cut:], cut, TokenKind.WORD), *closing)
    return None


def _read(text: str, begin: int, stop: int) -> Iterator[_Piece]:
    """Yield the tokens that begin in `[begin, stop)` of a text; the last may end after it."""
    while begin < stop and (match := _TOKEN.search(text, begin)) and match.start() < stop:
        begin = match.end()
        yield _piece(match.group(), match.start(), _KINDS[match.lastgroup or "mark"])


def _piece(form: str, start: int, kind: TokenKind) -> _Piece:
    if kind is TokenKind.MARK:
        return (
            form,
            form.lower().replace("’", "'"),
            start,
            start + len(form),
            kind,
            False,
            _after(form),
        )
    low = form.lower()
    if not low.isascii():
        low = unicodedata.normalize("NFC", low.replace("’", "'"))
    is_capital = kind is TokenKind.WORD and form[0].isupper()
    return form, low, start, start + len(form), kind, is_capital, _After.NEVER


def _after(mark: str) -> _After:
    if mark in _SENTENCE_ENDS or (mark in _OPENINGS and mark in _QUOTES):
        return _After.ALWAYS
    if mark in DASHES:
        return _After.DASH
    return _After.AS_BEFORE if mark in _OPENINGS else _After.NEVER


def _ends_dateline(tokens: Sequence[Token], line: int) -> bool:
    """Whether the last token is the dash of "PARIS, 2 avril 2024 —" or "Kiew (dpa) -"."""
    dash, place = tokens[-1], tokens[line]
    is_near = 0 < len(tokens) - 1 - line <= LONGEST_DATELINE
    is_dash = dash.text in DASHES and dash.gap is Gap.BLANK
    is_place = len(place.text) > 2 and place.text.isupper()
    return is_dash and is_near and (is_place or tokens[-2].text == ")")


def _gap(text: str, end: int, start: int) -> Gap:
    if end == start:
        return Gap.NONE
    if start - end == 1 and text[end] != "\n" and text[end] != "\t":
        return Gap.BLANK
    between = text[end:start]
    if "\t" in between or between.count("\n") > 1:
        return Gap.BREAK
    if "\n" not in between:
        return Gap.BLANK
    line_end = end + between.index("\n")
    return Gap.BLANK if _is_wrapped(text, line_end, start) else Gap.BREAK


def _is_wrapped(text: str, line_end: int, start: int) -> bool:
    """Whether a program has broken a line: the first word of the next would have made it longer."""
    line_start = text.rfind("\n", max(0, line_end - _LONGEST_WRAPPED - 1), line_end) + 1
    length = line_end - line_start
    is_long = line_start == 0 and line_end > _LONGEST_WRAPPED
    if is_long or length < _SHORTEST_WRAPPED:
        return False
    next_end = text.find("\n", start, start + _LONGEST_WRAPPED + 1)
    if next_end < 0:
        next_end = len(text)
    word_end = text.find(" ", start, next_end)
    word = (word_end if word_end >= 0 else next_end) - start
    return next_end - start <= _LONGEST_WRAPPED and length + 1 + word > next_end - start
