"""Times of day."""

from __future__ import annotations

import re

from newsreader.highlight.numbers import phrase, phrase_end
from newsreader.highlight.scan import Found, Scan
from newsreader.highlight.tokens import TokenKind
from newsreader.model.mention import MentionKind, Value

_CLOCK = re.compile(r"(\d{1,2})[:hH](\d{2})(?::(\d{2}))?")
_DOTTED_CLOCK = re.compile(r"(\d{1,2})[.,](\d{2})")
_WITH_DOTS = ("it", "pl")


class Clock(Scan):
    """The rules for times of day."""

    __slots__ = ()

    def read(self, index: int) -> Found | None:
        """Return the time that begins at a token, or None."""
        if self.tokens[index].kind is TokenKind.NUMBER:
            return self._clock(index)
        return self._clock_word(index)

    def _clock(self, index: int) -> Found | None:
        """Read `14h30`, `14:30`, `14 h 30`, `8 Uhr`, `2 p.m.`, and `8 heures` after "à"."""
        token = self.tokens[index]
        clock = self.words.words("clock")
        end = phrase_end(clock, self.tokens, index + 1) if self.low(index + 1) else None
        mark = phrase(self.tokens, index + 1, end) if end else ""
        match = _CLOCK.fullmatch(token.text)
        if not match and (mark or (self.words.language in _WITH_DOTS and self._is_at(index))):
            match = _DOTTED_CLOCK.fullmatch(token.text)
        if match:
            hour, minute, is_cued = int(match[1]), int(match[2]), True
        elif end and token.text.isdecimal() and len(token.text) <= 2:
            hour, minute = int(token.text), 0
            is_glued = self.is_glued(index + 1)
            is_cued = (
                is_glued or mark in ("uhr", "o'clock") or mark[0] in "ap" or self._is_at(index)
            )
            follower = self.low(end)
            if mark in ("h", "heures", "heure") and follower.isdecimal() and len(follower) == 2:
                minute, end, is_cued = int(follower), end + 1, True
        else:
            return None
        if mark[:1] in ("a", "p") and hour <= 12:
            hour = hour % 12 + 12 * (mark[0] == "p")
        if not is_cued or hour > 24 or minute > 59:
            return None
        end = end or index + 1
        part = (
            phrase_end(self.words.values("clock_tails"), self.tokens, end)
            if self.low(end)
            else None
        )
        if part:
            shift = int(self.words.values("clock_tails")[phrase(self.tokens, end, part)])
            hour, end = hour + (shift if hour < 12 else 0), part
        return self._time(index, end, f"{hour:02}:{minute:02}")

    def _is_at(self, index: int) -> bool:
        """Whether a word for "at" stands before the index."""
        cues = self.words.words("clock_cues")
        return self.before(index) in cues or phrase(self.tokens, max(0, index - 2), index) in cues

    def _clock_word(self, index: int) -> Found | None:
        time = self.words.values("clock_words").get(self.tokens[index].low)
        if time is None or (self.words.language == "de" and not self.tokens[index].is_capital):
            return None
        return self._time(index, index + 1, time)

    def _time(self, index: int, end: int, iso: str) -> Found:
        return self.found(index, end, MentionKind.TIME, Value(iso))
