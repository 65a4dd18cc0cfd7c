"""The pictures of the open article, one at a time, each fetched when it is looked at."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from newsreader.model.text import clean_line
from newsreader.tui.child_jobs import ChildJobError, ChildJobs
from newsreader.tui.commands import PICTURES_COMMANDS
from newsreader.tui.commands.bindings import ids_by_key, key_of
from newsreader.tui.layout.image import Image, host_of, name_of
from newsreader.tui.picture_protocol import Painter, load_painter
from newsreader.tui.widgets.keys_line import keys_line
from newsreader.tui.widgets.pane_title import PaneTitle

if TYPE_CHECKING:
    from textual_image.widget._base import Image as PictureWidget


class PicturesScreen(Screen[None], inherit_bindings=False):
    """Shows a picture over the reading screen; what could not be fetched is said in its place."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    PicturesScreen {
        layout: vertical;
        Middle { height: 1fr; }
        Center { height: auto; }
        #picture-words { width: auto; max-width: 100%; padding: 0 2; color: $text-muted; }
        #picture-about { height: 1; padding: 0 1; background: $surface; }
        #picture-keys { height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(
        self,
        title: str,
        images: Sequence[Image],
        shown: int,
        jobs: ChildJobs,
        protocol: str,
        follow: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._title = title
        self._images = images
        self._shown = shown
        self._jobs = jobs
        self._protocol = protocol
        self._follow = follow
        self._painter: Painter | None = None
        self._painted: PictureWidget | None = None
        self._pixels: tuple[int, int] | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="newsreader-", ignore_cleanup_errors=True)
        self._keys = ids_by_key(PICTURES_COMMANDS)

    def compose(self) -> ComposeResult:
        """Put the picture in the middle, what it is below."""
        self.heading = PaneTitle(classes="-active")
        self.words = Static(id="picture-words", markup=False)
        self.about = Static(id="picture-about", markup=False)
        self.room = Middle(Center(self.words, id="picture"))
        yield self.heading
        yield self.room
        yield self.about
        yield Static(keys_line(PICTURES_COMMANDS), id="picture-keys", markup=False)

    def on_mount(self) -> None:
        """Show the first picture."""
        self.heading.title = f"Pictures of “{self._title}”"
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Leave nothing on the disk, nor in the terminal."""
        self._take_away()
        self._folder.cleanup()

    @property
    def image(self) -> Image:
        """The picture shown, or being fetched."""
        return self._images[self._shown]

    def on_key(self, event: events.Key) -> None:
        """Go to another picture, open this one elsewhere, or back."""
        command_id = self._keys.get(event.key)
        if command_id is None:
            return
        event.stop()
        event.prevent_default()
        if command_id == "leave-pictures":
            self.dismiss(None)
        elif command_id == "open-picture":
            self._follow(self.image.url)
            self._tell_about("Opened in the browser.")
        elif command_id == "copy-picture":
            self.app.copy_to_clipboard(self.image.url)
            self._tell_about("Copied its link.")
        else:
            self._go(1 if command_id == "next-picture" else -1)

    def on_click(self, event: events.Click) -> None:
        """Go to the next picture; with the right button, back."""
        if event.button == 3:
            self.dismiss(None)
        else:
            self._go(1)

    def _go(self, step: int) -> None:
        if len(self._images) > 1:
            self._shown = (self._shown + step) % len(self._images)
            self._show()
        else:
            self._tell_about("There is no other picture.")

    def _tell_about(self, words: str = "") -> None:
        image = self.image
        about = image.words or name_of(image.url)
        told = " · ".join(filter(None, (words, about, host_of(image.url))))
        self.about.update(Content(clean_line(told)))

    def _show(self) -> None:
        self.heading.count = f"{self._shown + 1} of {len(self._images)}"
        self._tell_about()
        self._tell("Fetching the picture…")
        self.run_worker(self._fetch(self._shown), exclusive=True, exit_on_error=False)

    def _tell(self, words: str) -> None:
        """Say something in the place of the picture."""
        self._take_away()
        self.words.update(Content(clean_line(words)))
        self.words.display = True

    def _take_away(self) -> None:
        """Let the terminal forget the picture, which may keep it apart from the cells."""
        painted, self._painted = self._painted, None
        if painted is not None:
            painted.image = None
            painted.remove()

    async def _fetch(self, number: int) -> None:
        if self._painter is None:
            self._painter = await asyncio.to_thread(load_painter, self._protocol)
        file = Path(self._folder.name) / f"{number}.png"
        width, height = self._painter.box(self.room.size.width - 4, self.room.size.height)
        within = f"{max(1, min(width, 8000))}x{max(1, min(height, 8000))}"
        url = self._images[number].url
        try:
            async for line in self._jobs.lines(
                "picture", "--json", "--within", within, "--", url, str(file)
            ):
                if isinstance(line, dict):
                    self._pixels = int(line["width"]), int(line["height"])
        except ChildJobError as error:
            problem = str(error).removeprefix(f"{url}: ")
            self._tell(f"No picture: {problem}. {key_of('open-picture')} opens it in the browser.")
            return
        await self._paint(file)

    async def _paint(self, file: Path) -> None:
        assert self._painter is not None
        painted = self._painter.widget(str(file))
        self._painted = painted
        self._fit()
        self.words.display = False
        await self.query_one("#picture").mount(painted)

    def _fit(self) -> None:
        """Give the picture as many cells as there are for its shape."""
        if self._painted is not None and self._painter is not None and self._pixels is not None:
            room = self.room.size
            width, height = self._painter.cells(self._pixels, max(1, room.width - 4), room.height)
            self._painted.styles.width, self._painted.styles.height = width, height

    def on_resize(self) -> None:
        """Fit the picture into the new size."""
        self.call_after_refresh(self._fit)
