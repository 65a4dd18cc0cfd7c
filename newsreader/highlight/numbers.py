"""Numbers as they are written: digits in any grouping, number words, magnitudes, fractions."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.highlight.words import LANGUAGES, Lexicon

_GROUPED = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+)(?:[.,](\d+))?")
_DIGITS = re.compile(r"\d{1,18}")
_DECIMAL = re.compile(r"(\d{1,18})([.,])(\d{1,9})")
_MIXED = re.compile(
    r"(\d{1,3}(?:,\d{3}){1,5})(?:\.(\d{1,9}))?|(\d{1,3}(?:\.\d{3}){1,5})(?:,(\d{1,9}))?"
)
_LONGEST_PHRASE = 4
_MOST_MAGNITUDES = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from tokens; `end` is the index of the token after it."""

    amount: int | float
    end: int
    factor: float = 1
    """The magnitude that is part of it: after "2 millions" a "de" leads to what is counted."""

    @property
    def is_scaled(self) -> bool:
        """Whether a magnitude is part of the number."""
        return self.factor != 1


@lru_cache(maxsize=512)
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    """Return the words that phrases begin with, also as abbreviations."""
    return frozenset(
        word for text in phrases for first in text.split()[:1] for word in (first, f"{first}.")
    )


def phrase_end(phrases: Container[str], tokens: Sequence[Token], index: int) -> int | None:
    """Return the index after the longest of `phrases` that begins at `index`, or None."""
    # Most words begin no phrase: they are passed over at once.
    if (
        isinstance(phrases, frozenset)
        and index < len(tokens)
        and tokens[index].low not in _first_words(phrases)
    ):
        return None
    found = None
    words = ""
    for end in range(index, min(index + _LONGEST_PHRASE, len(tokens))):
        if end > index and tokens[end].gap is Gap.BREAK:
            break
        words = f"{words} {tokens[end].low}" if words else tokens[end].low
        if words in phrases or (words.endswith(".") and words[:-1] in phrases):
            found = end + 1
    return found


def phrase(tokens: Sequence[Token], start: int, end: int) -> str:
    """Return tokens as the phrase under which they are looked up, without a closing dot."""
    return " ".join(token.low for token in tokens[start:end])


def parse_digits(text: str, language: str | None) -> int | float | None:
    """Return the number a string of digits and separators means, or None where it is no number.

    A comma is decimal but in English; three digits after the other mark are thousands, and after
    either where the language is not known.
    """
    if _DIGITS.fullmatch(text):
        return int(text)
    if grouped := _GROUPED.fullmatch(text):
        return _number(re.sub(r"\D", "", grouped[1]), grouped[2])
    decimal_mark = "." if language == "en" else "," if language in LANGUAGES else ""
    if (decimal := _DECIMAL.fullmatch(text)) and (
        decimal[2] == decimal_mark or len(decimal[3]) != 3 or decimal[1] == "0"
    ):
        return _number(decimal[1], decimal[3])
    if mixed := _MIXED.fullmatch(text):
        whole, part = (mixed[1], mixed[2]) if mixed[1] else (mixed[3], mixed[4])
        return _number(whole.replace(",", "").replace(".", ""), part)
    return None


def _number(whole: str, part: str | None) -> int | float:
    return float(f"{whole}.{part}") if part else int(whole)


def read_number(tokens: Sequence[Token], index: int, words: Lexicon) -> Number | None:
    """Return the number that begins at a token, with its magnitudes, or None.

    The articles (`un`, `a`) are numbers only before a magnitude: `un million`.
    """
    token = tokens[index]
    if token.kind is TokenKind.NUMBER:
        amount = parse_digits(token.text, words.language)
        if amount is None:
            return None
        return scaled(Number(amount, index + 1), tokens, words)
    if token.kind is not TokenKind.WORD:
        return None
    if fraction := _read_fraction(tokens, index, words):
        return fraction
    is_magnitude = token.low in words.values("magnitudes")
    if is_magnitude and index and tokens[index - 1].low in words.words("vague"):
        return None
    if token.low in words.words("articles"):
        one = scaled(Number(1, index + 1), tokens, words)
        return one if one.is_scaled else _hundred(tokens, index, words)
    if found := _read_words(tokens, index, words):
        return scaled(found, tokens, words)
    if is_magnitude and len(token.low) > 2:
        amount = plain(float(words.values("magnitudes")[token.low]))
        # "Millions of" says no number, "mille" and "tausend" do.
        return scaled(Number(amount, index + 1), tokens, words) if amount == 1000 else None
    return None


def _hundred(tokens: Sequence[Token], index: int, words: Lexicon) -> Number | None:
    """Read "a hundred": an article before a hundred is part of the number."""
    after = index + 1
    if after < len(tokens) and _word_value(tokens[after].low, words) == 100:
        found = _read_words(tokens, after, words)
        return scaled(found, tokens, words) if found else None
    return None


