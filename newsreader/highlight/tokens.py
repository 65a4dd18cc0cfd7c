"""Text to tokens: one tokenizer for all languages and rules, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
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
    `is_start` tells that a sentence may begin here, so that a capital means nothing.
    """

    text: str
    low: str
    start: int
    end: int
    kind: TokenKind
    gap: Gap
    is_start: bool

    @property
    def is_capital(self) -> bool:
        """Whether the token is a word that begins with a capital letter."""
        return self.kind is TokenKind.WORD and self.text[0].isupper()


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
    (?P<address>(?:https?://|www\.)[^\s<>"]+|[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+)
    |(?P<number>
        \d{{1,2}}[hH]\d{{2}}(?![^\W_])
        |\d{{1,3}}(?:[ \u00a0\u202f\u2009'’]\d{{3}}){{1,6}}(?!\d)(?:[.,]\d{{1,9}}(?!\d))?
        |\d+(?:[.,:/–-]\d+)*
    )
    |(?P<sign>[a-z]{{1,2}}\$)
    |(?P<word>
        (?:{_ELISIONS})['’](?=\w)
        |(?:[^\W\d_]\.-?){{2,8}}(?![^\W_])
        |(?:{_ABBREVIATIONS})\.
        |(?<!°)(?-i:[A-ZÀ-ÞА-ЯŁŚŻ])\.(?=[\s\u00a0-]*[^\W\d_])
        |[^\W\d_](?:\w|[.&/-](?=\w)|['’](?!s\b)(?=\w))*
        |_
    )
    |(?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KINDS = {kind.value: kind for kind in TokenKind} | {"sign": TokenKind.MARK}
_WRAP = 50
"""A line of at least so many characters may have been wrapped by a program."""

_SENTENCE_ENDS = frozenset(".!?…:;•|")
LONGEST_DATELINE = 14
DASHES = frozenset("—–-")
_QUOTES = frozenset('«“„"')
_OPENINGS = frozenset("«\"“„‘'([—–-*•‹¿¡")


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text` in order; white space is in none of them."""
    tokens: list[Token] = []
    end = line = 0
    is_start = True
    for match in _TOKEN.finditer(text):
        start = match.start()
        gap = _gap(text, end, start)
        end = match.end()
        word = match.group()
        kind = _KINDS[match.lastgroup or "mark"]
        if gap is Gap.BREAK:
            is_start = True
            line = len(tokens)
        low = word.lower().replace("’", "'")
        tokens.append(Token(word, low, start, end, kind, gap, is_start))
        if kind is TokenKind.MARK:
            is_quoted = word in _OPENINGS and (is_start or word in _QUOTES)
            is_start = word in _SENTENCE_ENDS or is_quoted or _ends_dateline(tokens, line)
        else:
            is_start = False
    return tokens


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
    line_start = text.rfind("\n", max(0, line_end - _WRAP), line_end)
    is_long = line_start < 0 and line_end >= _WRAP
    return Gap.BLANK if is_long else Gap.BREAK
