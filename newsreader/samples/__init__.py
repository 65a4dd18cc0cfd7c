"""The bundled feed a first start shows: our own articles in five languages.

Each article is one `.md` file beside this module. Lines `title:`, `author:`, `date:` (ISO 8601)
and `language:` (ISO 639-1) come first, then, each after a blank line, its blocks: `## ` begins a
heading, `> ` stands before every line of a quote, `- ` begins a list item (its further lines are
indented), `| a | b |` is a table row, the first of a table its header, and anything else is a
paragraph. `*words*` are emphasised. Lines of one block are joined by a space.
"""

from __future__ import annotations

import re
from datetime import datetime
from importlib import resources

from newsreader.model.article import Entry, ParsedFeed
from newsreader.model.text import (
    BLOCK_SEPARATOR,
    CELL_SEPARATOR,
    MarkedText,
    Span,
    SpanKind,
    sort_spans,
)

_SUFFIX = ".md"
_EMPHASIS = re.compile(r"\*([^*]+)\*")
_HEADING_LEVEL = 2


def load() -> ParsedFeed:
    """Return the bundled feed, newest article first; it is the same on every call."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(_SUFFIX)]
    entries = [
        parse_article(file.name.removesuffix(_SUFFIX), file.read_text("utf-8")) for file in files
    ]
    # All dates are UTC, so their texts sort as they do.
    entries.sort(key=lambda entry: str(entry.published_at), reverse=True)
    return ParsedFeed(title="Newsreader samples", entries=tuple(entries))


def parse_article(slug: str, source: str) -> Entry:
    """Return the article written in `source`; `slug`, its file's name, makes the guid."""
    head, _, body = source.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n"))
    return Entry(
        guid=f"newsreader:samples/{slug}",
        title=fields["title"],
        author=fields["author"],
        published_at=datetime.fromisoformat(fields["date"]),
        language=fields["language"],
        body=_body(body),
    )


def _body(source: str) -> MarkedText:
    draft = _Draft()
    for block in source.strip("\n").split("\n\n"):
        lines = block.split("\n")
        if block.startswith("## "):
            draft.add_leaf(SpanKind.HEADING, " ".join(lines)[3:], level=_HEADING_LEVEL)
        elif block.startswith("> "):
            draft.add_leaf(SpanKind.PARAGRAPH, " ".join(line[2:] for line in lines))
            draft.enclose(SpanKind.QUOTE, from_leaf=-1, level=1)
        elif block.startswith("- "):
            for item in block[2:].split("\n- "):
                draft.add_leaf(SpanKind.PARAGRAPH, item.replace("\n  ", " "))
                draft.enclose(SpanKind.LIST_ITEM, from_leaf=-1, level=1)
        elif block.startswith("| "):
            _add_table(draft, lines)
        else:
            draft.add_leaf(SpanKind.PARAGRAPH, " ".join(lines))
    return MarkedText(draft.text, sort_spans(draft.leaves + draft.others))


def _add_table(draft: _Draft, lines: list[str]) -> None:
    cells_before = len(draft.leaves)
    for row, line in enumerate(lines):
        row_start = len(draft.leaves)
        for column, cell in enumerate(line[1:-1].split("|")):
            # Only plain spaces go: a no-break space belongs to the text.
            draft.add_leaf(
                SpanKind.CELL,
                cell.strip(" "),
                level=int(row == 0),
                separator=CELL_SEPARATOR if column else BLOCK_SEPARATOR,
            )
        draft.enclose(SpanKind.ROW, from_leaf=row_start)
    draft.enclose(SpanKind.TABLE, from_leaf=cells_before)


class _Draft:
    """A body in the making: the text so far, its leaf blocks and the other spans."""

    def __init__(self) -> None:
        self.text = ""
        self.leaves: list[Span] = []
        self.others: list[Span] = []

    def add_leaf(
        self, kind: SpanKind, source: str, *, level: int = 0, separator: str = BLOCK_SEPARATOR
    ) -> None:
        """Append a block, `separator` before it unless it is the first."""
        if self.leaves:
            self.text += separator
        start = len(self.text)
        # A split by a pattern with one group alternates what lies between and what matched.
        for place, part in enumerate(_EMPHASIS.split(source)):
            part_start = len(self.text)
            self.text += part
            if place % 2:
                self.others.append(Span(part_start, len(self.text), SpanKind.EMPHASIS))
        self.leaves.append(Span(start, len(self.text), kind, level))

    def enclose(self, kind: SpanKind, *, from_leaf: int, level: int = 0) -> None:
        """Put a container around the leaves from the index `from_leaf` on."""
        start = self.leaves[from_leaf].start
        self.others.append(Span(start, len(self.text), kind, level))
