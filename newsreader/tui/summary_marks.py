"""The names and figures of a summary that a feed gave of an article."""

from __future__ import annotations

from newsreader.highlight.highlight import mark
from newsreader.library.library import Library
from newsreader.model.article import Article
from newsreader.tui.messages import SummaryMarked

_LONGEST_SUMMARY = 200_000
"""Characters of a summary that is marked; a longer one shows without marks."""


def mark_summary(library: Library, article: Article) -> SummaryMarked | None:
    """Find the names and figures of a summary; they are stored nowhere."""
    headline, summary = article.headline, article.summary
    if summary is None or len(summary.text) > _LONGEST_SUMMARY:
        return None
    hint = headline.language or article.feed_language
    marks = mark(headline.title, summary.text, hint=hint, published_at=headline.published_at)
    marks = library.articles.corrected(marks, headline.title, summary.text)
    return SummaryMarked(headline.id, marks)
