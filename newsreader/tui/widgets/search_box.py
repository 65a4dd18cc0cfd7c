"""The box a search is typed in: completions below it, former searches by Up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from newsreader.tui.widgets.completions import Completions
from newsreader.tui.widgets.typing_box import TypingBox

if TYPE_CHECKING:
    from newsreader.tui.completion import Completion, Typed, Value

_MOST_RECENT = 4
_MOST_ROWS = 8
_MOST_AT_FIRST = 19


class SearchBox(TypingBox):
    """Offers in `completions` what may come next; Tab, or Right at the end, takes it.

    Enter means a completion only where the reader has gone to it with the arrows. In an empty box
    Up brings back former searches, the last one first.
    """

    class ValuesNeeded(Message):
        """A key is being typed whose values the library knows."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Offered(Message):
        """Completions opened or closed."""

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - Textual's own name
        placeholder: str = "Search titles and texts",
        completions: Completions | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, id=id)
        # Of the boxes that share them, only the one that is typed in has any.
        self.completions = completions or Completions(id="completions")
        self.history: list[str] = []
        """Former searches, the last one first."""
        self._known: dict[str, list[Value]] = {}
        self._asked: set[str] = set()
        self._typed: Typed | None = None
        self._back = -1

    def begin(self) -> None:
        """Forget what was known of the library: it may be another by now."""
        self._known.clear()
        self._asked.clear()
        self._back = -1

    def accept_values(self, key: str, values: list[Value]) -> None:
        """Take in the values of a key; what is being typed may be one."""
        self._known[key] = values
        self.offer()

    def offer(self, *, is_idle: bool = False) -> None:
        """Offer what fits what is typed now; in an empty box, when nothing is typed, all keys."""
        # No business of the start.
        from newsreader.tui import completion

        self._typed = None
        rows: list[Completion] = []
        is_empty = not self.value.strip()
        if is_empty:
            rows = self._for_the_empty() if is_idle and self.has_focus else []
        elif self.has_focus and not self._is_recalled:
            typed = completion.typed_at(self.value, self.cursor_position)
            rows = self._for(typed) if typed else []
            self._typed = typed
        most = _MOST_AT_FIRST if is_empty else _MOST_ROWS
        self.completions.show(rows, most=most, is_eager=not is_empty)
        self.post_message(self.Offered())

    def _for(self, typed: Typed) -> list[Completion]:
        from newsreader.tui import completion

        if not typed.key:
            return completion.keys(typed)
        if typed.key in completion.FROM_LIBRARY and typed.key not in self._asked:
            self._asked.add(typed.key)
            self.post_message(self.ValuesNeeded(typed.key))
        return completion.values(typed, self._known.get(typed.key, ()))

    def _for_the_empty(self) -> list[Completion]:
        from newsreader.tui.completion import Typed, for_the_empty

        self._typed = Typed(0, len(self.value), "", "")
        return for_the_empty(self.history[:_MOST_RECENT])

    @property
    def begun_left_out(self) -> str:
        """What is typed without a key that waits for its value."""
        from newsreader.tui.completion import without_begun

        return without_begun(self.value, self.cursor_position)

    def take(self) -> None:
        """Put in the completion under the cursor."""
        if self._typed is None or not self.completions.is_open:
            return
        from newsreader.tui.completion import completed

        value, cursor = completed(self.value, self._typed, self.completions.current)
        self.value = value
        self.cursor_position = cursor
        self.offer()

    def close(self) -> None:
        """Close the completions; what is typed stays."""
        self._typed = None
        self.completions.show([], most=1, is_eager=False)
        self.post_message(self.Offered())

    async def _on_key(self, event: events.Key) -> None:
        if self._takes(event.key):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

    def _takes(self, key: str) -> bool:
        """Whether a key is about completions or former searches; it is carried out then."""
        is_open = self.completions.is_open
        if key == "up" and self._may_recall and not self.completions.is_chosen:
            self._recall(1)
        elif key == "down" and self._is_recalled:
            self._recall(-1)
        elif not is_open:
            return False
        elif key in ("up", "down"):
            self.completions.choose(1 if key == "down" else -1)
        elif key == "tab" and (self.value.strip() or self.completions.is_chosen):
            self.take()
        elif key == "escape" and self.value.strip():
            self.close()
        else:
            return False
        return True

    @property
    def _is_recalled(self) -> bool:
        return 0 <= self._back < len(self.history) and self.value == self.history[self._back]

    @property
    def _may_recall(self) -> bool:
        return bool(self.history) and (not self.value.strip() or self._is_recalled)

    def _recall(self, steps: int) -> None:
        if not self._is_recalled:
            self._back = -1
        self._back = max(-1, min(self._back + steps, len(self.history) - 1))
        self.value = self.history[self._back] if self._back >= 0 else ""
        self.cursor_position = len(self.value)
        self.close()

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Take the completion at the end of what is typed, else move right."""
        if self.completions.is_open and self.cursor_at_end and not select and self.value.strip():
            self.take()
        else:
            super().action_cursor_right(select)

    async def action_submit(self) -> None:
        """Take the completion that was gone to, else search for what is typed."""
        if self.completions.is_open and self.completions.is_chosen:
            self.take()
        else:
            self.close()
            await super().action_submit()

    def on_blur(self) -> None:
        """Close the completions with the box."""
        self.close()
