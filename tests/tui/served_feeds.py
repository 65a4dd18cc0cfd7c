"""Feeds that a server of the tests answers with."""

from __future__ import annotations


def rss(title: str, *items: str) -> bytes:
    """A feed with items of these titles."""
    made = "".join(
        f"<item><title>{i}</title><guid>{i}</guid><description>Text of {i}.</description></item>"
        for i in items
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{made}</channel></rss>".encode()
