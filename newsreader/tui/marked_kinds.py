"""Which kinds of names and figures are marked in the open article, set by set."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsreader.model.mention_kind import MentionKind
from newsreader.settings import MARKED

if TYPE_CHECKING:
    from newsreader.tui.reader import Reader
    from newsreader.tui.widgets.article_view import ArticleView


def mark_next_kinds(reader: Reader, view: ArticleView) -> str:
    """Mark the next set of kinds; return its name.

    After all, names, figures and none comes one kind: that of the mention last stepped to, or
    else the kind of which the article has most.
    """
    current = view.current_mention
    if current is not None:
        reader.last_kind = current.kind
    names = list(MARKED)
    shown = next((n for n in names if MARKED[n] == view.shown_kinds), "one kind")
    kind = _one_kind(reader) if shown == names[-1] else None
    if kind is not None:
        view.shown_kinds = frozenset({kind})
        return f"{kind.value} only"
    name = names[(names.index(shown) + 1) % len(names)] if shown in names else names[0]
    view.shown_kinds = MARKED[name]
    return name


def _one_kind(reader: Reader) -> MentionKind | None:
    """Return the kind to be marked alone, or None where nothing is marked."""
    article = reader.shown
    mentions = (*article.title_mentions, *article.mentions) if article else ()
    counts = Counter(mention.kind for mention in mentions)
    if reader.last_kind in counts:
        return reader.last_kind
    return max(counts, key=lambda kind: counts[kind]) if counts else None
