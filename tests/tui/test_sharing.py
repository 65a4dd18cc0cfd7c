"""Copying an article as Markdown, writing it to a file, piping and mailing it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.screens.pipe_articles import PipeScreen
from newsreader.tui.screens.write_articles import WriteScreen
from tests.tui.app_driver import Driver, running
from tests.tui.test_links import Opened


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def dialog(app: Driver, key: str, kind: type[Dialog[object]]) -> Input:
    """Open a dialog; return the box in it."""
    await app.press(key)
    await app.until(lambda: isinstance(app.app.screen, kind), f"the dialog {kind}")
    screen = app.app.screen
    await app.until(lambda: isinstance(screen.focused, Input))
    assert isinstance(screen.focused, Input)
    return screen.focused


def expanded(name: str) -> Path:
    """The path that a name stands for."""
    return Path(name).expanduser()


async def reading(app: Driver) -> None:
    await app.until(lambda: app.app.screen is app.screen, "the dialog closed")


async def test_copying_as_markdown(library_path: Path) -> None:
    """Y copies the article under the cursor, or the open one, whole."""
    async with running(library_path) as app:
        await app.press("j", "Y")
        await app.says("Copied “B1” as Markdown.")
        assert "# B1\n" in app.app.clipboard
        assert "The text of B1" in app.app.clipboard
        assert "<https://example.org/2>" in app.app.clipboard
        await app.press("k", "enter")
        await app.shows("A1")
        await app.press("Y")
        await app.says("Copied “A1” as Markdown.")
        assert "Anna Berg met Ms Carter" in app.app.clipboard


async def test_writing_to_a_file(library_path: Path, tmp_path: Path) -> None:
    """The name is there already; typing takes its place, and what was used is remembered."""
    (tmp_path / "notes").mkdir()
    async with running(library_path) as app:
        box = await dialog(app, "w", WriteScreen)
        assert expanded(box.value) == tmp_path / "A1.md"
        await app.press("enter")
        await reading(app)
        await app.says("Wrote ")
        assert (tmp_path / "A1.md").read_text("utf-8").startswith("# A1\n")
        await app.press("j")
        box = await dialog(app, "w", WriteScreen)
        assert expanded(box.value) == tmp_path / "B1.md"
        box.value = str(tmp_path / "notes" / "page.html")
        await app.press("enter")
        await reading(app)
        assert "<h1>" in (tmp_path / "notes" / "page.html").read_text("utf-8")
    async with running(library_path) as app:
        await app.until(lambda: app.titles())
        await app.press("g", "g")
        box = await dialog(app, "w", WriteScreen)
        assert expanded(box.value) == tmp_path / "notes" / "A1.html"
        await app.press("escape")
        await reading(app)


async def test_tab_completes_the_folder(library_path: Path, tmp_path: Path) -> None:
    """The keyboard stays in the box."""
    (tmp_path / "notebook").mkdir()
    async with running(library_path) as app:
        box = await dialog(app, "w", WriteScreen)
        box.value = f"{tmp_path}/noteb"
        await app.press("tab")
        await app.until(lambda: box.value == f"{tmp_path}/notebook/")
        await app.press(*"x.md", "enter")
        await reading(app)
        assert (tmp_path / "notebook" / "x.md").exists()


async def test_nothing_is_replaced_without_a_second_enter(
    library_path: Path, tmp_path: Path
) -> None:
    """A file that is there is told; another name typed meanwhile needs no confirmation."""
    there = tmp_path / "A1.md"
    there.write_text("mine", "utf-8")
    async with running(library_path) as app:
        box = await dialog(app, "w", WriteScreen)
        await app.press("enter")
        await app.until(lambda: "Enter again replaces it." in app.text())
        assert there.read_text("utf-8") == "mine"
        box.value = "Other.md"
        await app.until(lambda: "Enter again" not in app.text())
        box.value = "A1.md"
        await app.press("enter")
        await app.until(lambda: "Enter again replaces it." in app.text())
        assert there.read_text("utf-8") == "mine"
        await app.press("enter")
        await reading(app)
        assert there.read_text("utf-8").startswith("# A1\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notes.pdf", "let the name end in .md, .txt or .html"),
        ("none/such/notes.md", "There is no folder none/such"),
        (" ", "Type a file name first."),
    ],
)
async def test_a_wrong_name_is_told(library_path: Path, name: str, words: str) -> None:
    """The dialog stays, with what is wrong and what to do."""
    async with running(library_path) as app:
        box = await dialog(app, "w", WriteScreen)
        box.value = name
        await app.press("enter")
        await app.until(lambda: words in " ".join(app.text().split()))
        assert box.value == name


async def test_piping_to_a_command(library_path: Path, tmp_path: Path) -> None:
    """The command gets the article as Markdown; its first line is said, and it is remembered."""
    script = tmp_path / "count.py"
    script.write_text("import sys\ntext = sys.stdin.read()\nprint(len(text.split()), text[:4])\n")
    typed = f"{sys.executable} '{script}'"
    async with running(library_path) as app:
        box = await dialog(app, "vertical_line", PipeScreen)
        assert box.value == ""
        box.value = typed
        await app.press("enter")
        await app.says(": 1")
        assert "# A1" in app.screen.status.words
    async with running(library_path) as app:
        await app.until(lambda: app.titles())
        box = await dialog(app, "vertical_line", PipeScreen)
        assert box.value == typed
        await app.press("escape")
        await reading(app)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/no/such/command -x", "There is no command /no/such/command."),
        (
            f"{sys.executable} -c 'import sys; print(\"so bad\"); sys.exit(3)'",
            "failed with exit code 3: so bad",
        ),
        (f"{sys.executable} -c 'pass'", "is done."),
    ],
)
async def test_how_a_command_ended_is_told(library_path: Path, typed: str, words: str) -> None:
    """One that is missing, fails, ignores its input or says nothing is told in words."""
    async with running(library_path, size=(160, 30)) as app:
        box = await dialog(app, "vertical_line", PipeScreen)
        box.value = typed
        await app.press("enter")
        await app.says(words)
        assert app.screen.status.side_work == ""


async def test_a_command_typed_wrongly_is_told(library_path: Path) -> None:
    """An open quote, and nothing at all."""
    async with running(library_path) as app:
        box = await dialog(app, "vertical_line", PipeScreen)
        await app.press("enter")
        await app.until(lambda: "Type a command first." in app.text())
        box.value = "less 'x"
        await app.press("enter")
        await app.until(lambda: "A quote is not closed" in app.text())


async def test_what_a_shell_would_obey_is_only_a_word(library_path: Path, tmp_path: Path) -> None:
    """No shell sees the command: redirections and the like are words for the program."""
    async with running(library_path) as app:
        box = await dialog(app, "vertical_line", PipeScreen)
        box.value = f"{sys.executable} -c 'import sys; print(sys.argv[1:])' > out; touch x"
        await app.press("enter")
        await app.says("['>', 'out;', 'touch', 'x']")
        assert not (tmp_path / "out").exists()
        assert not (tmp_path / "x").exists()


async def test_a_terminal_that_cannot_be_given_away_is_told(library_path: Path) -> None:
    """Under the pilot there is no terminal for a pager."""
    async with running(library_path) as app:
        box = await dialog(app, "vertical_line", PipeScreen)
        box.value = "less"
        await app.press("enter")
        await app.says("This terminal cannot be given to another program.")


async def test_mailing_a_link(library_path: Path, tmp_path: Path) -> None:
    """The mail program of the settings gets subject and link."""
    opened = Opened(tmp_path)
    async with running(library_path, config=opened.config) as app:
        await app.press("at")
        await opened.by(app, "mail mailto:?subject=A1&body=https%3A%2F%2Fexample.org%2F2%0D%0A")
