"""What the words beside a name say so plainly that it goes before the tagger's opinion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from newsreader.highlight.features import lines, shouting
from newsreader.highlight.tagger import Found
from newsreader.highlight.tokens import DASHES, LONGEST_DATELINE, Gap, Token, TokenKind
from newsreader.highlight.words import read
from newsreader.model.mention import NAME_KINDS

PERSON, ORGANISATION, PLACE, OTHER = range(len(NAME_KINDS))
Classes = Callable[[str], Sequence[str]]
"""The word lists that a word in lower case is in."""

THING_CUE, TRAILING_CUE, PLACE_CUE, PERSON_CUE, FIRM_CUE = "xc", "tc", "pc", "rc", "oc"
"""The lists of words beside the name of a thing (`missile`, `rocket`), before a place's (`pont`),
before "of" and a person's (`théorème`), and before an organisation's (`ONG`)."""

FUNCTION, NO_NAME, DEMONYM, MONTH, TITLE, FIRST_NAME, TERRITORY = (
    "fu",
    "na",
    "de",
    "mo",
    "T",
    "F",
    "N",
)
KNOWN_KINDS = {TERRITORY: PLACE, "kx": OTHER, "ko": ORGANISATION, "kp": PERSON}
"""The lists of names that are names wherever they have a capital, and their kinds."""

COMMON = ("l3", "l4")
"""The classes of words that are mostly written without a capital."""

_PROPER = ("l0", "l1")
"""The classes of words that are hardly ever written so."""

_AROUND = frozenset(",;:.«»\"“”„‚‘’'()[]{}–—-•*|/\\")
"""Marks that no name begins or ends with."""

_CAPITAL_MONTHS = ("en", "de", None)
_ROMAN = frozenset("IVX")
_LONGEST_ROMAN = 5
_SHORTEST_LABEL = 5
_LONGEST_THING = 2
_LONG_NAME = 4
_LONGEST_HEADLINE = 40
_SHORT_TITLES = frozenset(("mr", "mrs", "ms", "dr", "mme", "mlle", "mm", "sra", "hr"))
_OF = ("de", "d'", "of", "di", "von", "van")


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(name.lower() for name in read("cues")[section])


def heeded(
    tokens: Sequence[Token], found: Sequence[Found], classes: Classes, language: str | None
) -> Iterator[tuple[Found, bool]]:
    """Yield the names of a text as the words and marks beside them have them, disjoint.

    With each comes whether a word beside it tells its kind.
    """
    end = 0
    found = sorted([*found, *_datelines(tokens, found, classes)])
    trimmed = [part for one in found for part in _trimmed(tokens, one, classes)]
    for name in [part for one in trimmed for part in _parted(tokens, one, classes)]:
        if name.first < end or _is_plain(tokens, name, classes, language):
            continue
        if _is_common(tokens, name, classes) and _is_loud(tokens, name, language):
            continue
        name = _without_lead(tokens, name, classes)
        kind = cued_kind(tokens, name, classes)
        end = full_end(tokens, name)
        if end > name.end and tokens[end - 1].kind is TokenKind.NUMBER:
            # "Apollo 11", "CAC 40".
            kind = OTHER
        yield Found(name.first, end, name.kind if kind is None else kind), kind is not None


def _datelines(
    tokens: Sequence[Token], found: Sequence[Found], classes: Classes
) -> Iterator[Found]:
    """Yield the places that reports begin with where nothing was found."""
    begun = {name.first for name in found}
    for first, _ in lines(tokens):
        token = tokens[first]
        is_place = (
            token.is_capital and len(token.text) > 2 and is_dateline(tokens, first, first + 1)
        )
        if is_place and first not in begun and not _is_label(token, classes(token.low)):
            yield Found(first, first + 1, PLACE)


def _is_loud(tokens: Sequence[Token], name: Found, language: str | None) -> bool:
    """Whether a name stands in a line in capitals, or in an English title whose words have them.

    In other languages a line whose words have capitals is rather a name.
    """
    first, end = name.first, name.end
    least, most = max(0, first - _LONGEST_HEADLINE), min(len(tokens), end + _LONGEST_HEADLINE)
    while first > least and tokens[first].gap is not Gap.BREAK:
        first -= 1
    while end < most and tokens[end].gap is not Gap.BREAK:
        end += 1
    shout = shouting(tokens[first:end])
    return shout == "A" or (language == "en" and bool(shout))


def _trimmed(tokens: Sequence[Token], name: Found, classes: Classes) -> Iterator[Found]:
    """Yield a name without the marks around it, if there is a word in it."""
    first, end, kind = name
    while first < end and tokens[first].text in _AROUND:
        first += 1
    while first < end and tokens[end - 1].text in _AROUND:
        end -= 1
    if end - first > 1 and tokens[end - 2].text.endswith(".") and _opens(tokens[end - 1], classes):
        # "A.D. We came": the full stop of the abbreviation ends a sentence too.
        end -= 1
    if any(token.kind is TokenKind.WORD for token in tokens[first:end]):
        yield Found(first, end, kind)


def _opens(token: Token, classes: Classes) -> bool:
    """Whether a small word has a capital, as where a sentence begins."""
    return token.is_capital and FUNCTION in classes(token.low)


def _parted(tokens: Sequence[Token], name: Found, classes: Classes) -> Iterator[Found]:
    """Yield a name, parted where a person's begins: `Parlement européen Ursula von der Leyen`."""
    last = name.end - 1
    if name.kind != PERSON and last > name.first and FIRST_NAME in classes(tokens[last].low):
        person = Found(last, name.end, PERSON)
        if tokens[last].gap is Gap.BLANK and full_end(tokens, person) > name.end:
            yield Found(name.first, last, name.kind)
            yield person
            return
    yield name


