"""Letters on the links in view: typing them follows a link, or copies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.commands import HINTED_COMMANDS, Pane, key_name
from newsreader.tui.commands.bindings import bindings_in_use, first_key, ids_by_key
from newsreader.tui.layout.hints import LETTERS
from newsreader.tui.layout.targets import Target

if TYPE_CHECKING:
    from newsreader.tui.screens.linking import LinkingScreen

_PAGES = {
    "read-on": 1.0, "page-down": 1.0, "half-page-down": 0.5,
    "page-back": -1.0, "page-up": -1.0, "half-page-up": -0.5,
}  # fmt: skip
_TURNING = ("read-on", "page-down")
_LINES = {"down": 1, "up": -1}


def letters_in_use(wanted: str) -> str:
    """Return the letters to show of those wanted: not those that are keys of this mode."""
    keys = ids_by_key(HINTED_COMMANDS)
    for letters in (wanted, LETTERS, "abcdefghijklmnopqrstuvwxyz"):
        left = "".join(each for each in letters if keys.keys().isdisjoint((each, each.upper())))
        if len(left) > 1:
            return left
    raise AssertionError("two commands have all the letters")


class HintMode:
    """Follows the link whose letters are typed; the letters of the others go meanwhile."""

    def __init__(self, screen: LinkingScreen) -> None:
        self._screen = screen
        self._view = screen.article_view
        self._typed = ""
        self._is_copying = False
        self._letters = self._view.hint_letters
        self._commands = ids_by_key(HINTED_COMMANDS)
        # What scrolls an article scrolls it now, too, but for letters that links may have.
        self._scrolling = {
            key: command.id
            for key, command in bindings_in_use().table(Pane.ARTICLE).items()
            if command.id in _PAGES.keys() | _LINES.keys() and len(key) > 1
        }

    @property
    def footer(self) -> str:
        """What the keys do now."""
        copy, leave = first_key("copy-hinted"), first_key("leave-hints")
        leaving = f" · {leave} leaves" if leave else ""
        if self._is_copying:
            return f"letters copy the link{leaving}"
        copying = f" · {copy} then letters copies" if copy else ""
        return f"letters open · capitals open and stay{copying}{leaving}"

    def take(self, key: str) -> bool:
        """Take a letter; scroll; or leave."""
        command = self._commands.get(key)
        scrolling = self._scrolling.get(key)
        if command == "leave-hints":
            self._screen.end_mode()
        elif command == "copy-hinted" and not self._typed:
            self._is_copying = not self._is_copying
            self._screen.show_mode()
        elif key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
            self._view.narrow_hints(self._typed)
        elif scrolling is not None:
            self._scroll(scrolling)
        elif len(key) == 1 and key.lower() in self._letters:
            self._type(key)
        else:
            leave = first_key("leave-hints")
            self._screen.hint(f"Type the letters on a link{f'; {leave} leaves' if leave else ''}.")
        return True

    def _scroll(self, command_id: str) -> None:
        self._typed = ""
        if command_id in _PAGES:
            self._view.page(_PAGES[command_id])
        else:
            self._view.scroll_lines(_LINES[command_id])
        self._say_none()

    def _say_none(self) -> None:
        if not self._view.hints:
            turning = next((key for key, name in self._scrolling.items() if name in _TURNING), "")
            leave = first_key("leave-hints")
            ways = [f"{key_name(turning)} turns the page"] if turning else []
            ways += [f"{leave} leaves"] if leave else []
            self._screen.hint(f"No links in view. {'; '.join(ways)}{'.' if ways else ''}".strip())

    def _type(self, key: str) -> None:
        typed = self._typed + key.lower()
        found = self._view.narrow_hints(typed)
        if not found:
            self._screen.hint(f"No link has the letters “{typed}”.")
        elif found[0].label != typed:
            self._typed = typed
        else:
            self._choose(found[0].target, stays=key.isupper() and not self._is_copying)

    def _choose(self, target: Target, *, stays: bool) -> None:
        if stays:
            self._typed = ""
            self._view.narrow_hints("")
        else:
            self._screen.end_mode()
        if self._is_copying:
            self._screen.copy_address(target)
        else:
            self._screen.follow(target)

    def close(self) -> None:
        """Take the letters away."""
        self._view.clear_hints()
