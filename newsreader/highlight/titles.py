"""Titles and offices: what leads to a person's name, and what a minister is minister of."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.highlight.words import Lexicon

_MINISTERS = ("ministre", "minister", "ministro", "ministra", "министр")
_FARTHEST_TITLE = 4


def is_portfolio(tokens: Sequence[Token], index: int, words: Lexicon) -> bool:
    """Whether this is what a minister is minister of: `ministre des Armées`."""
    back = index - 1
    articles = words.words("name_articles")
    while back >= 0 and tokens[back].low in articles and index - back <= 2:
        back -= 1
    if back == index - 1:
        return False
    # One adjective may stand between: "ministre français des Armées".
    before = tokens[max(0, back - 1) : back + 1]
    return any(name in token.low for token in before for name in _MINISTERS)


def is_office(tokens: Sequence[Token], index: int, words: Lexicon) -> bool:
    """Whether this is what a title is of: `presidente della Repubblica`, `patron de Renault`."""
    back = index - 1
    articles, titles = words.words("name_articles"), words.words("titles")
    while back >= 0 and tokens[back].low in articles and index - back <= 2:
        back -= 1
    if back == index - 1:
        return False
    is_titled = any(token.low in titles for token in tokens[max(0, back - 1) : back + 1])
    return is_titled or is_portfolio(tokens, index, words)


def has_title(tokens: Sequence[Token], index: int, words: Lexicon) -> bool:
    """Whether a title leads to the name, at most adjectives between: `président sortant X`."""
    titles = words.words("titles")
    for back in range(index - 1, max(index - 1 - _FARTHEST_TITLE, -1), -1):
        token = tokens[back]
        if tokens[back + 1].gap is Gap.BREAK or token.kind is not TokenKind.WORD:
            return False
        if token.low in titles or token.low.rstrip(".") in titles:
            return True
        # "épouse Pierre à Sceaux", "ministre français des Armées": no person follows these.
        is_link = token.low in words.words("function") or token.low in words.words("name_links")
        if token.is_start or token.is_capital or is_link:
            return False
    return False
