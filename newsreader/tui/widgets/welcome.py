"""What the reader pane shows while no article is open: the keys one needs."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import key_of

_TAUGHT = (
    ("open", "opens an article"),
    ("read-on", "reads on, page by page"),
    ("subscribe", "subscribes to a feed"),
    ("toggle-bookmark", "bookmarks an article"),
    ("help", "shows all keys"),
)


def welcome_words() -> str:
    """Return the five keys in one line, for a terminal in which the pane has no room."""
    keys = [key_of(command_id, Pane.LIST) for command_id, _ in _TAUGHT]
    says = ("opens", "reads on", "adds a feed", "bookmarks", "help")
    return " · ".join(f"{key} {words}" for key, words in zip(keys, says, strict=True))


class Welcome(Widget):
    """Five keys, out of the way as soon as something is read."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
    DEFAULT_CSS = """
    Welcome { height: 1fr; padding: 2 4; color: $quiet; }
    """

    def render(self) -> Content:
        """Draw the keys and what they do."""
        parts: list[tuple[str, str]] = [("Five keys to begin with\n\n", "bold")]
        for command_id, words in _TAUGHT:
            key = key_of(command_id, Pane.LIST)
            parts += [(f"{key:>7}", "bold $accent"), (f"   {words}\n\n", "")]
        return Content.assemble(*parts)
