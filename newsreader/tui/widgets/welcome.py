"""What the reader pane shows while no article is open: the keys one needs."""

from __future__ import annotations

from textual.content import Content
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


class Welcome(Widget):
    """Five keys, out of the way as soon as something is read."""

    DEFAULT_CSS = """
    Welcome { height: 1fr; padding: 2 4; color: $secondary; }
    """

    def render(self) -> Content:
        """Draw the keys and what they do."""
        parts: list[tuple[str, str]] = []
        for command_id, words in _TAUGHT:
            key = key_of(command_id, Pane.LIST)
            parts += [(f"{key:>7}", "bold $accent"), (f"   {words}\n\n", "")]
        return Content.assemble(*parts)
