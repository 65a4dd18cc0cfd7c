"""What the palette offers: commands with their keys, feeds, themes and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.tui.commands import COMMANDS, Command, Pane, key_names
from newsreader.tui.commands.bindings import PLACES, bindings_in_use
from newsreader.tui.palette.matching import Text
from newsreader.tui.palette.settings import CHANGEABLE, Changeable, current_words

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_NOT_LISTED = {"palette"}
_OF_THEIR_PANE = {"open", "open-feed", "close-article", "focus-feeds", "clear-search"}
"""Commands that mean nothing when they are called from another pane."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the palette.

    `run` does it; with True, what it sets is kept for the next start. `theme` is shown while the
    cursor is on the row. `choices` are the rows that choosing this one leads to.
    """

    text: Text
    hint: str = ""
    run: Callable[[ReadingScreen, bool], None] | None = None
    theme: str = ""
    choices: Callable[[ReadingScreen], list[Entry]] | None = None
    is_kept: bool = False
    """Whether it can be kept, or be done for now only."""

    def is_like(self, other: Entry) -> bool:
        """Whether another row says the same."""
        return (self.text, self.hint) == (other.text, other.hint)


def entries(screen: ReadingScreen) -> list[Entry]:
    """Return all there is, the commands of the pane that has the keyboard first."""
    return [
        *_commands(screen),
        *_feeds(screen),
        *_themes(screen),
        *(_setting(screen, each) for each in CHANGEABLE),
    ]


def _commands(screen: ReadingScreen) -> Iterator[Entry]:
    here = [c for c in COMMANDS if screen.pane in c.panes and c.id not in _NOT_LISTED]
    for command in here:
        yield _command(command, screen.pane)
    for command in COMMANDS:
        if command in here or command.id in _NOT_LISTED | _OF_THEIR_PANE:
            continue
        pane = next((pane for pane in Pane if pane in command.panes), None)
        if pane is not None and (pane is not Pane.ARTICLE or screen.reader.article is not None):
            yield _command(command, pane, is_elsewhere=True)


def _command(command: Command, pane: Pane, *, is_elsewhere: bool = False) -> Entry:
    def run(screen: ReadingScreen, _is_kept: bool) -> None:  # noqa: FBT001
        if is_elsewhere:
            screen.focus_pane(pane)
        screen.run_command(command)

    where = f" ({PLACES[pane]})" if is_elsewhere else ""
    keys = key_names(bindings_in_use().of(command.id))
    return Entry(Text.of(command.help + where, command.id), keys, run)


def _feeds(screen: ReadingScreen) -> Iterator[Entry]:
    for row in screen.feeds_pane.all_rows():

        def run(screen: ReadingScreen, _is_kept: bool, source_id: str = row.id) -> None:  # noqa: FBT001
            screen.go_to_source(source_id)

        kind = "feed" if row.feed is not None else "list" if row.search is None else "saved search"
        words = f"{row.count_in_words} {kind}".strip()
        yield Entry(Text.of(f"Go to {row.title}", kind), words, run)


def _themes(screen: ReadingScreen) -> Iterator[Entry]:
    from newsreader.tui.theme import THEMES

    ours = [theme.name for theme in THEMES]
    others = sorted(set(screen.app.available_themes) - set(ours))
    for name in [*ours, *others]:

        def run(screen: ReadingScreen, is_kept: bool, name: str = name) -> None:  # noqa: FBT001
            screen.change_setting("theme", name, f"Theme {name}", is_kept=is_kept)

        is_dark = screen.app.available_themes[name].dark
        tone = "dark" if is_dark else "light"
        yield Entry(Text.of(f"Theme {name}", tone), tone, run, theme=name, is_kept=True)


def _setting(screen: ReadingScreen, setting: Changeable) -> Entry:
    def choices(_screen: ReadingScreen) -> list[Entry]:
        return _values(setting)

    words = current_words(setting, screen.news.settings)
    return Entry(Text.of(f"Setting {setting.words}", setting.key), words, choices=choices)


def _values(setting: Changeable) -> list[Entry]:
    def entry(value: object, words: str) -> Entry:
        def run(screen: ReadingScreen, is_kept: bool) -> None:  # noqa: FBT001
            said = f"{setting.words[0].upper()}{setting.words[1:]}: {words}"
            screen.change_setting(setting.key, value, said, is_kept=is_kept)

        return Entry(Text.of(words), setting.key, run, is_kept=True)

    return [entry(value, words) for value, words in setting.values]


def texts(found: Sequence[Entry]) -> list[tuple[Entry, Text]]:
    """Return entries with what is looked at to find them."""
    return [(entry, entry.text) for entry in found]
