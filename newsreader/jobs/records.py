"""Feeds, headlines and articles as the plain dictionaries that JSON output is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsreader.model.article import Article, Headline
from newsreader.model.feed import Feed, without_login
from newsreader.model.mention import Mention
from newsreader.model.name import WEEK, Name, Passage

if TYPE_CHECKING:
    from newsreader.library.library import Library

Record = dict[str, object]

_MINUTE = timedelta(minutes=1)


def feed_record(feed: Feed) -> Record:
    """Return a subscription with its counters and health, its address without a login."""
    return {
        "id": feed.id,
        "url": without_login(feed.url),
        "title": feed.title,
        "folder": feed.folder,
        "articles": feed.articles,
        "unread": feed.unread,
        "last_success": iso(feed.health.last_success_at),
        "last_error": feed.health.last_error,
        "next_check": iso(feed.health.next_check_at),
        "status": feed_status(feed),
        "interval": None if feed.interval is None else round(feed.interval / _MINUTE),
        "full_text": feed.is_full_text,
    }


def feed_status(feed: Feed) -> str:
    """Return how a feed is in a word: `ok`, `error`, `stopped` (gone for good), or `never`.

    The last is a feed that was not fetched yet, or never is.
    """
    if feed.health.is_stopped:
        return "stopped"
    if feed.health.last_error is not None:
        return "error"
    return "never" if feed.health.last_success_at is None else "ok"


def headline_record(headline: Headline) -> Record:
    """Return a headline."""
    return {
        "id": headline.id,
        "feed_id": headline.feed_id,
        "feed": headline.feed,
        "title": headline.title,
        "url": headline.url,
        "author": headline.author,
        "published": iso(headline.published_at),
        "is_read": headline.is_read,
        "is_bookmarked": headline.is_bookmarked,
        "language": headline.language,
        "is_changed": headline.is_changed,
        "has_full_text": headline.has_full_text,
    }


def article_record(article: Article) -> Record:
    """Return an article: its headline, text and mentions, files, and the feed's own text.

    `summary` is None where that is the text.
    """
    text, title = article.body.text, article.headline.title
    return {
        **headline_record(article.headline),
        "text": text,
        "mentions": mention_records(article.mentions, text),
        "title_mentions": mention_records(article.title_mentions, title),
        "summary": None if article.summary is None else article.summary.text,
        "changed": iso(article.changed_at),
        "enclosures": [
            {
                "url": file.url,
                "type": file.type,
                "length": file.length,
                "duration": file.duration,
            }
            for file in article.enclosures
        ],
    }


def mention_records(mentions: Sequence[Mention], text: str) -> list[Record]:
    """Return mentions; `text` is what they lie in."""
    return [mention.to_json(text) for mention in mentions]


def name_record(name: Name) -> Record:
    """Return a name with its counts and its forms, the most used first."""
    return {
        "name": name.name,
        "kind": name.kind.value,
        "count": name.count,
        "articles": name.articles,
        "variants": [*name.variants],
    }


def name_page_record(library: Library, name: Name) -> Record:
    """Return the page of a name: its articles with their sentences, weeks, and its company."""
    return {
        **name_record(name),
        "articles": [_passage_record(each) for each in library.names.all_passages(name.id)],
        "weeks": [
            {"week": each.begin.isoformat(), "articles": each.articles, "count": each.count}
            for each in library.names.periods(name.id, WEEK)
        ],
        "seen_with": [name_record(each) for each in library.names.seen_with(name.id)],
    }


def _passage_record(passage: Passage) -> Record:
    return {
        **headline_record(passage.headline),
        "sentence": passage.sentence,
        "start": passage.start,
        "end": passage.end,
        "count": passage.count,
        "figures": mention_records(passage.figures, passage.sentence),
    }


def iso(at: datetime | None) -> str | None:
    """Return a moment as ISO 8601 in UTC, to the second: `2024-04-03T08:00:00Z`."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
