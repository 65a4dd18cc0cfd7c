"""The program in a real terminal: a pseudo-terminal, its bytes read by a terminal emulator."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.feeds.markup import html_to_text
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.feed import SAMPLES_URL
from tests.feed_server import FeedServer
from tests.jobs.test_picture import picture
from tests.jobs.written import rss
from tests.tui.app_driver import entry, fill

pexpect = pytest.importorskip("pexpect", reason="needs a POSIX terminal")
pyte = pytest.importorskip("pyte")

_PATIENCE = 30


def _plain(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment that says nothing of colours: the terminal's name tells them."""
    return {name: value for name, value in environment.items() if name != "COLORTERM"}


class Terminal:
    """The program under a terminal of its own."""

    def __init__(
        self, library: Path, size: tuple[int, int], settings: str = "", **environment: str
    ) -> None:
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.seen = b""
        config = library.with_suffix(".toml")
        config.write_text(f"refresh_interval = 0\n{settings}", "utf-8")
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "newsreader", "--library", str(library), "--config", str(config)],
            dimensions=(lines, columns),
            env={**_plain(os.environ), "TERM": "xterm-256color", "TZ": "UTC", **environment},
            timeout=_PATIENCE,
        )

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self._screen.display)

    def until(self, is_so: Callable[[str], object]) -> None:
        """Read what the program writes until the screen is as wanted."""
        deadline = time.monotonic() + _PATIENCE
        while not is_so(self.text()):
            assert time.monotonic() < deadline, self.text()
            try:
                part = self.process.read_nonblocking(65536, timeout=1)
            except pexpect.TIMEOUT:
                continue
            self.seen += part
            self._stream.feed(part)

    def clear(self) -> None:
        """Read what was written, and forget what is on the screen: another program cleared it."""
        with suppress(pexpect.TIMEOUT):
            while True:
                self.seen += self.process.read_nonblocking(65536, timeout=0.1)
        self._screen.reset()

    def send(self, keys: str) -> None:
        """Type."""
        self.process.send(keys)

    def end(self) -> int:
        """Read to the end; return the exit code."""
        self.seen += self.process.read()
        self.process.close()
        return int(self.process.exitstatus)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens the program in a terminal; it is ended after the test."""
    opened: list[Terminal] = []

    def run(name: str = "library.db", size: tuple[int, int] = (80, 24), **more: str) -> Terminal:
        opened.append(Terminal(tmp_path / name, size, **more))
        return opened[-1]

    yield run
    for one in opened:
        one.process.close(force=True)


def test_the_first_start_opens_on_the_samples(terminal) -> None:
    """A new library shows the samples; they can be read, bookmarked, and are there next time."""
    first = terminal()
    first.until(lambda text: "Canons Caesar" in text)
    first.send("\r")
    first.until(lambda text: "Antony Blinken" in text and "person" in text)
    first.send("m")
    first.until(lambda text: "Bookmarked" in text)
    first.send("Q")
    assert first.end() == 0
    second = terminal()
    second.until(lambda text: "Antony Blinken" in text)
    second.send("h")
    second.until(lambda text: "★" in text)
    second.send("Q")
    assert second.end() == 0


def test_the_first_frame_has_the_panes_of_its_width(terminal) -> None:
    """In a narrow terminal the list is alone from the start: no pane flashes up beside it."""
    app = terminal()
    app.until(lambda text: "All articles" in text)
    assert "Feeds" not in app.text()
    app.until(lambda text: "Canons Caesar" in text)
    assert "Feeds" not in app.text()


def test_keys_typed_before_there_is_a_screen_count(terminal, tmp_path: Path) -> None:
    """Whoever knows the way need not wait for it: j j Enter opens the third article."""
    entries = [entry(f"Story {number}", number, f"Text {number}.") for number in range(5)]
    fill(tmp_path / "library.db", {"Feed": entries})
    app = terminal()
    app.send("jj\r")
    app.until(lambda text: "Text 2." in text)


def test_a_stopped_app_is_whole_again_in_the_foreground(terminal, tmp_path: Path) -> None:
    """What the shell wrote meanwhile is gone at once, not only with the next key."""
    fill(tmp_path / "library.db", {"Feed": [entry("The lamp", 1, "Text of the lamp.")]})
    app = terminal()
    app.until(lambda text: "The lamp" in text and "Enter open" in text)
    os.kill(app.process.pid, signal.SIGTSTP)
    os.waitpid(app.process.pid, os.WUNTRACED)
    app.clear()
    os.kill(app.process.pid, signal.SIGCONT)
    app.until(lambda text: "All articles" in text and "The lamp" in text and "Enter open" in text)


PAGER = """
import sys
text = sys.stdin.read()
with open("/dev/tty", "r+b", buffering=0) as tty:
    tty.write(b"\\x1b[2J\\x1b[HPAGER " + str(text.count("# ")).encode())
    while True:
        try:
            key = tty.readline()
        except KeyboardInterrupt:
            tty.write(b" INTERRUPTED")
            continue
        sys.exit(int(key.strip() or 0))
