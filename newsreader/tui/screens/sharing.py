"""Copying, writing, piping and mailing articles from the reading screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported
from textual.message import Message

from newsreader.library.library import Library
from newsreader.model.text import clean_line
from newsreader.tui.messages import JobFailed
from newsreader.tui.screens.linking import LinkingScreen

if TYPE_CHECKING:
    from newsreader.settings import Settings
    from newsreader.tui.share_state import ShareState

_NONE = "Put the cursor on an article first."


class SharingScreen(LinkingScreen):
    """Hands articles on. All that is asked for goes by ids, so that it may be about many."""

    class Prepared(Message):
        """What something needs was read from the library: it can go on."""

        def __init__(self, go_on: Callable[[], None]) -> None:
            super().__init__()
            self.go_on = go_on

    def on_sharing_screen_prepared(self, prepared: Prepared) -> None:
        """Go on with what was asked for."""
        prepared.go_on()

    @property
    def chosen_ids(self) -> tuple[int, ...]:
        """The articles that are to be handed on."""
        return (self.target.id,) if self.target is not None else ()

    # --- copying and mailing -----------------------------------------------------------------

    def copy_as_markdown(self, article_ids: Sequence[int]) -> None:
        """Copy articles as Markdown."""
        self._read_as_markdown(article_ids, self._copy)

    def _copy(self, text: str, subject: str) -> None:
        self.app.copy_to_clipboard(text)
        self.hint(f"Copied {subject} as Markdown.")

    def _read_as_markdown(
        self, article_ids: Sequence[int], use: Callable[[str, str], None]
    ) -> None:
        def task(library: Library) -> Message:
            from newsreader.jobs.sharing import articles_of, as_markdown

            articles = list(articles_of(library, article_ids))
            if not articles:
                return JobFailed("The article is not in the library any more.")
            titles = [article.headline.title for article in articles]
            return self.Prepared(partial(use, as_markdown(articles), _subject(titles)))

        if article_ids:
            self.library.read(task, is_awaited=True)
        else:
            self.hint(_NONE)

    def mail(self, article_ids: Sequence[int]) -> None:
        """Open the mail program on a letter with the links of articles."""
        settings = self.news.settings
        if article_ids:
            self.hint("Opening the mail program…")
            self.library.read(lambda library: _mail(library, article_ids, settings))
        else:
            self.hint(_NONE)

    # --- dialogs -----------------------------------------------------------------------------

    def begin_writing(self, article_ids: Sequence[int]) -> None:
        """Ask for a file name, and write articles to that file."""

        def open_dialog(title: str, state: ShareState) -> None:
            from newsreader.tui.screens.write_articles import WriteScreen

            screen = WriteScreen(self.library, article_ids, title, state)
            self.app.push_screen(screen, lambda new: self._written(new, state))

        self._ask(article_ids, open_dialog)

    def begin_piping(self, article_ids: Sequence[int]) -> None:
        """Ask for a command, and pipe articles to it."""

        def open_dialog(title: str, state: ShareState) -> None:
            from newsreader.tui.screens.pipe_articles import PipeScreen

            self.app.push_screen(
                PipeScreen(title, state.command),
                lambda command: self._pipe(article_ids, command, state),
            )

        self._ask(article_ids, open_dialog)

    def _ask(
        self, article_ids: Sequence[int], open_dialog: Callable[[str, ShareState], None]
    ) -> None:
        """Open a dialog about articles, with what was used last; keys wait for it."""

        def task(library: Library) -> Message:
            from newsreader.tui.share_state import ShareState

            headline = library.articles.headline(article_ids[0])
            if headline is None:
                return JobFailed("The article is not in the library any more.")
            title = headline.title if len(article_ids) == 1 else f"{len(article_ids)} articles"
            return self.Prepared(partial(open_dialog, title, ShareState.recalled(library)))

        if article_ids:
            self.library.read(task, is_awaited=True)
        else:
            self.hint(_NONE)

    def _written(self, written: tuple[str, ShareState] | None, state: ShareState) -> None:
        if written is not None:
            words, used = written
            self.say(words)
            self._keep(replace(used, command=state.command))

    def _keep(self, state: ShareState) -> None:
        if not self.library.is_read_only:
            self.library.write(state.remember)

    # --- piping ------------------------------------------------------------------------------

    def _pipe(self, article_ids: Sequence[int], typed: str | None, state: ShareState) -> None:
        if typed is not None:
            self._keep(replace(state, command=typed))
            self._read_as_markdown(article_ids, lambda text, _subject: self._run_pipe(typed, text))

    def _run_pipe(self, typed: str, text: str) -> None:
        from newsreader.jobs.piping import parse_command, run_in_terminal
        from newsreader.jobs.sharing import ShareError

        command = parse_command(typed)
        if not command.takes_terminal:
            self.run_worker(self._pipe_beside(typed, text), exit_on_error=False)
            return
        words, problem = "", ""
        try:
            with self.app.suspend():
                # Nothing may be raised in here: the app would never come back.
                try:
                    words = run_in_terminal(command, text)
                except ShareError as error:
                    problem = str(error)
        except SuspendNotSupported:
            problem = "This terminal cannot be given to another program."
        self.say(problem or words, is_error=bool(problem))

    async def _pipe_beside(self, typed: str, text: str) -> None:
        from newsreader.jobs.piping import parse_command, run_beside
        from newsreader.jobs.sharing import ShareError

        command = parse_command(typed)
        self.status.side_work = f"{command.name}…"
        try:
            self.say(await run_beside(command, text))
        except ShareError as error:
            self.say(str(error), is_error=True)
        finally:
            self.status.side_work = ""


def _subject(titles: Sequence[str]) -> str:
    if len(titles) > 1:
        return f"{len(titles):,} articles"
    return f"“{clean_line(titles[0])}”" if titles[0] else "the article"


def _mail(library: Library, article_ids: Sequence[int], settings: Settings) -> JobFailed | None:
    from newsreader.jobs.opening import open_mail
    from newsreader.jobs.sharing import mail_link

    found = [library.articles.headline(article_id) for article_id in article_ids[:100]]
    headlines = [headline for headline in found if headline is not None]
    if not headlines:
        return JobFailed("The article is not in the library any more.")
    problem = open_mail(mail_link(headlines), settings)
    return JobFailed(f"{problem[0].upper()}{problem[1:]}.") if problem else None
