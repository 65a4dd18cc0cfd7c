"""Whether the words around a date tell of the past or of what is to come.

A day or month without a year is then the last or the next one: `a rouvert en décembre`, `rouvrira
en décembre`. The verb of the same clause tells more than one farther off, and an auxiliary more
than an ending, which nouns may have too. Only of a short clause (`en décembre, il ...`) does
the next one tell.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.highlight.scan import Line
from newsreader.highlight.vocabulary import Vocabulary

PAST, UNKNOWN, FUTURE = -1, 0, 1

_SENTENCE_ENDS = frozenset(".!?;•|")
_CLAUSE_ENDS = frozenset(',:()–—«»“”"')
_REACH = 30
"""So many tokens before or after a date a verb may tell its tense."""
_BEHIND = 3
"""A verb after a date is that many tokens farther off: it is more often that of the next clause."""
_FARTHER = 100
"""An ending counts as so many tokens farther off."""
_MOST_VERBLESS = 4
"""A clause of more words has a verb of its own, even if it is none that tells."""
_NONE = (1000, UNKNOWN)
_PARTICIPLE_REACH = 3
_LEAST_LETTERS, _LEAST_PARTICIPLE = 4, 7


class Tenses:
    """The cues of one language; one that has none here never tells."""

    def __init__(self, words: Vocabulary) -> None:
        self._words: Mapping[str, int] = {
            **dict.fromkeys(words.set("past_verbs"), PAST),
            **dict.fromkeys(words.set("future_verbs"), FUTURE),
        }
        self._past_endings = tuple(words.set("past_endings"))
        self._future_endings = tuple(words.set("future_endings"))
        self._starts = tuple(words.set("participle_starts"))
        self._ends = tuple(words.set("participle_ends"))
        self._participles = tuple(words.set("participle_endings"))

    def around(self, line: Line, start: int, end: int) -> int:
        """Return PAST, FUTURE or UNKNOWN for the tokens `[start, end)` of a date."""
        if not self._words:
            return UNKNOWN
        own, other, words = _NONE, _NONE, 0
        for step, place in ((-1, start - 1), (1, end)):
            is_other = False
            for distance in range(1, _REACH + 1):
                if not 0 <= place < line.size or line.lows[place] in _SENTENCE_ENDS:
                    break
                is_other = is_other or line.lows[place] in _CLAUSE_ENDS
                words += not is_other
                tense, farther = self._of(line, place, distance * step)
                cue = distance + farther + _BEHIND * (step > 0), tense
                if tense and is_other:
                    other = min(other, cue)
                elif tense:
                    own = min(own, cue)
                place += step
        return other[1] if own is _NONE and words <= _MOST_VERBLESS else own[1]

    def _of(self, line: Line, index: int, distance: int) -> tuple[int, int]:
        """Return the tense of a word so far from a date, and by how much it tells less."""
        low = line.lows[index]
        if (tense := self._words.get(low)) is not None:
            return tense, 0
        is_name = line.is_capital(index) and not line.tokens[index].is_start
        if is_name or len(low) < _LEAST_LETTERS or not line.is_word(index):
            return UNKNOWN, 0
        if self._future_endings and low.endswith(self._future_endings):
            return FUTURE, 0
        if self._past_endings and low.endswith(self._past_endings):
            return PAST, _FARTHER
        if self._starts and len(low) >= _LEAST_PARTICIPLE and low.startswith(self._starts):
            return (PAST, _FARTHER) if low.endswith(self._ends) else (UNKNOWN, 0)
        is_near = -_PARTICIPLE_REACH <= distance < 0
        if is_near and self._participles and low.endswith(self._participles):
            return PAST, _FARTHER
        return UNKNOWN, 0
