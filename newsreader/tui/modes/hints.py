"""Letters on the links in view: typing them follows a link, or copies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.layout.hints import LETTERS
from newsreader.tui.layout.targets import Target

if TYPE_CHECKING:
    from newsreader.tui.screens.linking import LinkingScreen

_FOLLOWING = "letters open · capitals open and stay · y then letters copies · Escape leaves"
_COPYING = "letters copy the link · Escape leaves"
_PAGES = {
    "space": 1.0, "pagedown": 1.0, "ctrl+f": 1.0, "ctrl+d": 0.5,
    "backspace": -1.0, "pageup": -1.0, "ctrl+b": -1.0, "ctrl+u": -0.5,
}  # fmt: skip


class HintMode:
    """Follows the link whose letters are typed; the letters of the others go meanwhile."""

    def __init__(self, screen: LinkingScreen) -> None:
        self._screen = screen
        self._view = screen.article_view
        self._typed = ""
        self._is_copying = False

    @property
    def footer(self) -> str:
        """What the keys do now."""
        return _COPYING if self._is_copying else _FOLLOWING

    def take(self, key: str) -> bool:
        """Take a letter; scroll; or leave."""
        if key == "escape":
            self._screen.end_mode()
        elif key == "y" and not self._typed:
            self._is_copying = not self._is_copying
            self._screen.show_mode()
        elif key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
            self._view.narrow_hints(self._typed)
        elif key in _PAGES:
            self._typed = ""
            self._view.page(_PAGES[key])
            self._say_none()
        elif key in ("down", "up"):
            self._typed = ""
            self._view.scroll_lines(1 if key == "down" else -1)
            self._say_none()
        elif len(key) == 1 and key.lower() in LETTERS:
            self._type(key)
        else:
            self._screen.hint("Type the letters on a link; Escape leaves.")
        return True

    def _say_none(self) -> None:
        if not self._view.hints:
            self._screen.hint("No links in view. Space turns the page; Escape leaves.")

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