def _is_common(tokens: Sequence[Token], name: Found, classes: Classes) -> bool:
    """Whether a long name has common words in it: in a headline in capitals it is none."""
    if name.end - name.first < _LONG_NAME:
        return False
    known = [classes(token.low) for token in tokens[name.first : name.end] if token.is_capital]
    return any(lists[-1] in COMMON and FUNCTION not in lists for lists in known)


def _is_plain(tokens: Sequence[Token], name: Found, classes: Classes, language: str | None) -> bool:
    """Whether a name is but the word for a people, a language, a month or a day."""
    if name.end - name.first > 1:
        return False
    token = tokens[name.first]
    known = classes(token.low)
    # Most languages write months small: within a sentence `Mars` is the planet.
    is_month = MONTH in known and (token.is_start or language in _CAPITAL_MONTHS)
    if "." in token.low and NO_NAME in classes(token.low.rstrip(".")):
        return True
    if _is_label(token, known) and not any(
        t.text.isupper() for t in tokens[name.end : name.end + 2]
    ):
        return True
    return is_month or (name.kind == OTHER and DEMONYM in known)


def _without_lead(tokens: Sequence[Token], name: Found, classes: Classes) -> Found:
    """Return a name without the title, the verb or the sort of thing that it begins with."""
    first, second = tokens[name.first], tokens[min(name.first + 1, name.end - 1)]
    if name.end - name.first < 2 or not second.is_capital:
        return name
    known = classes(first.low)
    short = first.low.rstrip(".") in _SHORT_TITLES
    if short or (TITLE in known and name.kind == PERSON):
        return Found(name.first + 1, name.end, PERSON)
    is_verb = first.is_start and FIRST_NAME not in known and known[-1] != "l0"
    if is_verb and name.end - name.first > 2 and FIRST_NAME in classes(second.low):
        # "Hablan Pedro Lanza y Carmen Otero."
        return Found(name.first + 1, name.end, PERSON)
    is_cue = FIRM_CUE in known and first.text.isupper()
    if is_cue or (_is_label(first, known) and not second.text.isupper()):
        return Found(name.first + 1, name.end, name.kind)
    return name


def _is_label(token: Token, known: Sequence[str]) -> bool:
    """Whether a word is a common one in capitals before a headline: `EXCLUSIF`, `DIRECTO`."""
    is_loud = token.is_start and len(token.text) >= _SHORTEST_LABEL and token.text.isupper()
    return is_loud and (known[-1] in COMMON or token.low in _listed("labels"))


