"""The reader's own keys: presets, clashes, what cannot be a key, and words that follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.tui.cells import first_clauses
from newsreader.tui.commands import COMMANDS, Command, Pane, groups
from newsreader.tui.commands.bindings import PLACES, bindings_of
from newsreader.tui.commands.key_names import key_name, read_keys
from newsreader.tui.commands.presets import NEWSBOAT, NEWSBOAT_ALONE
from tests.tui.app_driver import running

EVERY = [command for commands in groups().values() for command in commands]


def keys_of(command_id: str, **settings: object) -> tuple[str, ...]:
    """The keys a command has by some settings, which have no mistake in them."""
    bindings, mistakes = bindings_of(keys=settings)
    assert mistakes == []
    return bindings.of(command_id).keys


def mistake(keys: dict[str, object], preset: str = "default") -> str:
    """The one mistake in some settings."""
    _, mistakes = bindings_of(preset, keys)
    assert len(mistakes) == 1, mistakes
    return mistakes[0]


def test_without_settings_the_keys_are_the_commands_own() -> None:
    """Every command has its keys, in every pane it is of."""
    bindings, mistakes = bindings_of()
    assert mistakes == []
    assert bindings.in_use(EVERY) == tuple(EVERY)
    for pane in Pane:
        wanted = {keys: c for c in COMMANDS if pane in c.panes for keys in c.keys}
        assert bindings.table(pane) == wanted


def test_a_command_has_the_keys_it_is_given() -> None:
    """A list replaces the command's keys; the first is the one that is shown."""
    assert keys_of("next-unread", **{"next-unread": ["ctrl+j", "Z Z"]}) == ("ctrl+j", "Z Z")
    bindings, _ = bindings_of(keys={"next-unread": ["ctrl+j", "n"]})
    assert bindings.key("next-unread") == "Ctrl+j"


def test_a_command_can_be_without_keys() -> None:
    """An empty word or list takes a command's keys away; words then name the palette."""
    for nothing in ("", [], [""]):
        assert keys_of("delete", delete=nothing) == ()
        bindings, _ = bindings_of(keys={"delete": nothing})
        assert bindings.key("delete") == ": delete"
        assert "D" not in bindings.table(Pane.LIST)


def test_a_key_can_go_from_one_command_to_another() -> None:
    """Where the command that had it gets another, there is nothing to say."""
    bindings, mistakes = bindings_of(keys={"redo": "u", "undo": "U"})
    assert mistakes == []
    assert bindings.table(Pane.LIST)["u"].id == "redo"
    assert bindings.table(Pane.LIST)["U"].id == "undo"


def test_a_clash_is_said_once_with_its_places() -> None:
    """The reader's key is the reader's; that the other command lost it is one sentence."""
    words = mistake({"toggle-order": "j"})
    assert words == (
        "[keys] j is wanted by toggle-order and down; down goes without it in the headlines: "
        "set other keys for down, or none."
    )
    bindings, _ = bindings_of(keys={"toggle-order": "j"})
    assert bindings.table(Pane.LIST)["j"].id == "toggle-order"
    assert bindings.table(Pane.FEEDS)["j"].id == "down"
    assert bindings.key("down", Pane.LIST) == "Down"
    assert "in the feeds pane, in the headlines and in an article" in mistake({"undo": "j"})


def test_two_wishes_of_the_reader_clash() -> None:
    """The one that comes first in the list of commands has the key."""
    words = mistake({"undo": "Z", "redo": "Z"})
    assert "Z is wanted by undo and redo" in words


