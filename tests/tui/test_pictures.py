"""Pictures of an article in the app: fetched when asked for, shown, or opened elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.feeds.markup import html_to_text
from newsreader.tui.picture_protocol import Painter, load_painter, protocol_of
from newsreader.tui.screens.pictures import PicturesScreen
from tests.feed_server import FeedServer
from tests.jobs.test_picture import picture
from tests.tui.app_driver import Driver, entry, fill, running

# textual-image's blocks use what Pillow will drop; the extra asks for a Pillow that has it.
pytestmark = pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")


@pytest.fixture
def path(tmp_path: Path, feed_server: FeedServer) -> Path:
    """A library with an article that has two pictures, of which the server has one."""
    path = tmp_path / "library.db"
    lamp = feed_server.serve("/lamp.png", picture(400, 200), content_type="image/png")
    gone = feed_server.url("/gone.png")
    html = f"<p>The lamp.</p><p><img alt='By day' src='{lamp}'><p>{'Fog. ' * 40}<img src='{gone}'>"
    shown = replace(entry("Pictures", 1), body=html_to_text(html))
    fill(path, {"Coast": [shown, entry("None", 2)]})
    return path


def is_there(folder: str) -> bool:
    return Path(folder).exists()


def pictures_screen(app: Driver) -> PicturesScreen:
    screen = app.app.screen
    assert isinstance(screen, PicturesScreen)
    return screen


async def open_pictures(app: Driver) -> PicturesScreen:
    await app.press("enter")
    await app.shows("Pictures")
    await app.press("P")
    await app.until(lambda: isinstance(app.app.screen, PicturesScreen))
    return pictures_screen(app)


async def test_a_picture_is_fetched_when_asked_for(path: Path, feed_server: FeedServer) -> None:
    """Nothing is fetched before P; then the picture is there, in its shape, and gone behind it."""
    async with running(path, size=(80, 24)) as app:
        await app.press("enter")
        await app.shows("Pictures")
        assert not feed_server.requests_to("/lamp.png")
        await app.press("h")
        screen = await open_pictures(app)
        await app.until(lambda: "▀" in app.text(), "the picture")
        assert len(feed_server.requests_to("/lamp.png")) == 1
        rows = [line for line in app.text().split("\n") if "▀" in line]
        assert len(rows[0].strip()) == 4 * len(rows)
        assert "By day · 127.0.0.1" in app.text()
        assert "1 of 2" in app.text()
        await app.pilot.resize_terminal(40, 20)
        await app.until(lambda: max(map(len, app.text().split("\n"))) <= 40)
        assert "▀" in app.text()
        await app.press("q")
        await app.until(lambda: app.app.screen is app.screen)
        folder = screen._folder.name
    assert not is_there(folder)


async def test_what_cannot_be_fetched_is_said_in_its_place(path: Path) -> None:
    """The next picture is not there: the words say so, what can be done, and the way goes on."""
    async with running(path, size=(80, 24)) as app:
        await open_pictures(app)
        await app.press("n")
        await app.until(lambda: "No picture: 404" in app.text())
        assert "o opens it in the browser" in " ".join(app.text().split())
        assert "2 of 2" in app.text()
        await app.press("n")
        await app.until(lambda: "▀" in app.text(), "the first again")
        assert "No picture" not in app.text()


async def test_pictures_go_on_by_mouse(path: Path) -> None:
    """A click goes to the next picture, one with the right button leaves."""
    async with running(path, size=(80, 24)) as app:
        await open_pictures(app)
        await app.pilot.click(offset=(40, 10))
        await app.until(lambda: "2 of 2" in app.text())
        await app.pilot.click(offset=(40, 10), button=3)
        await app.until(lambda: app.app.screen is app.screen)


async def test_a_picture_is_asked_for_by_mouse(path: Path) -> None:
    """A click on the words of a picture shows it; one on words of the text does not."""
    async with running(path, size=(80, 24)) as app:
        await app.press("enter")
        await app.shows("Pictures")
        lines = app.text().split("\n")
        text = next(y for y, line in enumerate(lines) if "The lamp." in line)
        sign = next(y for y, line in enumerate(lines) if "By day" in line)
        await app.pilot.click(offset=(lines[text].index("lamp"), text))
        assert app.app.screen is app.screen
        await app.pilot.click(offset=(lines[sign].index("day"), sign))
        await app.until(lambda: isinstance(app.app.screen, PicturesScreen))


async def test_an_article_without_pictures_says_so(path: Path) -> None:
    """P in an article of words only is a word in the status line."""
    async with running(path) as app:
        await app.press("j", "enter")
        await app.shows("None")
        await app.press("P")
        await app.says("This article has no pictures.")


async def test_pictures_can_be_left_to_the_browser(path: Path, tmp_path: Path) -> None:
    """With the setting, P hands the picture's address to the browser."""
    seen = tmp_path / "seen"
    browser = f'["sh", "-c", "printf %s \\"$1\\" > \\"$0\\"", "{seen}", "%u"]'
    config = f'refresh_interval = 0\nimages = "browser"\nbrowser = {browser}\n'
    async with running(path, config=config) as app:
        await app.press("enter")
        await app.shows("Pictures")
        await app.press("P")
        await app.says("Opened the picture in the browser.")
        await app.until(lambda: seen.exists() and seen.read_text().endswith("/lamp.png"))


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({"TERM": "xterm-256color"}, "blocks"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "sixel"),
        ({"TERM": "foot-extra"}, "sixel"),
        ({"KONSOLE_VERSION": "230401"}, "sixel"),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, "blocks"),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux-1/default,1,0"}, "blocks"),
    ],
)
def test_the_terminal_tells_how_pictures_are_shown(
    environment: dict[str, str], protocol: str
) -> None:
    """Its name tells; through a multiplexer only blocks come; the setting is obeyed."""
    assert protocol_of("auto", environment) == protocol
    assert protocol_of("sixel", environment) == "sixel"


def test_each_protocol_has_its_widget() -> None:
    """Importing the library asks the terminal nothing, and gives a widget for every protocol."""
    painters = {name: load_painter(name) for name in ("kitty", "sixel", "blocks")}
    assert len({painter.widget for painter in painters.values()}) == 3
    assert all(min(painter.cell) > 0 for painter in painters.values())


def test_a_picture_keeps_its_shape_in_cells() -> None:
    """It fills neither more than there is nor more than it has pixels for."""
    painter = Painter(Painter, (10, 20))
    assert painter.cells((400, 200), 80, 24) == (40, 10)
    assert painter.cells((4000, 2000), 80, 24) == (80, 20)
    assert painter.cells((200, 4000), 80, 24) == (2, 24)
    assert painter.cells((1, 1), 80, 24) == (1, 1)
