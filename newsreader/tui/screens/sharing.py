"""Copying, writing, piping and mailing articles from the reading screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from textual.app import SuspendNotSupported
from textual.message import Message

from newsreader.library.library import Library
from newsreader.model.text import clean_line
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import JobFailed
from newsreader.tui.screens.linking import LinkingScreen

if TYPE_CHECKING:
    from newsreader.tui.share_state import ShareState

Ids: TypeAlias = "Callable[[Library], Sequence[int]]"
"""Tells, asked on a thread, the ids of the articles that are to be handed on."""

_MOST = 1000
"""How many articles are copied or piped at most: they are one text in memory."""

Task: TypeAlias = "Callable[[], None] | None"
"""What goes on, on the UI thread, with what was read; None where the articles are gone."""


class SharingScreen(LinkingScreen):
    """Hands articles on, one or many."""

    class Prepared(Message):
        """What something needs was read from the library: it can go on."""

        def __init__(self, go_on: Callable[[], None]) -> None:
            super().__init__()
            self.go_on = go_on

    def on_sharing_screen_prepared(self, prepared: Prepared) -> None:
        """Go on with what was asked for."""
        prepared.go_on()

    @property
    def chosen(self) -> Ids | None:
        """The articles that are to be handed on; None where there are none."""
        targets = self.targets
        return targets.ids_in_order if targets is not None else None

    def _prepare(self, chosen: Ids | None, task: Callable[[Library, Sequence[int]], Task]) -> None:
        """Read from the library what something about articles needs; keys wait for it."""
        if chosen is None:
            self.hint("Put the cursor on an article first.")
            return

        def read(library: Library) -> Message:
            go_on = task(library, chosen(library))
            if go_on is None:
                return JobFailed("The article is not in the library any more.")
            return self.Prepared(go_on)

        self.headlines.end_range()
        self.library.read(read, is_awaited=True)

    # --- copying and mailing -----------------------------------------------------------------

    def copy_as_markdown(self, chosen: Ids | None) -> None:
        """Copy articles as Markdown."""
        self._prepare(chosen, partial(self._rendered, self._copy))

    def _copy(self, text: str, subject: str) -> None:
        self.app.copy_to_clipboard(text)
        self.hint(f"Copied {subject} as Markdown.")

    def _rendered(
        self, use: Callable[[str, str], None], library: Library, ids: Sequence[int]
    ) -> Task:
        """Return what uses the Markdown of articles, and words for them."""
        from newsreader.jobs.sharing import articles_of, as_markdown

        if len(ids) > _MOST:
            words = f"More than {_MOST:,} articles: {key_of('write')} writes them to a file."
            return partial(self.say, words, is_error=True)
        articles = list(articles_of(library, ids))
        titles = [article.headline.title for article in articles]
        return partial(use, as_markdown(articles), _subject(titles)) if articles else None

    def mail(self, chosen: Ids | None) -> None:
        """Open the mail program on a letter with the links of articles."""
        self.hint("Opening the mail program…")
        self._prepare(chosen, self._mailed)

    def _mailed(self, library: Library, ids: Sequence[int]) -> Task:
        from newsreader.jobs.opening import open_mail
        from newsreader.jobs.sharing import mail_link

        found = [library.articles.headline(article_id) for article_id in ids[:_MOST]]
        headlines = [headline for headline in found if headline is not None]
        if not headlines:
            return None
        problem = open_mail(mail_link(headlines), self.news.settings)
        if problem:
            return partial(self.say, f"{problem[0].upper()}{problem[1:]}.", is_error=True)
        return partial(self.hint, "The mail program has it.")

    # --- dialogs -----------------------------------------------------------------------------

    def begin_writing(self, chosen: Ids | None) -> None:
        """Ask for a file name, and write articles to that file."""

        def open_dialog(ids: Sequence[int], title: str, state: ShareState) -> None:
            from newsreader.tui.screens.write_articles import WriteScreen

            screen = WriteScreen(self.library, ids, title, state)
            self.app.push_screen(screen, lambda written: self._written(written, state))

        self._prepare(chosen, partial(_asked, open_dialog))

    def begin_piping(self, chosen: Ids | None) -> None:
        """Ask for a command, and pipe articles to it."""

        def open_dialog(ids: Sequence[int], title: str, state: ShareState) -> None:
            from newsreader.tui.screens.pipe_articles import PipeScreen

            screen = PipeScreen(title, state.command)
            self.app.push_screen(screen, lambda typed: self._pipe(ids, typed, state))

        self._prepare(chosen, partial(_asked, open_dialog))

    def _written(self, written: tuple[str, ShareState] | None, state: ShareState) -> None:
        if written is not None:
            words, used = written
            self.say(words)
            self._keep(replace(used, command=state.command))

    def _keep(self, state: ShareState) -> None:
        if not self.library.is_read_only:
            self.library.write(state.remember)

    # --- piping ------------------------------------------------------------------------------

    def _pipe(self, ids: Sequence[int], typed: str | None, state: ShareState) -> None:
        if typed is not None:
            self._keep(replace(state, command=typed))
            use = partial(self._run_pipe, typed)
            self._prepare(lambda _library: ids, partial(self._rendered, use))

    def _run_pipe(self, typed: str, text: str, _subject: str) -> None:
        from newsreader.jobs.piping import parse_command, run_in_terminal
        from newsreader.jobs.sharing import ShareError

        command = parse_command(typed)
        if not command.takes_terminal:
            self.run_worker(self._pipe_beside(typed, text), exit_on_error=False)
            return
        problem = ""
        try:
            with self.app.suspend():
                # Nothing may be raised in here: the app would never come back.
                try:
                    run_in_terminal(command, text)
                except ShareError as error:
                    problem = str(error)
        except SuspendNotSupported:
            problem = "This terminal cannot be given to another program."
        self.say(problem, is_error=bool(problem))

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


def _asked(
    open_dialog: Callable[[Sequence[int], str, ShareState], None],
    library: Library,
    ids: Sequence[int],
) -> Task:
    """Return what opens a dialog about articles, with what was used last."""
    from newsreader.tui.share_state import ShareState

    headline = library.articles.headline(ids[0]) if ids else None
    if headline is None:
        return None
    title = headline.title if len(ids) == 1 else f"{len(ids):,} articles"
    return partial(open_dialog, ids, title, ShareState.recalled(library))