def scaled(number: Number, tokens: Sequence[Token], words: Lexicon) -> Number:
    """Return the number times the magnitudes after it: `2,5 milliards`, `3.4bn`, `300 Mio.`."""
    magnitudes = words.values("magnitudes")
    number = _half_more(number, tokens, words)
    amount, end = number.amount, number.end
    total = number.factor
    for _ in range(_MOST_MAGNITUDES):
        if end >= len(tokens) or tokens[end].gap is Gap.BREAK:
            break
        low = tokens[end].low
        factor = magnitudes.get(low) or magnitudes.get(low.rstrip("."))
        if factor is None or (len(low) == 1 and tokens[end].gap is not Gap.NONE):
            break
        amount = plain(round(amount * float(factor), 6))
        end += 1
        total *= float(factor)
        if tokens[end - 1].text.islower() and end < len(tokens) and tokens[end].text == ".":
            # The dot of an abbreviation (`1,2 mln.`) belongs to it unless it ends the sentence.
            end += len(low) <= 3 and end + 1 < len(tokens) and not tokens[end + 1].is_capital
    return _half_more(Number(amount, end, total), tokens, words)


def _half_more(number: Number, tokens: Sequence[Token], words: Lexicon) -> Number:
    """Return a number with the half after it: `two and a half`, `deux millions et demi`."""
    halves = words.words("halves")
    if not halves or number.end >= len(tokens) or tokens[number.end].gap is Gap.BREAK:
        return number
    end = phrase_end(halves, tokens, number.end)
    if end is None:
        return number
    return Number(plain(number.amount + number.factor / 2), end, number.factor)


def plain(amount: float) -> int | float:
    """Return a whole amount as an int."""
    return int(amount) if float(amount).is_integer() else amount


def _read_words(tokens: Sequence[Token], index: int, words: Lexicon) -> Number | None:
    """Read number words in a row: `vingt et un`, `two hundred and four`, `двадцать пять`."""
    total: float = 0
    end = index
    joiners = words.words("joiners")
    scope = index
    while scope < len(tokens) and (scope == index or tokens[scope].gap is not Gap.BREAK):
        low = tokens[scope].low
        if scope > index and low in joiners and scope + 1 < len(tokens):
            scope += 1
            low = tokens[scope].low
        value = _word_value(low, words)
        if value is None or (scope > index and not _continues(total, value)):
            break
        if value == 100 and 1 < total % 1000 < 10:
            total += total % 1000 * 99
        else:
            total += value
        scope += 1
        end = scope
        if tokens[end - 1].kind is not TokenKind.WORD:
            break
    return Number(plain(total), end) if end > index else None


def _continues(total: float, value: float) -> bool:
    """Whether a number may go on with `value`: lower places follow higher ones."""
    rest = total % 1000
    if value == 100:
        return 1 < rest < 10
    if rest == 0:
        return False
    if rest % 100 == 0:
        return value < 100
    if rest % 10 == 0 and rest % 100 >= 20:
        return value < 10 or (rest % 100 in (60, 80) and value < 20)
    return False


@lru_cache(maxsize=4096)
def _compound(word: str, language: str) -> int | None:
    """Return the value of a number written as one word (`fünfundzwanzig`), by text2num."""
    from text_to_num import text2num  # 10 ms, and only some languages and texts need it

    try:
        return int(text2num(word, language))
    except (ValueError, OverflowError):
        return None


def _word_value(low: str, words: Lexicon) -> float | None:
    numbers = words.values("numbers")
    value = numbers.get(low)
    if value is not None:
        return float(value)
    if "-" in low:
        return _hyphenated(low.split("-"), words)
    stems = words.words("compounds")
    if stems and words.language and len(low) > 5 and low.startswith(tuple(stems)):
        compound = _compound(low, words.language)
        return None if compound is None else float(compound)
    return None


def _hyphenated(parts: list[str], words: Lexicon) -> float | None:
    """Return the value of `vingt-et-un`, `quatre-vingt-dix-sept`, `twenty-five`."""
    total = 0.0
    numbers = words.values("numbers")
    for position, part in enumerate(parts):
        if part in words.words("joiners"):
            continue
        if part not in numbers:
            return None
        value = float(numbers[part])
        if value == 20 and total % 100 == 4:
            total += 76
        elif value == 100 and 1 < total < 10:
            total *= 100
        elif position == 0 or _continues(total, value):
            total += value
        else:
            return None
    return total


def _read_fraction(tokens: Sequence[Token], index: int, words: Lexicon) -> Number | None:
    """Read `un tiers`, `two-thirds`, `trois quarts`, `half a million`."""
    denominators = words.values("fractions")
    low = tokens[index].low
    after = index + 1
    if low == "half" and phrase_end(("a", "an"), tokens, after) and after + 1 < len(tokens):
        found = scaled(Number(0.5, after + 1), tokens, words)
        return found if found.is_scaled else None
    top, _, bottom = low.rpartition("-")
    if not top and after < len(tokens) and tokens[after].gap is not Gap.BREAK:
        top, bottom = low, tokens[after].low
        after += 1
    if bottom not in denominators:
        scale = bottom.removeprefix("demi-")
        if scale != bottom and scale in words.values("magnitudes"):
            factor = float(words.values("magnitudes")[scale])
            return Number(plain(factor / 2), after, factor)
        return None
    value = 1.0 if top in words.words("articles") else _word_value(top, words)
    if value is None:
        return None
    is_ordinal = bottom in words.words("ordinals") or bottom == "quarter"
    is_partitive = after < len(tokens) and tokens[after].low in words.words("partitives")
    if value == 1 and (denominators[bottom] == "2" or (is_ordinal and not is_partitive)):
        return None
    return Number(round(value / float(denominators[bottom]), 4), after)
