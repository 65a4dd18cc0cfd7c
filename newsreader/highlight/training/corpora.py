"""Annotated corpora: CoNLL files and our own annotated texts, as running text with names.

A corpus gives tokens; an article gives text. What is trained and measured on is text, joined from
the tokens as it would be printed, so that the one tokenizer of the program splits it.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from newsreader.model.mention import MentionKind

_KINDS = {
    "PER": MentionKind.PERSON,
    "ORG": MentionKind.ORGANISATION,
    "LOC": MentionKind.PLACE,
    "MISC": MentionKind.OTHER,
    "NAME": MentionKind.OTHER,
}
_CLOSING = frozenset(".,;:!?)]}»”’…%") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'m", "'d"}
_OPENING = frozenset("([{«“„¿¡#")
_SENTENCE_ENDS = frozenset('.?!»”"')
_ELISION = re.compile(r"(?:[ldnsmtjcLDNSMTJC]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all)['’]")
_CONTRACTIONS = {
    ("de", "o"): "do", ("de", "a"): "da", ("de", "os"): "dos", ("de", "as"): "das",
    ("em", "o"): "no", ("em", "a"): "na", ("em", "os"): "nos", ("em", "as"): "nas",
    ("por", "o"): "pelo", ("por", "a"): "pela", ("por", "os"): "pelos", ("por", "as"): "pelas",
    ("a", "o"): "ao", ("a", "os"): "aos", ("a", "a"): "à", ("a", "as"): "às",
    ("em", "um"): "num", ("em", "uma"): "numa",
}  # fmt: skip
"""What Portuguese corpora split and texts do not."""
_DOCUMENT = "-DOCSTART-"
_NAME = re.compile(r"\[([^\[\]|]+)\|([a-z]+)\]")


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name at `[start, end)` of a text, in code points, as an annotator marked it."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class GoldText:
    """An article, or a sentence of a corpus without articles, and all its names in order."""

    text: str
    names: tuple[GoldName, ...]


Sentence = list[tuple[str, str]]


def read_sentences(path: Path) -> Iterator[list[Sentence]]:
    """Yield the documents of a CoNLL file (IOB2, `.xz` or plain) as sentences of (token, tag).

    In a file without documents each sentence is one. Raises OSError and lzma.LZMAError.
    """
    document: list[Sentence] = []
    sentence: Sentence = []
    has_documents = False
    with _opened(path) as lines:
        for line in lines:
            word, _, tag = line.rstrip("\n").partition("\t")
            if word == _DOCUMENT:
                has_documents = True
                if document:
                    yield document
                document = []
            elif word:
                sentence.append((word, tag))
            elif sentence:
                document.append(sentence)
                sentence = []
                if not has_documents:
                    yield document
                    document = []
    if sentence:
        document.append(sentence)
    if document:
        yield document


def _opened(path: Path) -> TextIO:
    return lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open()


def read_corpus(path: Path, *, is_joined: bool = True, contracts: bool = False) -> list[GoldText]:
    """Return the documents of a CoNLL file as texts.

    `is_joined` prints them as an article would be; else blanks stand between all tokens. With
    `contracts` every other document has its Portuguese contractions (`de o` -> `do`).
    """
    texts: list[GoldText] = []
    for index, document in enumerate(read_sentences(path)):
        printed = _Print(is_joined=is_joined)
        for sentence in document:
            printed.add(_contracted(sentence) if contracts and index % 2 == 0 else sentence)
        texts.append(GoldText("".join(printed.parts), tuple(printed.names)))
    return texts


class _Print:
    """The text of a document as far as it is printed, and its names."""

    def __init__(self, *, is_joined: bool) -> None:
        self.parts: list[str] = []
        self.names: list[GoldName] = []
        self._is_joined = is_joined
        self._length = 0
        self._last = ""

    def _put(self, part: str) -> None:
        self.parts.append(part)
        self._length += len(part)

    def add(self, sentence: Sentence) -> None:
        """Print a sentence after those before it."""
        if self.parts:
            # A headline or a cell has no full stop: what follows is a line of its own.
            self._put(" " if self._last in _SENTENCE_ENDS else "\n\n")
        before, is_quoted = "", False
        start, kind = -1, ""
        for word, tag in sentence:
            if start >= 0 and not tag.startswith("I-"):
                self.names.append(GoldName(start, self._length, _KINDS[kind]))
                start = -1
            if before and not (self._is_joined and _is_glued(before, word, is_quoted=is_quoted)):
                self._put(" ")
            if word == '"':
                is_quoted = not is_quoted
            if tag.startswith("B-"):
                start, kind = self._length, tag[2:]
            self._put(word)
            before = word
        if start >= 0:
            self.names.append(GoldName(start, self._length, _KINDS[kind]))
        self._last = before


def _is_glued(before: str, word: str, *, is_quoted: bool) -> bool:
    """Whether nothing is printed between two words; `is_quoted` within straight quotes."""
    if word in _CLOSING or before in _OPENING or _ELISION.fullmatch(before):
        return True
    return is_quoted and '"' in (before, word)


def _contracted(sentence: Sentence) -> Sentence:
    done: Sentence = []
    for token, tag in sentence:
        before = done[-1] if done else ("", "O")
        joined = _CONTRACTIONS.get((before[0].lower(), token))
        if joined and tag == "O" and before[1] == "O":
            done[-1] = (joined.capitalize() if before[0][0].isupper() else joined, "O")
        else:
            done.append((token, tag))
    return done


def read_annotated(path: Path) -> list[GoldText]:
    """Return the articles of an annotated text of our own: `[OTAN|organisation]`.

    A blank line ends an article; its first line is the headline.
    """
    articles = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [parse_annotated(article) for article in articles if article.strip()]


def parse_annotated(article: str) -> GoldText:
    """Return the text and the names of an annotated article. Raises ValueError on a wrong kind."""
    parts: list[str] = []
    names: list[GoldName] = []
    length = end = 0
    for match in _NAME.finditer(article):
        before, name = article[end : match.start()], match[1]
        parts += (before, name)
        length += len(before)
        names.append(GoldName(length, length + len(name), MentionKind(match[2])))
        length += len(name)
        end = match.end()
    parts.append(article[end:])
    return GoldText("".join(parts), tuple(names))
