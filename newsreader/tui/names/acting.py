"""What is done with a name on its page: follow it, join it, say where it is not meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from textual import on
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.model.text import clean_line
from newsreader.tui.messages import ChangeApplied
from newsreader.tui.names.following import (
    READ_ONLY,
    join,
    searches_following,
    toggle_following,
)

if TYPE_CHECKING:
    from newsreader.model.headline import Headline
    from newsreader.model.name import Name
    from newsreader.model.saved_search import SavedSearch
    from newsreader.tui.screens.reading import ReadingScreen

_Result = TypeVar("_Result")

_ABOUT_SEARCHES = frozenset({Action.SAVE_SEARCH, Action.DROP_SEARCH, Action.EDIT_SEARCH})


class NameActing(Screen[_Result], inherit_bindings=False):
    """Carries out the commands of commands/on_name.py on the name that a screen shows.

    The reading screen says what came of it, and `reload` shows it here.
    """

    is_followed: reactive[bool] = reactive(default=False, init=False)
    """Whether the name is followed, once that is known."""

    class Changed(Message):
        """Something was changed from here; `is_of_page`: what the page shows may be else now."""

        def __init__(self, *, is_of_page: bool) -> None:
            super().__init__()
            self.is_of_page = is_of_page

    class Refused(Message):
        """Something cannot be done; `words` say why."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class FollowingRead(Message):
        """The saved searches that follow the name with a key were read."""

        def __init__(self, key: str, searches: list[SavedSearch]) -> None:
            super().__init__()
            self.key = key
            self.searches = searches

    @property
    def shown_name(self) -> Name | None:
        """The name that is shown; None until it is read."""
        raise NotImplementedError

    @property
    def listed_article(self) -> Headline | None:
        """The article under the cursor, if one is."""
        return None

    def reload(self) -> None:
        """Show the name as it is now."""
        raise NotImplementedError

    @property
    def _reading(self) -> ReadingScreen:
        return cast("ReadingScreen", self.app.screen_stack[0])

    def act_on_name(self, command_id: str) -> bool:
        """Carry out a command; False for one that is not of these."""
        if command_id == "follow-name":
            self._write(toggle_following)
        elif command_id == "same-name":
            self._ask_other()
        elif command_id == "not-this-name":
            self._ask_not()
        elif command_id in {"undo-on-page", "redo-on-page"}:
            is_undo = command_id == "undo-on-page"
            self._reading.library.write(partial(self._replay, is_undo=is_undo), is_awaited=True)
        else:
            return False
        return True

    def _changeable(self) -> Name | None:
        """Return the name, if it is there and can be changed; else say why not."""
        if self._reading.library.is_read_only:
            self._reading.hint(READ_ONLY)
            return None
        return self.shown_name

    # --- asking ------------------------------------------------------------------------------

    def _ask_other(self) -> None:
        from newsreader.tui.screens.same_name import SameNameScreen

        name = self._changeable()
        if name is not None:
            self.app.push_screen(SameNameScreen(name, self._reading.library), self._join)

    def _join(self, other: Name | None) -> None:
        if other is not None:
            self._write(partial(_join, other_key=other.key))

    def _ask_not(self) -> None:
        from newsreader.tui.screens.not_this_name import NotThisNameScreen

        name = self._changeable()
        if name is not None:
            library = self._reading.library
            asked = NotThisNameScreen(name, self.listed_article, library)
            self.app.push_screen(asked, self._make)

    def _make(self, change: Change | None) -> None:
        if change is not None:
            self._write(partial(_make, change=change))

    # --- tasks for the library's threads: what came of it is also for this screen -----------

    def _write(self, task: NameTask) -> None:
        """Change something of the name."""
        name = self._changeable()
        if name is not None:
            self._reading.library.write(partial(self._done, task, name.key), is_awaited=True)

    def _done(self, task: NameTask, key: str, library: Library) -> ChangeApplied | None:
        done = task(library, key)
        if isinstance(done, str):
            self.post_message(self.Refused(done))
            return None
        self._tell(done.change)
        return done

    def _replay(self, library: Library, *, is_undo: bool) -> ChangeApplied:
        change = library.journal.undo() if is_undo else library.journal.redo()
        self._tell(change)
        return ChangeApplied(change, "Took back" if is_undo else "Did again")

    def _tell(self, change: Change | None) -> None:
        if change is not None:
            self.post_message(self.Changed(is_of_page=change.action not in _ABOUT_SEARCHES))

    def _read_following(self, name: Name, library: Library) -> None:
        self.post_message(self.FollowingRead(name.key, searches_following(library, name)))

    # --- what came of it ---------------------------------------------------------------------

    @on(Changed)
    def _changed(self, changed: Changed) -> None:
        if changed.is_of_page:
            self.reload()
        self.look_whether_followed()

    @on(Refused)
    def _refused(self, refused: Refused) -> None:
        self._reading.hint(clean_line(refused.words))

    def look_whether_followed(self) -> None:
        """Find out whether the name is followed; the page of one that is counts as a look at it."""
        name = self.shown_name
        if name is not None:
            self._reading.library.read(partial(self._read_following, name))

    @on(FollowingRead)
    def _following_read(self, read: FollowingRead) -> None:
        if self.shown_name is None or self.shown_name.key != read.key:
            return
        self.is_followed = bool(read.searches)
        for search in read.searches:
            self._reading.note_look(search)


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    NameTask: TypeAlias = Callable[[Library, str], ChangeApplied | str]
    """Changes something of the name with a key, or tells why that cannot be."""


def _join(library: Library, key: str, *, other_key: str) -> ChangeApplied | str:
    done = join(library, key, other_key)
    return done if isinstance(done, str) else ChangeApplied(done)


def _make(library: Library, _key: str, *, change: Change) -> ChangeApplied:
    return ChangeApplied(library.journal.apply(change))
