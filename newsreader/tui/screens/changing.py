"""What the palette sets going: settings, themes, the error log, export, retention."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from newsreader.library.library import Library, LibraryError
from newsreader.settings import SettingsError, write_setting
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import JobEnded, JobFailed
from newsreader.tui.screens.sharing import SharingScreen

if TYPE_CHECKING:
    from newsreader.tui.palette.entries import Entry


class ChangingScreen(SharingScreen):
    """Changes settings while the app runs, and opens what is seldom asked for."""

    class SettingKept(Message):
        """A setting is in the settings file; or why it is not."""

        def __init__(self, words: str, *, is_error: bool) -> None:
            super().__init__()
            self.words = words
            self.is_error = is_error

    def _run_entry(self, chosen: tuple[Entry, bool] | None) -> None:
        if chosen is not None:
            entry, is_kept = chosen
            if entry.run is not None:
                entry.run(self, is_kept)  # type: ignore[arg-type]

    def change_setting(self, key: str, value: object, said: str, *, is_kept: bool) -> None:
        """Use a setting from now on; kept, it is written into the settings file as well."""
        from newsreader.tui.palette.settings import changed

        self.news.settings = settings = changed(self.news.settings, key, value)
        if key == "theme":
            self.app.theme = str(value)
        elif key == "text_width":
            self.article_view.text_width = settings.text_width
        elif key == "marked":
            self.article_view.shown_kinds = settings.marked
            self.update_legend()
        elif key == "headline_lines":
            self.headlines.lines_wanted = settings.headline_lines
            self.headlines.on_resize()
        elif key == "mark_read":
            self.reader.mark_after = settings.mark_read
        elif key == "mention_style":
            self.article_view.tone = self.legend.tone = settings.mention_style
        elif key == "animations":
            self.app.animation_level = "full" if settings.animations else "none"
        if is_kept:
            self.library.write(partial(self._keep_setting, key, value, said))
        else:
            self.say(f"{said}, until you quit.")

    def _keep_setting(self, key: str, value: object, said: str, _library: Library) -> Message:
        path = self.news.settings.config_path
        try:
            write_setting(path, key, value)
        except SettingsError as error:
            return self.SettingKept(f"{said}, until you quit: {error}.", is_error=True)
        return self.SettingKept(f"{said}; kept in {path}.", is_error=False)

    @on(SettingKept)
    def _setting_kept(self, kept: SettingKept) -> None:
        self.say(kept.words, is_error=kept.is_error)

    def open_error_log(self) -> None:
        """Show what went wrong since the start, and which feeds fail."""
        from newsreader.tui.screens.errors import ErrorsScreen

        failures = self.news.errors.newest_first()
        self.app.push_screen(ErrorsScreen(failures, self.feeds_pane.feeds))

    def open_export(self) -> None:
        """Ask for a file, and write the subscriptions into it."""
        from newsreader.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self.news.jobs), self._exported)

    def _exported(self, words: str | None) -> None:
        if words is not None:
            self.say(words)

    def apply_retention(self) -> None:
        """Delete what by the settings need not be kept; quitting does not wait for it."""
        settings = self.news.settings
        from newsreader.jobs.upkeep import expire

        limits = [settings.retention, *settings.feed_retention.values()]
        if self.library.is_read_only:
            self.hint("This library is read-only: nothing can be deleted.")
            return
        if not any(retention.is_limited for retention in limits):
            self.hint(f"All articles are kept; {key_of('settings')} sets for how long.")
            return
        self.hint("Deleting what need not be kept…")
        library, post = self.news.library, self.post_message

        def work() -> None:
            try:
                count = expire(library, settings)
            except LibraryError as error:
                post(JobFailed(str(error)))
            else:
                articles = f"{count:,} article{'' if count == 1 else 's'}"
                post(JobEnded(f"Deleted {articles} that need not be kept."))

        threading.Thread(target=work, daemon=True).start()
