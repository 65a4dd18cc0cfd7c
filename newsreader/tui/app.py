"""The app: opens the library, the theme and the reading screen."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence

from textual.app import App
from textual.message import Message
from textual.screen import Screen

from newsreader.jobs.samples import offer_samples
from newsreader.library.library import Library, LibraryError
from newsreader.settings import Settings
from newsreader.tui.child_jobs import ChildJobs
from newsreader.tui.commands.bindings import bindings_of, key_of, use_bindings
from newsreader.tui.contrast import style_variables
from newsreader.tui.error_log import ErrorLog
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.messages import (
    JobFailed,
    LibraryChanged,
    Started,
    UnmarkedFound,
)
from newsreader.tui.mistakes import letter_mistakes, theme_mistakes
from newsreader.tui.place import STATE_NAME, Place
from newsreader.tui.right_to_left import is_ordered_here, use_order
from newsreader.tui.screens.panes import WIDE
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.telling_line import telling_line
from newsreader.tui.theme import DEFAULT_THEME, TERMINAL_THEME, THEMES

_DUE = 60
"""Seconds between two looks at whether feeds are due: each has its own time."""

_UNMARKED = 15
"""Seconds between two looks at whether articles are still without their names and figures."""

_PREPARATION = 1.5
"""Seconds after the start at which the highlighter is made ready for the first article."""

_READING = 20
"""Seconds for which the mistakes in the settings are shown."""

_UPKEEP_DELAY = 20
"""Seconds after the start at which the library is looked after."""


class NewsreaderApp(App[None]):
    """A library, read on one screen."""

    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, library: Library, settings: Settings, problems: Sequence[str] = ()) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.problems = list(problems)
        bindings, mistakes = bindings_of(settings.key_preset, settings.keys)
        use_bindings(bindings)
        self.problems += mistakes + letter_mistakes(settings, bindings)
        use_order(is_ordered=is_ordered_here(settings.right_to_left, os.environ))
        self.errors = ErrorLog()
        if not settings.animations:
            self.animation_level = "none"
        self.jobs = ChildJobs(settings.library_path, settings.config_path)
        self._thread: LibraryThread | None = None
        self._version = library.data_version()
        # Read before there is a screen, so that the first one painted has headlines.
        self.started = load_start(library)
        self._totals = self.started.totals
        self._set_theme()

    def _set_theme(self) -> None:
        """Use the theme of the settings; before the first paint, for a change repaints all."""
        for theme in THEMES:
            self.register_theme(theme)
        wanted = self.settings.theme
        if wanted in self.available_themes:
            self.theme = wanted
        else:
            # Sixteen colours are the terminal's own: which they are, its user knows.
            is_plain = self.console.color_system == "standard"
            self.theme = TERMINAL_THEME if is_plain else DEFAULT_THEME
            self.problems += theme_mistakes(self.settings)

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of styles: the theme's, and ours made of its colours."""
        variables = super().get_css_variables()
        theme = self.current_theme
        ours = style_variables(theme, variables, is_ours=theme in THEMES)
        self.theme_variables = {**variables, **ours}
        return self.theme_variables

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Style all anew; before there is a screen, only let the theme's colours be known."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Read from the first moment on."""
        return ReadingScreen()

    def on_mount(self) -> None:
        """Quiet the collector, and quit in good order when the terminal goes away."""
        # Objects of start-up live as long as the app: the collector need not look at them, and
        # its pauses would show as hiccups while scrolling.
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        gc.enable()
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._quit)

    def on_driver_signal_resume(self) -> None:
        """Draw all again that the shell has drawn over while the app was stopped (Ctrl+z, fg)."""
        self.screen.refresh(layout=True)

    async def action_quit(self) -> None:
        """Quit by Ctrl+q, wherever one is; the place is kept."""
        self._quit()

    def action_help_quit(self) -> None:
        """Say which key quits, to whoever presses Ctrl+c where there is nothing to copy."""
        screen = self.screen_stack[0]
        if isinstance(screen, ReadingScreen):
            screen.hint(f"{key_of('quit')} quits.")

    def _quit(self) -> None:
        screen = self.screen_stack[0]
        if isinstance(screen, ReadingScreen):
            screen.quit()
        else:
            self.exit()

    def open_thread(self, post: Callable[[Message], object]) -> LibraryThread:
        """Return the way to the library; it is closed with the app."""
        self._thread = LibraryThread(self.library, post)
        return self._thread

    async def on_unmount(self) -> None:
        """End the jobs and finish what was asked of the library."""
        await self.jobs.close()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.close)

    # --- tasks for the library's threads -----------------------------------------------------

    def look_for_changes(
        self, library: Library, *, is_marking: bool = False
    ) -> LibraryChanged | None:
        """Tell when another process wrote to the library since the last look.

        Marks are no change to be shown: while our own job stores them several times a second,
        only other counts of articles are one. Its end shows what else there was.
        """
        version, before = library.data_version(), self._version
        self._version = version
        if version == before:
            return None
        totals, counted = library.feeds.totals(), self._totals
        self._totals = totals
        return None if is_marking and totals == counted else LibraryChanged()

    def follow_link(self, url: str, _library: Library) -> JobFailed | None:
        """Open a link in the browser of the settings."""
        from newsreader.jobs.opening import open_link

        problem = open_link(url, self.settings)
        return JobFailed(problem) if problem else None

    def schedule_refresh(self, screen: ReadingScreen) -> None:
        """Refresh what is due now and from time to time, and look after the library."""
        for notice in self.library.notices:
            screen.say("The library had to be repaired.")
            self.errors.add(notice)
            screen.call_after_refresh(
                self.notify, notice, severity="warning", timeout=_READING, markup=False
            )
        if self.problems:
            count = len(self.problems)
            for problem in self.problems:
                self.errors.add(problem)
            mistakes = f"{count} mistake{'' if count == 1 else 's'}"
            screen.say(f"The settings have {mistakes}; {key_of('error-log')} lists what is wrong.")
            if self.size.width >= WIDE:
                # In a narrow terminal it would cover what one reads; the log has them.
                screen.call_after_refresh(
                    self.notify,
                    "\n\n".join(self.problems),
                    severity="warning",
                    timeout=_READING,
                    markup=False,
                )
        screen.set_timer(_PREPARATION, lambda: screen.library.read(_prepare_marking))
        if self.library.is_read_only:
            return
        screen.set_interval(_UNMARKED, lambda: screen.library.read(_look_for_unmarked))
        if self.settings.refresh_interval:
            screen.refresh_due()
        # The palette may set the interval later, or to never.
        screen.set_interval(
            _DUE, lambda: screen.refresh_due() if self.settings.refresh_interval else None
        )
        screen.set_timer(_UPKEEP_DELAY, lambda: self._start_upkeep(screen))

    def _start_upkeep(self, screen: ReadingScreen) -> None:
        """Look after the library; quitting does not wait for it."""
        from newsreader.jobs.upkeep import look_after

        def work() -> None:
            try:
                if look_after(self.library, self.settings):
                    screen.post_message(LibraryChanged())
            except LibraryError as error:
                screen.post_message(JobFailed(str(error)))

        threading.Thread(target=work, daemon=True).start()


