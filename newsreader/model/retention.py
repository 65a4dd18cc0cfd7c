"""How long articles are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

KEYS = ("keep_days", "keep_articles", "keep_unread", "keep_bookmarked")
"""What can be set, for all feeds and for one."""

_MOST_DAYS = 36_500
_MOST_ARTICLES = 1_000_000_000


class Retention(NamedTuple):
    """Which articles are deleted by themselves; by default none.

    `days` is how long an article is kept after it came, or was read; `articles` how many are, the
    newest; None is without end. What is unread or bookmarked stays in any case, unless
    `is_unread_kept` or `is_bookmarked_kept` is False.
    """

    days: int | None = None
    articles: int | None = None
    is_unread_kept: bool = True
    is_bookmarked_kept: bool = True

    @property
    def is_limited(self) -> bool:
        """Whether anything is ever deleted."""
        return self.days is not None or self.articles is not None

    def having(self, table: Mapping[str, Any]) -> Retention:
        """Return it with what settings say; raises `ValueError` with what would be right."""
        changed: dict[str, object] = {}
        for key in KEYS:
            if key in table:
                name, value = _CHECKED[key](key, table[key])
                changed[name] = value
        return self._replace(**changed)  # type: ignore[arg-type]


def _limit(key: str, value: object) -> tuple[str, int | None]:
    name, most = ("days", _MOST_DAYS) if key == "keep_days" else ("articles", _MOST_ARTICLES)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"a whole number of {name}, 0 (all are kept) to {most}")
    return name, value or None


def _flag(key: str, value: object) -> tuple[str, bool]:
    if not isinstance(value, bool):
        raise ValueError("true or false")  # noqa: TRY004 - one error class for what a user wrote
    return f"is_{key.removeprefix('keep_')}_kept", value


_CHECKED = {
    "keep_days": _limit,
    "keep_articles": _limit,
    "keep_unread": _flag,
    "keep_bookmarked": _flag,
}
