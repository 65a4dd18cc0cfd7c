"""How the words of one article are written in it: what the whole says of each mention."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.highlight.tokens import Gap, Token

LOWER, CAPITAL, AFTER_FIRST_NAME, AFTER_TITLE, AFTER_PLACE_WORD, BEFORE_CAPITAL = 1, 2, 4, 8, 16, 32
"""What was seen anywhere in the article: the word in lower case, with a capital where that means
something, and what stood beside it where it had one."""

FIRST_NAME, TITLE, PLACE_WORD = "F", "T", "pp"
"""The word lists that tell of the neighbour to the right."""

ArticleView = dict[str, int]
"""Bits of what was seen, by word in lower case, of the words that have a capital somewhere."""


def view(parts: Sequence[Sequence[Token]], classes: Callable[[str], Sequence[str]]) -> ArticleView:
    """Return what title and text together show of their words."""
    seen: ArticleView = {}
    for tokens in parts:
        last = len(tokens) - 1
        capitals = [i for i, token in enumerate(tokens) if token.is_capital]
        for index in capitals:
            token = tokens[index]
            bits = 0 if token.is_start else CAPITAL
            if index and token.gap is not Gap.BREAK:
                before = tokens[index - 1]
                known = classes(before.low)
                if before.is_capital:
                    if FIRST_NAME in known:
                        bits |= AFTER_FIRST_NAME
                elif TITLE in known:
                    bits |= AFTER_TITLE
                elif PLACE_WORD in known:
                    bits |= AFTER_PLACE_WORD
            if index < last:
                after = tokens[index + 1]
                if after.is_capital and after.gap is not Gap.BREAK:
                    bits |= BEFORE_CAPITAL
            seen[token.low] = seen.get(token.low, 0) | bits
    lower = {token.low for tokens in parts for token in tokens if token.text[0].islower()}
    for word in lower & seen.keys():
        seen[word] |= LOWER
    return seen
