"""The error log: what went wrong since the start, and which feeds fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from textual.content import Content

from newsreader.model.feed import Feed
from newsreader.model.text import clean_line
from newsreader.tui import health
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.error_log import Failure
from newsreader.tui.screens.sheet import SheetScreen

_MOST_FEEDS = 200


class ErrorsScreen(SheetScreen):
    """A sheet over the reading screen."""

    TITLE_WORDS = "What went wrong"
    DEFAULT_CSS = """
    ErrorsScreen {
        & > Vertical { height: auto; max-height: 92%; padding: 1 1 1 2; }
        VerticalScroll { height: auto; max-height: 74vh; }
    }
    """

    def __init__(self, failures: Sequence[Failure], feeds: Sequence[Feed]) -> None:
        super().__init__()
        self._failures = failures
        self._feeds = [feed for feed in feeds if health.is_broken(feed)]

    def begin(self) -> None:
        """Show the errors, the newest first, then the feeds that fail now."""
        self.text.update(self._content())

    def _content(self) -> Content:
        parts: list[Content | str | tuple[str, str]] = [("Since the start\n", "bold $accent")]
        if not self._failures:
            parts.append("  Nothing went wrong.\n")
        for failure in self._failures:
            parts.append((f"  {failure.at.astimezone():%H:%M:%S}  ", "bold"))
            parts.append(f"{failure.words}\n")
        count = len(self._feeds)
        parts.append((f"\nFeeds with problems: {count:,}\n", "bold $accent"))
        if not count:
            parts.append("  The last check of each feed went well.\n")
        else:
            parts.append(f"  {key_of('broken-feeds')} lists them, and tries them again.\n")
        now = datetime.now(UTC)
        for feed in self._feeds[:_MOST_FEEDS]:
            times = health.times(feed, now, is_automatic=False)
            parts.append((f"  {clean_line(feed.title)}", "bold"))
            parts.append(f"  {health.state(feed, now)}{f' · {times}' if times else ''}\n")
        if count > _MOST_FEEDS:
            parts.append(f"  and {count - _MOST_FEEDS:,} more\n")
        return Content.assemble(*parts)
