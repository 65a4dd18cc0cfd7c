"""What the tagger sees of a text: features of words, of their neighbours, and of the article.

Nearly all are functions of one word and of whether a sentence may begin with it. So a word's
weights for all the places around a name are added up once and kept (see tagger.py); training
(training/extractor.py) spells the same features out as strings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from newsreader.highlight.tokens import Gap, Token, TokenKind

FIRST_OFFSET, LAST_OFFSET = -3, 2
"""A word is seen by the places from two before it to three after it."""

WIDE = (-3, -2, -1, 0, 1, 2)
REACH: Mapping[str, tuple[int, ...]] = {
    "w": WIDE,
    "c": WIDE,
    "s": (-2, -1, 0, 1, 2),
    "e": (-1, 0, 1),
    "b": WIDE,
    "p": (0,),
}
"""At which offsets a place sees a feature of a word, by the feature's first letter."""

OUTSIDE = ("w¶",)
"""What is seen before the first and after the last word of a line."""


def word_lists(low: str, find: Callable[[str], tuple[str, ...] | None]) -> tuple[str, ...]:
    """Return the word lists that a word in lower case is in, as `find` tells.

    A word in none has its own class; "Marie-Louise" is a first name if both parts are.
    """
    found = find(low)
    if found is not None:
        return found
    parts = [part for part in low.split("-") if part]
    if "-" in low and all("F" in word_lists(part, find) for part in parts):
        return ("F", "l?")
    return ("l?",)


def shape(text: str) -> str:
    """Return a word's shape with runs as one: `Xx` for `Paris`, `X` for `OTAN`, `0.` ..."""
    if text.islower() and text.isalpha():
        return "x"
    if text.isalpha() and text[1:].islower():
        return "Xx"
    found: list[str] = []
    for character in text:
        if character.isupper():
            mark = "X"
        elif character.isalpha():
            mark = "x"
        elif character.isdigit():
            mark = "0"
        else:
            mark = character if character in ".-&'/," else "?"
        if not found or found[-1] != mark:
            found.append(mark)
    if len(found) > 1 and text[1:2].isupper() and found[0] == "X":
        found.insert(0, "X")
    return "".join(found[:7])


def word_features(token: Token, classes: Sequence[str], cluster: int = 0) -> tuple[str, ...]:
    """Return the features of a word, of the word lists that it is in, and of its cluster if any."""
    look = looks(token)
    features = (*context_features(token, look), *class_features(classes, look))
    clustered = cluster_features(cluster) if cluster else ()
    return (*features, *clustered, *place_features(token))


def looks(token: Token) -> str:
    """Return how a word is written, with "^" where a sentence may begin; "" for what is none."""
    if token.kind is not TokenKind.WORD:
        return ""
    text = token.text
    form = "x" if text == token.low and text.isalpha() else shape(text)
    return form + "^" if token.is_start else form


def context_features(token: Token, look: str) -> tuple[str, ...]:
    """Return what the places around a word see of it, besides its lists."""
    low = token.low
    if look:
        return ("w" + low, "s" + look, "e" + low[-3:])
    if token.kind is TokenKind.NUMBER:
        low = "".join(["0" if c.isdigit() else c for c in low])
        return ("w" + low[:8], "s0" + str(min(len(low), 5)))
    return ("w@" if token.kind is TokenKind.ADDRESS else "w" + low,)


_CLUSTER_BITS = (4, 6, 8, 10, 13)


def cluster_features(cluster: int) -> list[str]:
    """Return what places see of the cluster of a word: the beginnings of its path.

    A path is read from its lowest bit. Words in one cluster stand in like places (Brown et al.
    1992; for names Miller, Guinness and Zamanian 2004).
    """
    return [f"b{bits}:{cluster & (1 << bits) - 1}" for bits in _CLUSTER_BITS]


def place_features(token: Token) -> list[str]:
    """Return what only the place of a word with a capital sees of it: its spelling."""
    low = token.low
    if token.text == low:
        return []
    found = ["p=" + token.text]
    if token.is_start:
        found.append("p^" + low)
    for size in range(1, min(len(low), 5)):
        found.append("p<" + low[:size])
        found.append("p>" + low[-size:])
    return found


