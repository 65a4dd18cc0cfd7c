"""Code in the colours of its language, as far as the article says which it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from newsreader.model.text import MarkedText, Span, SpanKind

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_LONGEST_CODE = 20_000
_LONGEST_LINE = 1000
_PATIENCE = 0.3
"""Seconds after which the rest of an article's code stays as it is."""

_OTHER_NAMES = {
    "c#": "csharp", "cs": "csharp", "c++": "cpp", "f#": "fsharp", "golang": "go", "jsonc": "json",
    "node": "javascript", "objc": "objective-c", "plain": "text", "ps1": "powershell",
    "shell": "bash", "vb": "vbnet", "yml": "yaml", "zsh": "bash",
}  # fmt: skip


class CodeKind(StrEnum):
    """What a stretch of code is."""

    COMMENT = "comment"
    KEYWORD = "keyword"
    NAME = "name"
    STRING = "string"
    NUMBER = "number"
    DELETED = "deleted"


class CodeStretch(NamedTuple):
    """A stretch `[start, end)` of a text, and what it is in its language."""

    start: int
    end: int
    kind: CodeKind


def told_code(body: MarkedText) -> list[Span]:
    """Return the blocks of code whose language is told."""
    return [span for span in body.spans if span.kind is SpanKind.CODE_BLOCK and span.value]


def code_stretches(body: MarkedText) -> list[CodeStretch]:
    """Return what the code of a text is made of, in order.

    A language is never guessed; code in one that is not known, very long code and what is left
    after a moment has none. Takes up to some tenths of a second: not for the UI thread.
    """
    deadline = time.monotonic() + _PATIENCE
    found: list[CodeStretch] = []
    for span in told_code(body):
        lexer = _lexer(span.value)
        code = body.text[span.start : span.end]
        if lexer is None or len(code) > _LONGEST_CODE or _longest_line(code) > _LONGEST_LINE:
            continue
        for stretch in _stretches(lexer, code, span.start):
            found.append(stretch)
            if time.monotonic() > deadline:
                return found
    return found


def _longest_line(code: str) -> int:
    return max(map(len, code.split("\n")))


def _stretches(lexer: Lexer, code: str, base: int) -> Iterator[CodeStretch]:
    kinds: dict[_TokenType, CodeKind | None] = {}
    for start, token, value in lexer.get_tokens_unprocessed(code):
        if token not in kinds:
            kinds[token] = _kind(token)
        kind = kinds[token]
        if kind is not None and not value.isspace():
            yield CodeStretch(base + start, base + start + len(value), kind)


def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    name = language.lower()
    try:
        return get_lexer_by_name(_OTHER_NAMES.get(name, name))
    except ClassNotFound:
        return None


def _kind(token: _TokenType) -> CodeKind | None:
    from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String

    if token in Comment.Preproc:
        return CodeKind.KEYWORD
    for family, kind in (
        (Comment, CodeKind.COMMENT),
        (Keyword.Constant, CodeKind.NUMBER),
        (Keyword, CodeKind.KEYWORD),
        (Operator.Word, CodeKind.KEYWORD),
        (String, CodeKind.STRING),
        (Number, CodeKind.NUMBER),
        (Name.Function, CodeKind.NAME),
        (Name.Class, CodeKind.NAME),
        (Name.Decorator, CodeKind.NAME),
        (Name.Tag, CodeKind.KEYWORD),
        (Name.Attribute, CodeKind.NAME),
        (Generic.Inserted, CodeKind.STRING),
        (Generic.Deleted, CodeKind.DELETED),
        (Generic.Heading, CodeKind.KEYWORD),
        (Generic.Subheading, CodeKind.NAME),
        (Generic.Prompt, CodeKind.COMMENT),
    ):
        if token in family:
            return kind
    return None
