"""What can be followed from a page: its links and files."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.model.text import BLOCK_SEPARATOR
from newsreader.tui.layout.page import Page


class Target(NamedTuple):
    """A stretch `[start, end)` of a page's text that leads somewhere.

    The URL of a link to another place in the article is `#name`. `file` is the number of the
    article's file that it is, from 0; None for a link.
    """

    start: int
    end: int
    url: str
    file: int | None = None


def page_targets(page: Page) -> list[Target]:
    """Return a page's links in order, then its files."""
    base = page.body_start
    found = [Target(start + base, end + base, url) for start, end, url in page.links()]
    at = page.body_end + len(BLOCK_SEPARATOR)
    for number, (file, length) in enumerate(
        zip(page.article.enclosures, page.file_lengths, strict=True)
    ):
        found.append(Target(at, at + length, file.url, number))
        at += length + len(BLOCK_SEPARATOR)
    return found


def web_address(page: Page, target: Target) -> str:
    """Return the address of a link or file; of one within the article, that of its page."""
    if target.url.startswith("#"):
        return f"{(page.article.headline.url or '').partition('#')[0]}{target.url}"
    return target.url
