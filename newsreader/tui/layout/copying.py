"""What is selected on a page as text to be copied, and how much it is in words."""

from __future__ import annotations

from newsreader.jobs.plain_text import plain_text
from newsreader.model.text import BLOCK_SEPARATOR
from newsreader.tui.counted import counted
from newsreader.tui.layout.caret import units
from newsreader.tui.layout.page import Page


def copied_text(page: Page, start: int, end: int) -> str:
    """Return the stretch `[start, end)` of a page's text as it is to be copied.

    Paragraphs are not wrapped, the signs before lists' items and quotes are kept.
    """
    parts = [
        page.text[max(start, first) : min(end, last)]
        for first, last in units(page)
        if last <= page.byline_end and first < end and last > start
    ]
    if start < page.body_end and end > page.body_start:
        base = page.body_start
        if page.has_body:
            parts.append(
                plain_text(page.article.body, start - base, min(end, page.body_end) - base)
            )
        else:
            parts.append(page.text[max(start, base) : min(end, page.body_end)])
    parts += [
        page.text[max(start, first) : min(end, last)]
        for first, last in units(page)
        if first > page.body_end and first < end and last > start
    ]
    return BLOCK_SEPARATOR.join(part for part in parts if part.strip())


def in_words(page: Page, start: int, end: int) -> str:
    """Return how much a stretch of a page's text is: `3 paragraphs`, `1 word`."""
    touched = [u for u in units(page) if u[0] < end and u[1] > start]
    is_whole = bool(touched) and start <= touched[0][0] and end >= touched[-1][1]
    if len(touched) > 1 or is_whole:
        return counted(len(touched), "paragraph")
    words = len(page.text[start:end].split())
    if words == 1 and len(page.text[start:end].strip()) == 1:
        return "1 character"
    return counted(words, "word")