def cued_kind(tokens: Sequence[Token], name: Found, classes: Classes) -> int | None:
    """Return what the words beside a name tell of its kind: `missiles Aster`, `pont Alexandre`."""
    if is_dateline(tokens, name.first, name.end):
        return PLACE
    first, is_short = tokens[name.first], name.end - name.first <= _LONGEST_THING
    if name.end - name.first == 1 and first.low in _listed("institutions"):
        return ORGANISATION
    if is_short and any(c.isdigit() for c in first.text) and "-" in first.text:
        # "F-16", "S-400".
        return OTHER if first.text[0].isupper() and first.text[-1].isdigit() else None
    after = tokens[name.end] if name.end < len(tokens) else None
    is_led_on = after is not None and after.gap is Gap.BLANK and after.text.islower()
    if after and is_led_on and name.kind == PERSON and TRAILING_CUE in classes(after.low):
        return OTHER
    if not name.first or first.gap is Gap.BREAK:
        return None
    before = tokens[name.first - 1]
    known = classes(before.low)
    if before.low in _OF and name.first > 1 and name.kind == PLACE:
        is_persons = PERSON_CUE in classes(tokens[name.first - 2].low)
        return PERSON if is_persons and TERRITORY not in classes(first.low) else None
    if is_short and before.low in _listed("vessels"):
        # Ships are named like anything: a ship, a town, a saint, a bird.
        return OTHER
    if not before.text.islower() or FUNCTION in known:
        return None
    if THING_CUE in known and is_short and name.kind in (PERSON, PLACE):
        return OTHER if TERRITORY not in classes(first.low) else None
    return PLACE if PLACE_CUE in known and name.kind == PERSON else None


def is_dateline(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether a line begins with the place of its report: `KITTY HAWK, 17 December —`."""
    words = tokens[first:end]
    if first and words[0].gap is not Gap.BREAK:
        return False
    if not all(token.text.isupper() for token in words if token.kind is TokenKind.WORD):
        return False
    for index in range(end, min(end + LONGEST_DATELINE, len(tokens) - 1)):
        token = tokens[index]
        if token.gap is Gap.BREAK:
            return False
        if token.text in DASHES and token.gap is Gap.BLANK:
            return tokens[index + 1].is_start
    return False


def full_end(tokens: Sequence[Token], name: Found) -> int:
    """Return where a name ends: with its number, its initial, or its particles and surname."""
    end = name.end
    if end >= len(tokens) or tokens[end].gap is not Gap.BLANK:
        return end
    after = tokens[end]
    if tokens[end - 1].low in _listed("numbered"):
        is_roman = _ROMAN.issuperset(after.text) and len(after.text) <= _LONGEST_ROMAN
        is_number = after.kind is TokenKind.NUMBER and after.text.isdecimal()
        return end + 1 if is_number or is_roman else end
    if name.kind == PERSON:
        if len(after.text) == 2 and after.is_capital and after.text[1] == ".":
            # "Thibaud A.", whose surname is not told.
            return end + 1
        index = end
        while index < len(tokens) and tokens[index].text in _listed("strong_particles"):
            index += 1
        is_surname = end < index < min(len(tokens), end + 3) and tokens[index].is_capital
        if is_surname and tokens[end].text not in ("la", "le", "el", "al"):
            return index + 1
    return end


def _has_inner_capital(text: str) -> bool:
    """Whether a word is written as brands are: `WhatsApp`, `JPMorgan`; not `McDonald` or `PMEs`."""
    plain = text.removeprefix("Mc").removeprefix("Mac").removeprefix("De").removeprefix("Di")
    has_inner = any(map(str.isupper, plain[1:])) and any(map(str.islower, plain))
    return plain.isalpha() and has_inner and not plain.rstrip("s").isupper()


def missed_kind(tokens: Sequence[Token], index: int, classes: Classes) -> int | None:
    """Return the kind of a name that is one by a list or the word before it, None if it is not."""
    token = tokens[index]
    known = classes(token.low)
    if FUNCTION in known or known[-1] in COMMON or DEMONYM in known:
        return None
    if token.is_start and known[-1] not in _PROPER:
        return None
    for name, kind in KNOWN_KINDS.items():
        if name in known and token.low not in _listed("common_things"):
            return kind
    if _has_inner_capital(token.text):
        return ORGANISATION
    if index and token.gap is Gap.BLANK and not token.is_start:
        before = tokens[index - 1]
        if before.text.islower() and THING_CUE in classes(before.low):
            return OTHER
    return None
