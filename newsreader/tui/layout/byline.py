"""The line under an article's title: where it is from, when, and how long it takes to read."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from newsreader.model.article import Article

_WORDS_A_MINUTE = 230
_CHARACTERS_A_MINUTE = 500
"""What a grown-up reads in a minute: in languages with blanks, and in Chinese or Japanese."""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str) -> str:
    """Return the English name of a language; its code where there is none here."""
    return _LANGUAGES.get(code, code)


def byline_of(article: Article, now: datetime | None = None) -> str:
    """Return feed and author; and, with an author on a line of their own, the facts.

    These are the date, the reading time, the language and which text it is. Dates of today and
    yesterday are called so; days are those of the reader's time zone.
    """
    headline = article.headline
    language = headline.language or ""
    changed_at = article.changed_at
    now = now or datetime.now().astimezone()
    facts = (
        date_in_words(headline.published_at or headline.sort_at, now),
        f"changed\u00a0{date_in_words(changed_at, now)}" if changed_at else "",
        reading_time(article.body.text),
        language_name(language),
        _which_text(article),
    )
    # Many a feed is called as its only author is.
    author = headline.author if (headline.author or "").lower() != headline.feed.lower() else None
    source, told = _joined(headline.feed, author), _joined(*facts)
    return f"{source}\n{told}" if author else _joined(source, told)


def _joined(*parts: str | None) -> str:
    return "\u00a0· ".join(part for part in parts if part)


def _which_text(article: Article) -> str:
    if not article.headline.has_full_text:
        return ""
    return "summary" if article.body is article.summary else "full\u00a0text"


def reading_time(text: str) -> str:
    """Return how long it takes to read a text, such as `4 min read`; empty under a minute."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    minutes = len(text.split()) / _WORDS_A_MINUTE + unspaced / _CHARACTERS_A_MINUTE
    return f"{round(minutes)}\u00a0min\u00a0read" if minutes >= 1 else ""


def date_in_words(moment: datetime, now: datetime) -> str:
    """Return a moment as a reader would say it, such as `yesterday, 14:05`."""
    local = moment.astimezone()
    days = (now.astimezone().date() - local.date()) // timedelta(days=1)
    if days in (0, 1):
        return f"{'yesterday' if days else 'today'},\u00a0{local:%H:%M}"
    return f"{local.day}\u00a0{local:%B\u00a0%Y}, {local:%H:%M}"
