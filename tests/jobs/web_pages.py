"""Web pages written for the tests."""

from __future__ import annotations

from collections.abc import Sequence

SENTENCE = (
    "Port Saint closed its outer harbour for three days after the storm, and forty boats waited "
    "at anchor while the crews carried stones to the broken wall."
)


def story_page(
    title: str, *, paragraphs: int = 4, text: str = SENTENCE, canonical: str = ""
) -> str:
    """Write a page with an article of so many paragraphs, and what sites put around it."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    article = "".join(f"<p>{number}. {text}</p>" for number in range(1, paragraphs + 1))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{link}</head><body>'
        '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{title}</h1>{article}</article>"
        "<footer>About us. Contact.</footer></body></html>"
    )


def linked_feed(title: str, stories: Sequence[tuple[str, str | None]], *, text: str = "") -> str:
    """Write a feed of (title, link) with one short sentence for each."""
    items = "".join(
        f"<item><title>{story}</title><guid isPermaLink='false'>{story}</guid>"
        + (f"<link>{link}</link>" if link else "")
        + f"<description>{text or f'What {story} is about, in short.'}</description></item>"
        for story, link in stories
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>"


def in_html(body: str) -> dict[str, str]:
    """Return what `FeedServer.serve` is to be given for a page."""
    return {"body": body, "content_type": "text/html; charset=utf-8"}
