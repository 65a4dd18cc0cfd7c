"""What is painted at a start and by common keys: frames that change something, and little else."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from newsreader.tui.widgets.painted_view import PaintedView
from tests.tui.app_driver import Driver, entry, fill, running

pyte = pytest.importorskip("pyte")

_TEXT = "Ines Duarte of Coimbra counted 12 boats in the harbour of Porto Novo."


class Frames:
    """The frames the app paints, on a terminal of its size."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._terminal = pyte.Screen(*size)
        self._stream = pyte.Stream(self._terminal)
        self._before = self._lines()
        self.changed: list[list[int]] = []
        """The numbers of the lines that each frame changed."""
        self.sizes: list[int] = []
        """The characters that each frame took."""

    def add(self, painted: str) -> None:
        """Take in a frame."""
        self._stream.feed(painted)
        now = self._lines()
        both = enumerate(zip(self._before, now, strict=True))
        self.changed.append([number for number, (before, line) in both if before != line])
        self.sizes.append(len(painted))
        self._before = now

    def forget(self) -> None:
        """Count from here on."""
        self.changed.clear()
        self.sizes.clear()

    def _lines(self) -> list[list[object]]:
        width, height = self._terminal.columns, self._terminal.lines
        buffer = self._terminal.buffer
        return [[buffer[y][x] for x in range(width)] for y in range(height)]


def record(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> Frames:
    """Return the frames of the app that is run next."""
    frames = Frames(size)
    display = App._display

    def recorded(app: App[object], screen: object, update: object) -> None:
        if isinstance(update, CompositorUpdate) and not app._batch_count:
            frames.add(update.render_segments(app.console))
        display(app, screen, update)

    monkeypatch.setattr(App, "_display", recorded)
    return frames


@pytest.fixture
def harbours(tmp_path: Path) -> Path:
    """A library with more headlines than a screen has lines."""
    path = tmp_path / "library.db"
    feeds = {f"Feed {n}": [entry(f"Of {n}: {k}", k, _TEXT) for k in range(9)] for n in range(9)}
    fill(path, feeds)
    return path


async def _whole(app: Driver) -> None:
    await app.until(lambda: app.screen.is_whole)
    await app.pilot.pause()


async def test_a_start_paints_the_panes_and_then_what_is_put_in(
    harbours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No frame at a start paints what is there already; the scroll bar comes with the first."""
    frames = record(monkeypatch, (120, 40))
    async with running(harbours) as app:
        await app.until(lambda: "Five keys" in app.text())
        await _whole(app)
        assert all(frames.changed), frames.changed
        assert len(frames.changed) == 2


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_step_paints_two_rows(
    harbours: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """One frame, of the rows that the cursor leaves and comes to."""
    frames = record(monkeypatch, size)
    async with running(harbours, size=size) as app:
        await _whole(app)
        full = frames.sizes[0]
        height = app.screen.headlines.row_height
        frames.forget()
        await app.press("j")
        await app.pilot.pause()
        assert frames.changed == [list(range(1, 1 + 2 * height))]
        assert frames.sizes[0] < full / 8


async def test_the_article_stays_as_it_is_when_the_focus_goes(
    harbours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving and entering a pane beside others paints neither all nor the article."""
    frames = record(monkeypatch, (120, 40))
    async with running(harbours) as app:
        await _whole(app)
        full = frames.sizes[0]
        await app.press("enter")
        await app.shows("Of 8: 0")
        await app.until(lambda: app.screen.reader.article.is_annotated)
        await app.pilot.pause()
        for key in ("h", "tab"):
            frames.forget()
            await app.press(key)
            await app.pilot.pause()
            assert frames.changed
            assert sum(frames.sizes) < full * 0.75


async def test_a_narrow_terminal_changes_its_pane_in_one_frame(
    harbours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Enter opens, its title and its commands come at once; none of it is painted twice."""
    frames = record(monkeypatch, (80, 24))
    async with running(harbours, size=(80, 24)) as app:
        await _whole(app)
        frames.forget()
        await app.press("enter")
        await app.shows("Of 8: 0")
        await app.until(lambda: app.screen.reader.article.is_annotated)
        await app.pilot.pause()
        assert {0, 2, 23} <= set(frames.changed[0])
        assert all(frames.changed), frames.changed


_KEYS = (
    *("j", "J", "G", "k", "pagedown", "home", "v", "j", "escape", "h", "j", "z", "l", "g", "g"),
    *("enter", "tab", "tab", "h", "l", "space", "n", "i", "i", "ctrl+d", "ctrl+u", "m", "h", "h"),
    *("slash", "o", "f", "enter", "j", "escape", "l", "question_mark", "j", "escape", "N", "u"),
)


def _is_drawn(screen: Screen[object]) -> bool:
    """Whether nothing waits for being drawn."""
    waits = screen._layout_required or screen._scroll_required or screen._dirty_widgets
    widgets = screen.walk_children(Widget, with_self=True)
    is_asked = any(each._repaint_required or each._layout_required for each in widgets)
    return not waits and not is_asked and screen._message_queue.empty()


def _drawn_anew(screen: Screen[object]) -> str:
    """Return the whole screen, nothing of which is taken from what was drawn before."""
    for each in screen.walk_children(Widget, with_self=True):
        each._styles_cache.clear()
        if isinstance(each, PaintedView):
            each._strips.clear()
    return screen._compositor.render_full_update().render_segments(screen.app.console)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_nothing_is_left_undrawn(
    harbours: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """After each key the terminal shows what it would show if all were drawn anew."""
    frames = record(monkeypatch, size)
    async with running(harbours, size=size) as app:
        await _whole(app)
        for number, key in enumerate(_KEYS):
            await app.press(key)
            await app.until(lambda: not app.screen.is_waiting and app.screen.listing.is_settled)
            await app.pilot.pause()
            await app.until(lambda: _is_drawn(app.app.screen), "a quiet screen")
            frames.forget()
            frames.add(_drawn_anew(app.app.screen))
            assert frames.changed == [[]], (_KEYS[: number + 1], app.text())
