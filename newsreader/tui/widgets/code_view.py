"""The code of the page shown, coloured once its language has been looked up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import partial

from textual import on
from textual.message import Message

from newsreader.model.text import MarkedText
from newsreader.tui.code_style import code_style
from newsreader.tui.layout.code import CodeStretch, code_stretches, told_code
from newsreader.tui.layout.page import Page
from newsreader.tui.layout.paint import Mark
from newsreader.tui.widgets.page_view import PageView


class CodeView(PageView):
    """A page whose code is read on a thread: it is shown plain first, and never waited for."""

    class CodeRead(Message):
        """The code of a body has been read."""

        def __init__(self, body: MarkedText, stretches: list[CodeStretch]) -> None:
            super().__init__()
            self.body = body
            self.stretches = stretches

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self._code_body: MarkedText | None = None
        self._code: list[CodeStretch] = []
        self._code_starts: list[int] = []
        super().__init__(id=id)

    def open_page(self, page: Page | None, anchor: int) -> None:
        """Show a page, or nothing; its code is read if it is another text's."""
        body = page.article.body if page else None
        if body is not self._code_body:
            self._set_code(body, [])
            if body is not None and self.is_attached and told_code(body):
                read = partial(self._read_code, body)
                self.run_worker(read, group="code", thread=True, exit_on_error=False)
        super().open_page(page, anchor)

    def code_marks(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the styles of the code in a stretch of the page's text."""
        if not self._code or self.page_shown is None:
            return
        base = self.page_shown.body_start
        first = max(0, bisect_right(self._code_starts, start - base) - 1)
        for stretch in self._code[first : bisect_left(self._code_starts, end - base)]:
            style = code_style(stretch.kind, self.surroundings)
            yield Mark(stretch.start + base, stretch.end + base, style)

    def _read_code(self, body: MarkedText) -> None:
        self.post_message(self.CodeRead(body, code_stretches(body)))

    @on(CodeRead)
    def _code_read(self, read: CodeRead) -> None:
        read.stop()
        if read.body is self._code_body:
            self._set_code(read.body, read.stretches)
            self.repaint()

    def _set_code(self, body: MarkedText | None, stretches: list[CodeStretch]) -> None:
        self._code_body, self._code = body, stretches
        self._code_starts = [stretch.start for stretch in stretches]