"""


def test_a_pager_gets_the_terminal(terminal, tmp_path: Path) -> None:
    """The app steps aside for it, Ctrl+C is the pager's, and afterwards the app goes on."""
    script = tmp_path / "pager.py"
    script.write_text(PAGER, "utf-8")
    app = terminal()
    app.until(lambda text: "Canons Caesar" in text)
    app.send("|")
    app.until(lambda text: "Pipe to a command" in text)
    app.send(f"!{sys.executable} {script}\r")
    app.until(lambda text: "PAGER " in text and "Feeds" not in text)
    app.send("\x03")
    app.until(lambda text: "INTERRUPTED" in text)
    app.send("4\r")
    app.until(lambda text: "exit code 4 · Enter goes back" in text)
    app.send("\r")
    app.until(lambda text: "Canons Caesar" in text and "failed with exit code 4" in text)
    app.send("\r")
    app.until(lambda text: "Antony Blinken" in text or "person" in text)
    app.send("Q")
    assert app.end() == 0


def test_removed_samples_stay_gone(terminal, tmp_path: Path) -> None:
    """The samples are removed like any feed, and the next start does not bring them back."""
    first = terminal()
    first.until(lambda text: "Canons Caesar" in text)
    first.send("hG")
    first.until(lambda text: "Newsreader samples" in text)
    first.send("D")
    first.until(lambda text: "Unsubscribed" in text)
    first.send("Q")
    assert first.end() == 0
    second = terminal()
    second.until(lambda text: "No articles yet" in text)
    second.send("Q")
    assert second.end() == 0
    with Library.open(tmp_path / "library.db") as library:
        assert library.feeds.find(SAMPLES_URL) is None


def test_nothing_foreign_reaches_the_terminal(terminal, tmp_path: Path) -> None:
    """Terminal controls, C1 and bidi overrides of a title are not among the bytes written."""
    from datetime import UTC, datetime

    from newsreader.feeds.parse import parse_feed
    from newsreader.library.feeds import NewFeed
    from newsreader.model.article import FeedUpdate

    evil = "&#x9b;31mRed &#x202e;txt.exe \u009d0;owned\u0007 plain words"
    feed = f"<rss version='2.0'><channel><title>{evil}</title><item><title>{evil}</title>"
    feed += f"<description>{evil}</description></item></channel></rss>"
    parsed = parse_feed(feed.encode(), url="https://example.org/evil")
    with Library.open(tmp_path / "evil.db") as library:
        [(made, _)] = library.feeds.add([NewFeed("https://example.org/evil")])
        update = FeedUpdate(title=parsed.title, new=parsed.entries)
        library.articles.save(made.id, update, None, datetime.now(UTC))
    app = terminal("evil.db")
    app.until(lambda text: "plain words" in text)
    app.send("\r")
    app.until(lambda text: text.count("plain words") >= 2)
    app.send("Q")
    assert app.end() == 0
    written = app.seen.decode("utf-8")
    assert not any(0x80 <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in written)
    assert "owned\u0007" not in written


