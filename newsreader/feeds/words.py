"""The words of one block and the inline marks over them, with a browser's white space."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.model.text import HYPHEN, SpanKind, clean, clean_line, single_spaced

# The soft hyphen and the zero-width space.
_BREAKS = re.compile("[\u00ad\u200b]")
# Characters that leave a block looking empty though Python's strip() keeps them.
_INVISIBLE = "\u034f\u200c\u200d\u2800\ufffc"


@dataclass(slots=True, eq=False)
class Mark:
    """An inline span of the block being written, in offsets into that block."""

    start: int
    end: int
    kind: SpanKind
    value: str


@dataclass(slots=True, eq=False)
class _Inline:
    """An inline element that is open, and its mark once it has words in the present block."""

    kind: SpanKind
    value: str
    mark: Mark | None = None


class Words:
    """Collects the words of one block after the other.

    Inline elements may lie around blocks: `take` ends their marks, and those still open begin
    again with the next block. A mark covers words, never the white space around them.
    """

    def __init__(self) -> None:
        self.is_code = False
        self.is_empty = True
        """Whether the block has neither words nor images yet."""
        self.is_break_due = False
        """Whether the next word begins a new line."""
        self._is_blank_due = False
        self._inlines: list[_Inline] = []
        self._has_unmarked = False
        self._marks: list[Mark] = []
        self._anchors: list[str] = []
        self._pieces: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        """Add words; their white space is collapsed as CSS Text 3 has it, in code kept."""
        if self.is_code:
            text = clean(text)
            text = text if self._length else text.lstrip("\n")
            if text:
                self._write(text)
            return
        if not text.isprintable() or "  " in text:
            if "\u00ad" in text or "\u200b" in text:
                self._add_with_breaks(text)
                return
            text = single_spaced(text) if text.strip(" \t\n") else " "
        words = text.strip(" ")
        if words:
            self._is_blank_due = self._is_blank_due or text[0] == " "
            self._write(words)
            self._is_blank_due = text[-1] == " "
        elif text:
            self._is_blank_due = True

    def _add_with_breaks(self, text: str) -> None:
        """Add words in which soft hyphens and zero-width spaces say where they may be broken."""
        at = 0
        for match in _BREAKS.finditer(text):
            if match.start() > at:
                self.add(text[at : match.start()])
            self.add_break_chance(HYPHEN if match[0] == "\u00ad" else "")
            at = match.end()
        if at < len(text):
            self.add(text[at:])

    def add_break_chance(self, sign: str = "") -> None:
        """Let a line end here, inside a word, with `sign` painted if it does."""
        is_inside = self._length and not self._is_blank_due and not self.is_break_due
        if is_inside and not self.is_code:
            self._marks.append(Mark(self._length, self._length, SpanKind.BREAK, sign))

    def add_anchor(self, name: str) -> None:
        """Let links lead to the next word written, in this block or one that follows."""
        self._anchors.append(name)

    def _write(self, text: str) -> None:
        start = self._length
        if start and (self.is_break_due or self._is_blank_due):
            text = ("\n" if self.is_break_due else " ") + text
            start += 1
        self.is_break_due = False
        self._is_blank_due = False
        if self._has_unmarked:
            self._begin_marks(start)
        if self._anchors:
            self._marks += [Mark(start, start, SpanKind.ANCHOR, name) for name in self._anchors]
            self._anchors.clear()
        self.is_empty = False
        self._pieces.append(text)
        self._length += len(text)

    def _begin_marks(self, start: int) -> None:
        for inline in self._inlines:
            if inline.mark is None:
                inline.mark = Mark(start, start, inline.kind, inline.value)
                self._marks.append(inline.mark)
        self._has_unmarked = False

    def break_line(self) -> None:
        """Begin a new line with the next word; in code, at once."""
        if self.is_code:
            self.add("\n")
        else:
            self.is_break_due = True

    def end_line(self) -> None:
        """Begin a new line with the next word, unless one has just begun."""
        if not self.is_code:
            self.is_break_due = True
        elif self._pieces and not self._pieces[-1].endswith("\n"):
            self.add("\n")

    def add_image(self, url: str, alternative: str) -> None:
        """Add an image over its alternative text; without one its mark is empty."""
        alternative = clean_line(alternative)
        if alternative:
            is_opened = self.open(SpanKind.IMAGE, url)
            self.add(alternative)
            if is_opened:
                self.close(SpanKind.IMAGE)
        else:
            self.is_empty = False
            self._marks.append(Mark(self._length, self._length, SpanKind.IMAGE, url))

    def open(self, kind: SpanKind, value: str = "") -> bool:
        """Begin an inline span; False, and nothing to close, where it would say nothing new."""
        if self.is_code and kind is SpanKind.CODE:
            return False
        for inline in self._inlines:
            if inline.kind is kind:
                return False
        self._inlines.append(_Inline(kind, value))
        self._has_unmarked = True
        return True

    def close(self, kind: SpanKind) -> None:
        """End the innermost inline span of a kind at the last character written."""
        for index in range(len(self._inlines) - 1, -1, -1):
            if self._inlines[index].kind is kind:
                mark = self._inlines.pop(index).mark
                if mark is not None:
                    mark.end = self._length
                return

    def take(self) -> tuple[str, list[Mark]]:
        """Return the text and marks of the block, and begin the next.

        A block without a visible character is empty; of its marks only the images are left.
        """
        self.is_break_due = self._is_blank_due = False
        if self.is_empty:
            return "", []
        self.is_empty = True
        for inline in self._inlines:
            if inline.mark is not None:
                inline.mark.end = self._length
                inline.mark = None
                self._has_unmarked = True
        text, marks = "".join(self._pieces), self._marks
        self._pieces, self._marks, self._length = [], [], 0
        if not text.strip().strip(_INVISIBLE).strip():
            return "", [
                Mark(0, 0, mark.kind, mark.value) for mark in marks if mark.kind is SpanKind.IMAGE
            ]
        if self.is_code:
            text = text.rstrip()
            for mark in marks:
                mark.start, mark.end = min(mark.start, len(text)), min(mark.end, len(text))
        return text, marks
