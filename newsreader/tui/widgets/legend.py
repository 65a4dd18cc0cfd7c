"""The line that says which style marks what, and how often each occurs in the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.model.article import Article
from newsreader.model.mention import MentionKind
from newsreader.tui.theme import LEGEND, Surroundings, mention_style

_SEPARATOR = "  "
_SHORT = {"organisation": "org"}
_NOT_YET = "not marked yet"
_NOTHING = "no names or figures"


class LegendEntry(NamedTuple):
    """A label, one of the kinds painted like it, how many there are, and whether they are shown."""

    label: str
    kind: MentionKind
    number: int
    is_shown: bool

    @property
    def text(self) -> str:
        """Return the entry as it is painted."""
        return f"{self.label} {self.number}"


def legend_entries(article: Article, shown: Iterable[MentionKind]) -> list[LegendEntry]:
    """Return what the article's title and text have, in the legend's order."""
    title_mentions = article.title_mentions if article.headline.title else ()
    counts = Counter(mention.kind for mention in (*title_mentions, *article.mentions))
    shown = frozenset(shown)
    entries = []
    for label, kinds in LEGEND:
        marked = kinds & shown
        if marked and marked != kinds:
            # Some of what is painted alike: each kind says its own name.
            each = [kind for kind in MentionKind if kind in marked and counts[kind]]
            entries += [LegendEntry(kind.value, kind, counts[kind], is_shown=True) for kind in each]
            continue
        count = sum(counts[kind] for kind in kinds)
        if count:
            entries.append(LegendEntry(label, min(kinds), count, bool(marked)))
    return entries


def fit_entries(entries: Sequence[LegendEntry], width: int) -> list[LegendEntry]:
    """Return the entries so that they fit in `width` cells.

    The longest label gets short first; then labels lose their tails, the longest first, down to a
    letter; if that is not enough, the last entries go.
    """
    if len(_SEPARATOR.join(entry.text for entry in entries)) > width:
        entries = [entry._replace(label=_SHORT.get(entry.label, entry.label)) for entry in entries]
    longest = max((len(entry.label) for entry in entries), default=0)
    for length in range(longest, 0, -1):
        fitted = [entry._replace(label=entry.label[:length]) for entry in entries]
        if len(_SEPARATOR.join(entry.text for entry in fitted)) <= width:
            return fitted
    return fit_entries(entries[:-1], width) if entries else []


class Legend(Widget):
    """One line with the kinds of mentions in their styles; those not shown are dim."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
    DEFAULT_CSS = """
    Legend { height: 1; padding: 0 1; background: $surface; }
    """

    tone: reactive[str] = reactive("full")
    """How much mentions stand out in the article."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._article: Article | None = None
        self._shown: frozenset[MentionKind] = frozenset(MentionKind)

    def show(self, article: Article | None, shown: Iterable[MentionKind]) -> None:
        """Show the legend of an article, or nothing."""
        self._article = article
        self._shown = frozenset(shown)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line (Textual's line API)."""
        base = self.rich_style
        segments = self._segments(base) if y == 0 else []
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _segments(self, base: Style) -> list[Segment]:
        if self._article is None:
            return []
        quiet = base + Surroundings.of(self.app).quiet
        entries = legend_entries(self._article, self._shown)
        if not entries:
            return [Segment(_NOTHING if self._article.is_annotated else _NOT_YET, quiet)]
        surroundings = Surroundings.of(self.app)
        segments: list[Segment] = []
        for entry in fit_entries(entries, self.size.width):
            if segments:
                segments.append(Segment(_SEPARATOR, base))
            if entry.is_shown:
                style = base + mention_style(entry.kind, surroundings, tone=self.tone)
                segments.append(Segment(entry.label, style))
                segments.append(Segment(f" {entry.number}", quiet))
            else:
                segments.append(Segment(entry.text, quiet))
        return segments

    def notify_style_update(self) -> None:
        """Draw again in the new theme."""
        super().notify_style_update()
        self.refresh()
