"""Feeds and files written for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

TEXT = "Ana Silva paid 2.5 million euros in Porto on 3 May 2024, the harbour office said."


def rss(title: str, stories: Sequence[str], *, text: str = TEXT) -> str:
    """Write an RSS feed with a story of each title; guid, link and date are made of the title."""
    items = "".join(
        f"<item><title>{escape(story)}</title><guid isPermaLink='false'>{escape(story)}</guid>"
        f"<link>https://stories.example/{quote(story)}</link>"
        f"<pubDate>Tue, 02 Apr 2024 00:{len(story) % 60:02}:00 GMT</pubDate>"
        f"<description>{escape(f'<p>{text}</p>')}</description></item>"
        for story in stories
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>https://stories.example/</link>"
        f"<language>en</language>{items}</channel></rss>"
    )


def page(*links: str) -> str:
    """Write a web page that names feeds."""
    named = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="F" href="{link}">'
        for link in links
    )
    return f"<!doctype html><html><head><title>A site</title>{named}</head><body>Hi.</body></html>"


def opml(*feeds: tuple[str, str, str]) -> str:
    """Write an OPML file of (folder, title, address)."""
    outlines = "".join(
        f'<outline text="{folder}"><outline type="rss" text="{title}" xmlUrl="{url}"/></outline>'
        for folder, title, url in feeds
    )
    return f'<opml version="2.0"><head/><body>{outlines}</body></opml>'
