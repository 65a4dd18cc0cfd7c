"""A page whose pictures can be asked for by mouse."""

from __future__ import annotations

from textual import events, on
from textual.message import Message

from newsreader.tui.layout.image import images_of
from newsreader.tui.layout.line import Role
from newsreader.tui.widgets.linked_view import LinkedView


class IllustratedView(LinkedView):
    """Tells when the sign of a picture was clicked that is no link."""

    class PictureClicked(Message):
        """A picture is wanted."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def picture_at(self, x: int, y: int) -> str | None:
        """Return the address of the picture whose sign or words are painted at a cell."""
        page, number = self.page_shown, self.scroll_offset.y + y
        if page is None or self._lines is None or not 0 <= number < len(self._lines.lines):
            return None
        line = self._lines.lines[number]
        place = self.place_at(x, y, is_exact=True)
        if place is None:
            is_on_sign = line.role is Role.IMAGE and x < self._frame_end(line.text)
            place = line.start if is_on_sign else -1
        place -= page.body_start
        images = images_of(page.article.body)
        found = (i.url for i in images if i.start <= place < max(i.end, i.start + 1))
        return next(found, None)

    def _frame_end(self, text: str) -> int:
        """Return the cell behind a line's text."""
        assert self._frame is not None
        return self._frame.margin + len(text)

    @on(events.Click)
    def _picture_clicked(self, event: events.Click) -> None:
        """Tell which picture was clicked; a link or a stretch selected goes before."""
        is_plain = event.button == 1 and event.chain == 1 and not self.was_dragged
        if is_plain and self.target_at(event.x, event.y) is None:
            url = self.picture_at(event.x, event.y)
            if url is not None:
                self.post_message(self.PictureClicked(url))
