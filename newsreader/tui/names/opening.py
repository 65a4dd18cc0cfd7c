"""The way to the page of a name, wherever one comes from."""

from __future__ import annotations

from textual.message import Message


class OpenName(Message):
    """The page of a name is wanted; `key` is the name's in the library."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class NameMissing(Message):
    """The library has no name for a mention of an article; `form` is its form there."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form
