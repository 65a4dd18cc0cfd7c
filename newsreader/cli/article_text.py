"""Articles for people: painted on a terminal, plain elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.cli.output import console, is_terminal, say, say_text
from newsreader.model.article import Article
from newsreader.model.mention import Mention, MentionKind
from newsreader.model.text import CONTAINERS, LEAVES, MarkedText, Span, SpanKind, clean, clean_line
from newsreader.settings import Settings

if TYPE_CHECKING:
    from rich.text import Text

_RULE = "─" * 20
_SPANS = {
    SpanKind.HEADING: "bold",
    SpanKind.STRONG: "bold",
    SpanKind.EMPHASIS: "italic",
    SpanKind.CODE: "dim",
    SpanKind.CODE_BLOCK: "dim",
    SpanKind.LINK: "underline",
}
# Kinds differ by more than their colour, so that they can be told apart without seeing it.
_MENTIONS = {
    MentionKind.PERSON: "bold magenta",
    MentionKind.ORGANISATION: "underline cyan",
    MentionKind.PLACE: "italic green",
    MentionKind.OTHER: "underline blue",
}
_FIGURE = "yellow"
_FIGURE_PLAIN = "underline"


def print_article(article: Article, settings: Settings) -> None:
    """Print an article: title, where it is from, text with its names and figures painted."""
    headline = article.headline
    at = headline.published_at
    facts = (headline.feed, headline.author, f"{at:%Y-%m-%d %H:%M} UTC" if at else "")
    about = [" · ".join(fact for fact in (*facts, headline.language) if fact)]
    about += [headline.url] if headline.url else []
    if article.changed_at is not None:
        about.append(f"changed {article.changed_at:%Y-%m-%d %H:%M} UTC")
    if article.summary is not None:
        about.append(f"full text of the page; newsreader show --summary {headline.id}: the feed's")
    if is_terminal():
        _paint(article, about, settings)
        _say_kinds(article, settings)
        return
    say(headline.title)
    for line in about:
        say(line)
    for block in _blocks(article.body):
        if not block.is_close:
            say("")
        say_text(block.in_front(article.body.text[block.start : block.end]))
    _say_kinds(article, settings)


def _say_kinds(article: Article, settings: Settings) -> None:
    """Say in words what the colours say: each name and figure once, with its kind."""
    lines = []
    for heading, is_name in (("Names", True), ("Figures", False)):
        parts = (
            (article.headline.title, article.title_mentions),
            (article.body.text, article.mentions),
        )
        found = [
            f"{text[mention.start : mention.end]} ({mention.kind.value})"
            for text, mentions in parts
            for mention in mentions
            if mention.kind in settings.marked and mention.kind.is_name is is_name
        ]
        if found:
            lines.append(f"{heading}: {', '.join(dict.fromkeys(found))}")
    if lines and is_terminal():
        from rich.text import Text

        out = console()
        width = min(out.width, settings.text_width)
        out.print(*("", *(Text(clean_line(line)) for line in lines)), sep="\n", width=width)
    elif lines:
        for line in ("", *lines):
            say(line)


def print_marked(text: str, mentions: Sequence[Mention], settings: Settings) -> None:
    """Print any text on a terminal, names and figures painted."""
    out = console()
    out.print(_with_mentions(text, mentions, settings), width=min(out.width, settings.text_width))


def _paint(article: Article, about: Sequence[str], settings: Settings) -> None:
    from rich.text import Text

    out = console()
    width = min(out.width, settings.text_width)
    title = _with_mentions(article.headline.title, article.title_mentions, settings)
    title.stylize("bold", 0)
    out.print(title, width=width)
    for fact in about:
        out.print(Text(clean_line(fact), style="dim"), width=width)
    text = _with_mentions(article.body.text, article.mentions, settings)
    for span in article.body.spans:
        if style := _SPANS.get(span.kind):
            text.stylize(style, span.start, span.end)
    for block in _blocks(article.body):
        if not block.is_close:
            out.print()
        for line in _wrapped(text[block.start : block.end], block, width):
            out.print(line, soft_wrap=True)


def _wrapped(text: Text, block: _Block, width: int) -> Iterator[Text]:
    from rich.text import Text

    if block.is_rule:
        text = Text(_RULE)
    room = max(width - len(block.rest), 20)
    prefix = block.first
    for line in text.wrap(console(), room, tab_size=4):
        yield Text.assemble((prefix, "dim"), line)
        prefix = block.rest


def _with_mentions(text: str, mentions: Sequence[Mention], settings: Settings) -> Text:
    from rich.text import Text

    painted = Text(_harmless(text))
    figure = _FIGURE if console().color_system and not console().no_color else _FIGURE_PLAIN
    for mention in mentions:
        if mention.kind in settings.marked:
            painted.stylize(_MENTIONS.get(mention.kind, figure), mention.start, mention.end)
    return painted


def _harmless(text: str) -> str:
    """Return a text cleaned without a change of its length: offsets into it still hold."""
    if clean(text) == text:
        return text
    return "".join(letter if clean(letter) == letter else "\ufffd" for letter in text)


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of text that is printed as a paragraph; with `is_close`, no blank line before.

    `first` and `rest` go before its first line and the others: quote bars, bullets, indents.
    """

    start: int
    end: int
    first: str
    rest: str
    is_close: bool
    is_rule: bool

    def in_front(self, text: str) -> str:
        """Return a text with what goes before its lines."""
        lines = (_RULE if self.is_rule else text).split("\n")
        return "\n".join(
            f"{self.rest if place else self.first}{line}".rstrip()
            for place, line in enumerate(lines)
        )


def _blocks(body: MarkedText) -> Iterator[_Block]:
    """Yield the blocks of a text; a table's row is one, its cells with tabs between them."""
    path: list[Span] = []
    begun: set[Span] = set()
    before: SpanKind | None = None
    for span in body.spans:
        while path and path[-1].end < span.start:
            path.pop()
        if span.kind in CONTAINERS:
            path.append(span)
        if span.kind is SpanKind.CELL or (
            span.kind not in LEAVES and span.kind is not SpanKind.ROW
        ):
            continue
        first = rest = ""
        kind = span.kind
        for container in path:
            if container.kind is SpanKind.QUOTE:
                first, rest = f"{first}│ ", f"{rest}│ "
            elif container.kind is SpanKind.DEFINITION:
                first, rest = f"{first}    ", f"{rest}    "
            elif container.kind is SpanKind.LIST_ITEM:
                marker = f"{container.value}. " if container.value else "• "
                is_begun = container in begun
                first += " " * len(marker) if is_begun else marker
                rest += " " * len(marker)
                kind = kind if is_begun else SpanKind.LIST_ITEM
                begun.add(container)
        is_close = kind is before and kind in (SpanKind.ROW, SpanKind.LIST_ITEM)
        yield _Block(span.start, span.end, first, rest, is_close, span.kind is SpanKind.RULE)
        before = kind