def test_a_key_that_begins_a_sequence_is_said() -> None:
    """`g` and `gg` cannot both be had in one pane."""
    assert "g of open and gg of top begin alike" in mistake({"open": "g"})
    assert "jk of delete and j of down begin alike" in mistake({"delete": "j k"})


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"nexx-unread": "n"}, "no command “nexx-unread”: did you mean next-unread"),
        ({"undo": 5}, "undo must be a key or a list of keys"),
        ({"undo": ["u", 5]}, "undo must be a key or a list of keys"),
        ({"undo": "hyper+x"}, "“hyper+x” is no key"),
        ({"undo": "f99"}, "“f99” is no key"),
        ({"undo": "ctrl+i"}, "“ctrl+i” is 'tab' to a terminal"),
        ({"undo": "ctrl+M"}, "“ctrl+M” is 'enter' to a terminal"),
        ({"undo": "shift+a"}, "“shift+a” is a character of its own: write 'A'"),
        ({"undo": "ctrl+shift+a"}, "many terminals cannot send"),
        ({"undo": "ctrl+enter"}, "many terminals cannot send"),
        ({"undo": "ctrl+c"}, "“ctrl+c” is for copying"),
        ({"undo": "ctrl+q"}, "“ctrl+q” always quits"),
        ({"undo": "7"}, "begins with a digit"),
        ({"undo": "1 j"}, "begins with a digit"),
        ({"leave": "g g"}, "“g g” is a sequence"),
    ],
)
def test_what_cannot_be_is_said(keys: dict[str, object], words: str) -> None:
    """Each mistake is a sentence, and the command keeps the keys it had."""
    assert words in mistake(keys)
    bindings, _ = bindings_of(keys=keys)
    assert bindings.in_use(EVERY) == tuple(EVERY)


def test_the_same_thing_on_another_screen_follows() -> None:
    """Undoing among the feeds with problems has the key that undoing has."""
    assert keys_of("undo-here", undo="U") == ("U",)
    assert keys_of("undo-here", **{"undo": "U", "undo-here": "x"}) == ("x",)
    assert keys_of("undo-here", undo="Z u") == ("u",)


@pytest.mark.parametrize(
    ("written", "read", "shown"),
    [
        ("?", "question_mark", "?"),
        ("G", "G", "G"),
        ("g g", "g g", "gg"),
        ("Ctrl+J", "ctrl+j", "Ctrl+j"),
        ("Esc", "escape", "Escape"),
        ("PgDn", "pagedown", "PageDown"),
        ("shift+ctrl+Left", "ctrl+shift+left", "Ctrl+Shift+Left"),
        ("alt+x", "alt+x", "Alt+x"),
        ("+", "plus", "+"),
        ("é", "é", "é"),
        ("f5", "f5", "F5"),
        ("shift+tab", "shift+tab", "Shift+Tab"),
        ("left_square_bracket", "left_square_bracket", "["),
    ],
)
def test_keys_can_be_written_as_they_are_printed(written: str, read: str, shown: str) -> None:
    """A character stands for itself; names are Textual's, or the usual short ones."""
    assert read_keys(written) == read
    assert key_name(read) == shown


@given(
    st.sampled_from(["default", "newsboat"]),
    st.dictionaries(
        st.sampled_from([c.id for c in EVERY]) | st.text(max_size=8),
        st.text(max_size=8)
        | st.lists(st.sampled_from(["j", "g", "g g", "g x", "u", "ctrl+j", "f5", "", "5"])),
        max_size=6,
    ),
)
def test_whatever_is_written_no_key_has_two_meanings(preset: str, keys: dict[str, object]) -> None:
    """Any table gives usable keys: no sequence hides behind a key, and mistakes are sentences."""
    bindings, mistakes = bindings_of(preset, keys)
    assert all(words.endswith(".") and "\n" not in words for words in mistakes)
    for pane in Pane:
        table = bindings.table(pane)
        assert not any(a != b and b.startswith(f"{a} ") for a in table for b in table)
        assert all(pane in command.panes for command in table.values())


# --- newsboat's keys --------------------------------------------------------------------------


def test_the_newsboat_preset_has_no_clash() -> None:
    """Its keys are given out without a word."""
    bindings, mistakes = bindings_of("newsboat")
    assert mistakes == []
    known = {command.id for command in EVERY}
    for key, command_ids in NEWSBOAT.values():
        here = [command_id for command_id in command_ids if command_id in known]
        for command_id in here:
            assert key in bindings.of(command_id).keys, command_id


@pytest.mark.parametrize("pane", list(Pane))
def test_newsboats_keys_do_what_they_do_there(pane: Pane) -> None:
    """With its preset, a key of newsboat's runs the same operation here, or nothing."""
    table = bindings_of("newsboat")[0].table(pane)
    for key, command_ids in NEWSBOAT.values():
        # Moving by j and k is what newsboat leaves free outside the list of articles.
        wanted = {*command_ids, *(("down", "up") if key in "jk" and pane is not Pane.LIST else ())}
        assert key not in table or table[key].id in wanted | _same_key(key)
    assert not set(NEWSBOAT_ALONE.values()) & set(table)