def class_features(classes: Sequence[str], look: str) -> list[str]:
    """Return what places see of the word lists of a word that is written like `look`."""
    found: list[str] = []
    form, start = look.rstrip("^"), "^" if look.endswith("^") else ""
    look = form[:2] + start
    for name in classes:
        found.append("c" + name)
        found.append("p" + name + look)
    if len(classes) > 1:
        found.append("c" + "".join(classes))
    return found


PAIR_BLOCKS = ("}", ">", "<", "{")
"""The places that see a pair of neighbours: before it, its first, its second, after it."""


def pair_feature(left: str, right: str) -> str:
    """Return the feature of two neighbours, given in lower case."""
    return f"+{left} {right}"


_MARKS = {".": ".", "!": ".", "?": ".", ":": ":", ",": ",", "(": "(", ")": ")", "-": "-", "–": "-"}


def case_mark(token: Token) -> str:
    """Return one letter for how a word is written, for the pattern of a place's surroundings."""
    text = token.text
    if text == token.low and text.isalpha():
        return "l" if len(text) > 3 else "o"
    if token.kind is TokenKind.NUMBER:
        return "0"
    if token.kind is TokenKind.MARK:
        return _MARKS.get(text, "q")
    if token.kind is TokenKind.ADDRESS:
        return "@"
    first = text[0]
    if first.isupper():
        if len(text) > 1 and text.isupper():
            return "A" if not token.is_start else "B"
        if len(text) == 2 and text[1] == ".":
            return "I"
        return "S" if token.is_start else "C"
    if any(c.isupper() for c in text):
        return "M"
    return "l" if len(text) > 3 else "o"


LEFT, RIGHT = 2, 4
"""Training looks at the places at most so many tokens before a sign of a name and behind it."""


def is_sign(token: Token, heads: frozenset[str]) -> bool:
    """Whether a token is a sign of a name: a word with a capital, or one that begins names."""
    text = token.text
    if token.kind is not TokenKind.WORD:
        return False
    return text[0].isupper() or token.low in heads or (text != text.lower())


def article_features(
    own: int | None, before: int | None, after: int | None, spelling: str, mood: str
) -> Iterator[str]:
    """Yield what the article and the line tell of a place.

    `own`, `before` and `after` are the bits (see article_view.py) of the word and its neighbours
    where these have capitals; `spelling` is the word's class by how corpora write it, after a "^"
    where a sentence may begin; `mood` is that of the line (see `moods`).
    """
    start = spelling[:-2]
    if own is not None:
        yield f"d{own & 3}{spelling}"
        yield f"D{own >> 2}{start}"
        yield f"f{own}{start}"
    if before is not None:
        yield f"x{before}"
    if after is not None:
        yield f"y{after}"
    shout = mood.rstrip(PERSONAL)
    if shout:
        yield "h" + shout
        yield f"h{shout}{spelling[-2:]}{own is not None}"
    if shout != mood:
        yield "h" + PERSONAL
        yield f"h{PERSONAL}{spelling}"
        yield f"h{PERSONAL}{own}"


PERSONAL = "p"
"""What the mood of a line ends with in a text that `is_personal`."""

_PERSONAL_WORDS = frozenset(("you", "your", "my"))
_LEAST_PERSONAL = 0.01


def is_personal(parts: Sequence[Sequence[Token]]) -> bool:
    """Whether an English text speaks of its writer and reader, as letters and comments do.

    There many words have capitals that are no names; in reports nearly none.
    """
    count = sum([token.low in _PERSONAL_WORDS for tokens in parts for token in tokens])
    return count > _LEAST_PERSONAL * sum(map(len, parts))


def shouting(tokens: Sequence[Token]) -> str:
    """Return "A" for a line in capitals, "T" for one whose words have them, else nothing."""
    long = [t.text for t in tokens if t.kind is TokenKind.WORD and len(t.text) > 3]
    if len(long) < 2:
        return ""
    if sum(map(str.isupper, long)) >= 0.8 * len(long):
        return "A"
    capitals = sum(text[0].isupper() for text in long)
    return "T" if len(long) > 3 and capitals >= 0.7 * len(long) else ""


def lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the ranges of tokens between breaks: nothing reaches over a break."""
    breaks = [index for index, token in enumerate(tokens) if token.gap is Gap.BREAK and index]
    bounds = [0, *breaks, len(tokens)]
    return list(pairwise(bounds)) if tokens else []
