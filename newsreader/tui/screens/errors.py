"""The error log: what went wrong since the start, and which feeds fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from textual.containers import VerticalScroll

from newsreader.model.feed import Feed
from newsreader.model.text import clean_line
from newsreader.tui import health
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.error_log import Failure
from newsreader.tui.screens.sheet import SheetScreen
from newsreader.tui.widgets.feeds_pane import ERROR_SIGN
from newsreader.tui.widgets.key_table import KeyTable, Row

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
        self.page = VerticalScroll(self._since_the_start(), self._failing())

    def begin(self) -> None:
        """Leave it at what is shown: the errors, the newest first, then the feeds that fail now."""

    def _since_the_start(self) -> KeyTable:
        rows = [Row(f"{each.at.astimezone():%H:%M:%S}", each.words) for each in self._failures]
        if not rows:
            return KeyTable("Since the start", [Row("", "Nothing went wrong.")], 0)
        return KeyTable("Since the start", rows, len(rows[0].keys))

    def _failing(self) -> KeyTable:
        count = len(self._feeds)
        heading = f"Feeds with problems: {count:,}"
        if not count:
            return KeyTable(heading, [Row("", "The last check of each feed went well.")], 0)
        now = datetime.now(UTC)
        rows = [Row("", f"Press {key_of('broken-feeds')} to list them and try them again.")]
        for feed in self._feeds[:_MOST_FEEDS]:
            times = health.times(feed, now, is_automatic=False)
            words = f"{feed.title}: {health.state(feed, now)}{f' · {times}' if times else ''}"
            rows.append(Row(ERROR_SIGN, clean_line(words)))
        if count > _MOST_FEEDS:
            rows.append(Row("", f"and {count - _MOST_FEEDS:,} more"))
        return KeyTable(heading, rows, len(ERROR_SIGN))
