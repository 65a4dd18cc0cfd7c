"""Copying, writing, piping and mailing articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.registry import action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("select-text")
def select_text(screen: ReadingScreen, _count: int | None) -> None:
    """Show a caret that selects text of the article."""
    screen.begin_selecting()


@action("copy-as-markdown")
def copy_as_markdown(screen: ReadingScreen, _count: int | None) -> None:
    """Copy the article as Markdown."""
    screen.copy_as_markdown(screen.chosen)


@action("write")
def write(screen: ReadingScreen, _count: int | None) -> None:
    """Ask for a file name, and write the article to that file."""
    screen.begin_writing(screen.chosen)


@action("pipe")
def pipe(screen: ReadingScreen, _count: int | None) -> None:
    """Ask for a command, and pipe the article to it."""
    screen.begin_piping(screen.chosen)


@action("mail")
def mail(screen: ReadingScreen, _count: int | None) -> None:
    """Write an e-mail with the article's link."""
    screen.mail(screen.chosen)