def _same_key(key: str) -> set[str]:
    return {name for other, names in NEWSBOAT.values() if other == key for name in names}


def test_the_preset_leaves_no_command_of_the_default_unreachable() -> None:
    """What gave its key to newsboat has another, but where newsboat itself has none."""
    bindings, _ = bindings_of("newsboat")
    lost = {c.id for c in EVERY if c.keys and not bindings.of(c.id).keys}
    assert lost == {"half-page-down", "half-page-up"}


def test_the_reader_comes_before_the_preset() -> None:
    """Own keys are laid over a preset."""
    bindings, mistakes = bindings_of("newsboat", {"undo": "Z"})
    assert mistakes == []
    assert bindings.of("undo").keys == ("Z",)
    assert bindings.of("redo").keys == ("ctrl+y",)


# --- in the app -------------------------------------------------------------------------------

KEYS = 'refresh_interval = 0\n[keys]\nundo = "ctrl+z"\ntoggle-read = "x x"\nfull-text = "X"\n'


async def test_the_app_follows_the_readers_keys(library_path: Path) -> None:
    """Keys do what the settings say, and footer, help and words name them."""
    async with running(library_path, config=KEYS) as app:
        await app.press("x")
        assert app.screen.status.pending == "x"
        await app.press("x")
        await app.says("Marked read “A1”. Ctrl+z takes it back.")
        assert "xx read/unread" in app.text()
        await app.press("ctrl+z")
        await app.says("Took back")
        await app.press("question_mark", "slash", *"takeback")
        await app.until(lambda: "Ctrl+z" in app.text() and "Take back" in app.text())


async def test_mistakes_in_keys_are_said_at_the_start(library_path: Path) -> None:
    """The status line counts them, and the error log keeps them."""
    config = 'refresh_interval = 0\n[keys]\nnope = "u"\nundo = "ctrl+i"\n'
    async with running(library_path, config=config) as app:
        await app.says("The settings have 2 mistakes; : error-log lists what is wrong.")
        await app.press("colon", *"error log", "enter")
        await app.until(lambda: "There is no command “nope”" in app.text())
        assert "“ctrl+i” is 'tab' to a terminal" in app.text()


async def test_a_key_without_meaning_says_so_once(library_path: Path) -> None:
    """Per key and pane; where it has a meaning elsewhere, that is said."""
    async with running(library_path) as app:
        await app.press("x")
        await app.says("x does nothing here. In an article: fetch the full text")
        await app.press("j")
        assert app.screen.status.words == ""
        await app.press("x")
        assert app.screen.status.words == ""
        await app.press("Z")
        await app.says("Z does nothing here. ? shows all keys, : finds a command.")
        await app.press("h", "x")
        await app.says("x does nothing here.")


def test_what_a_key_does_elsewhere_fits_80_columns() -> None:
    """Of long words the first clauses are said, so that none is cut."""
    for command in COMMANDS:
        for pane in command.panes if command.panes != frozenset(Pane) else ():
            for keys in command.keys:
                words = f"{key_name(keys)} does nothing here. {PLACES[pane]}: ."
                room = 80 - 3 - cell_len(words)
                assert cell_len(first_clauses(command.help, room)) <= room, command.id


@given(st.text("ab;:, or"), st.integers(0, 20))
def test_first_clauses_begin_a_text(text: str, width: int) -> None:
    """What fits stays whole; what does not is cut between clauses, if it has any."""
    found = first_clauses(text, width)
    assert text.startswith(found)
    if cell_len(text) <= width:
        assert found == text
    elif "; " in text.strip("; "):
        assert len(found) < len(text)


def test_a_command_of_a_screen_has_no_pane() -> None:
    """Where a command belongs is told by its panes, or else by its group."""
    for name, commands in groups().items():
        assert {command.group for command in commands} == {name}
        screens: list[Command] = [command for command in commands if not command.panes]
        assert len(screens) in (0, len(commands))


def test_the_preset_names_commands_that_there_are() -> None:
    """An operation of newsboat's that is said to be here is."""
    known = {command.id for command in EVERY}
    assert {name for _, names in NEWSBOAT.values() for name in names} <= known