def load_start(library: Library) -> Started:
    """Read where the reader was; a new library gets the samples first."""
    offer_samples(library)
    place = Place.loads(library.recall(STATE_NAME))
    is_unfinished = not library.is_read_only and library.is_unfinished
    return Started(
        place, library.feeds.all(), library.feeds.totals(), is_unfinished, library.searches.all()
    )


def _prepare_marking(_library: Library) -> None:
    # Most of what the first article that is opened would wait for.
    from newsreader.jobs.annotate import prepare

    prepare()


def _look_for_unmarked(library: Library) -> UnmarkedFound | None:
    # The highlighter's tables are no business of the start.
    from newsreader.highlight.highlight import VERSION

    return UnmarkedFound() if library.articles.unannotated(VERSION, limit=1) else None


def run(settings: Settings, problems: Sequence[str] = ()) -> int:
    """Open the library and run the app on it; return the exit code.

    A library that cannot be opened is one line on standard error and exit code 1.
    """
    try:
        with telling_line() as tell:
            library = Library.open(settings.library_path, tell=tell)
        with library:
            app = NewsreaderApp(library, settings, problems)
            app.run()
            return app.return_code or 0
    except LibraryError as error:
        print(f"newsreader: {error}", file=sys.stderr)  # noqa: T201 - the screen is gone
        return 1