def test_without_colours(terminal, tmp_path: Path) -> None:
    """Under NO_COLOR all is grey, and unread and bookmarked can still be told."""
    fill(tmp_path / "plain.db", {"Feed": [entry("Unread one", 1), entry("Other", 2)]})
    app = terminal("plain.db", NO_COLOR="1")
    app.until(lambda text: "● " in text and "Unread one" in text)
    app.send("m")
    app.until(lambda text: "●★" in text)
    app.send("Q")
    assert app.end() == 0
    colours = {int(n) for n in re.findall(rb"[34]8;5;(\d+)", app.seen)}
    assert colours <= {0, 7, 8, 15, 16, 59, 102, 145, 188, 231, *range(232, 256)}
    assert b"8;2;" not in app.seen


def test_a_terminal_that_goes_away_ends_the_app(terminal, tmp_path: Path) -> None:
    """SIGHUP quits in good order: the place is kept."""
    import signal

    fill(tmp_path / "hup.db", {"Feed": [entry("One", 1), entry("Two", 2)]})
    app = terminal("hup.db")
    app.until(lambda text: "Two" in text)
    app.send("jm")
    app.until(lambda text: "Bookmarked" in text)
    app.process.kill(signal.SIGHUP)
    assert app.end() == 0
    with Library.open(tmp_path / "hup.db") as library:
        assert library.recall("place") is not None


@pytest.mark.parametrize(
    ("keys", "words"), [("m", "Bookmarked"), ("D", "Deleted"), ("A", "Marked read")]
)
def test_what_the_status_line_said_survives_the_death_of_the_app(terminal, tmp_path, keys, words):
    """Killed the moment it said that something was done, it has it done when it starts again."""
    path = tmp_path / "library.db"
    fill(path, {"Alpha": [entry(f"A{n}", n) for n in range(30)]})
    app = terminal(path.name)
    app.until(lambda text: "A0" in text)
    app.send(keys)
    app.until(lambda text: words in text)
    app.process.kill(signal.SIGKILL)
    with Library.open(path) as library:
        assert (library.notices, library.flaws()) == ([], [])
        change = library.journal.undo()
        assert change is not None
        assert words.lower() in change.in_words()


def test_the_terminal_is_told_of_matches(terminal, tmp_path: Path, feed_server) -> None:
    """With `notify = "osc9"` it gets words that hold nothing of its own language."""
    url = feed_server.serve("/feed", rss("Coast", ["Rain &#27;]0;title&#7; falls", "Sun"]))
    with Library.open(tmp_path / "library.db") as library:
        library.feeds.add([NewFeed(url)], is_undoable=False)
    one = terminal(settings='notify = "osc9"\n[[hooks]]\nquery = "title:rain"\n')
    one.until(lambda text: "No articles yet" in text)
    one.send("R")
    one.until(lambda text: "title:rain" in text)
    one.send("Q")
    assert one.end() == 0
    [told] = re.findall(rb"\x1b\]9;([^\x07]*)\x07", one.seen)
    assert told.startswith("newsreader: title:rain: “Rain ".encode())
    assert b"\x1b" not in told


@pytest.mark.parametrize(
    ("name", "begins", "ends"),
    [
        ("xterm-kitty", rb"\x1b_G[^;]*f=100[^;]*;iVBOR", rb"\x1b_Ga=d"),
        ("foot", rb"\x1bP[0-9;]*q", rb""),
    ],
)
def test_a_picture_is_sent_as_the_terminal_takes_it(
    terminal, tmp_path: Path, feed_server: FeedServer, name: str, begins: bytes, ends: bytes
) -> None:
    """Kitty gets a PNG by its protocol, others sixels; behind it the article is there again."""
    lamp = feed_server.serve("/lamp.png", picture(400, 200), content_type="image/png")
    body = html_to_text(f"<p>Text of the lamp.<p><img alt='By day' src='{lamp}'>")
    fill(tmp_path / "library.db", {"Coast": [replace(entry("The lamp"), body=body)]})
    app = terminal(TERM=name)
    app.until(lambda text: "The lamp" in text)
    app.send("\r")
    app.until(lambda text: "Text of the lamp" in text)
    app.send("P")
    app.until(lambda _: re.search(begins, app.seen))
    app.send("q")
    app.until(lambda text: "Text of the lamp" in text)
    app.send("Q")
    assert app.end() == 0
    assert re.search(ends, app.seen)
