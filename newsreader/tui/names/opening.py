"""The way to the page of a name, wherever one comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsreader.tui.names.name_page import NameContent


class OpenName(Message):
    """The page of a name is wanted; `key` is the name's in the library."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class NamePageReady(Message):
    """What the page of a name shows was read; None: no article mentions the name any more."""

    def __init__(self, content: NameContent | None) -> None:
        super().__init__()
        self.content = content


class NameMissing(Message):
    """The library has no name for a mention of an article; `form` is its form there."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form
