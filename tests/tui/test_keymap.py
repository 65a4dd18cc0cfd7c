"""Keys become commands: counts, sequences, panes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.commands import (
    BROKEN_FEEDS_COMMANDS,
    COMMANDS,
    FIGURES_COMMANDS,
    Command,
    Pane,
    key_name,
)
from newsreader.tui.keymap import MAX_COUNT, Keymap


def press(keys: str, pane: Pane = Pane.LIST) -> tuple[str | None, int | None]:
    """Press keys one by one; return the last one's command and count."""
    keymap = Keymap()
    for key in keys.split():
        outcome = keymap.press(key, pane)
    return (outcome.command.id if outcome.command else None, outcome.count)


@pytest.mark.parametrize("pane", list(Pane))
def test_no_key_has_two_meanings_in_one_pane(pane: Pane) -> None:
    """A key runs one command in a pane, and no command hides behind another's first key."""
    keys = [k for c in COMMANDS if pane in c.panes for k in c.keys]
    assert len(keys) == len(set(keys))
    firsts = {k.split()[0] for k in keys if " " in k}
    assert not firsts & {k for k in keys if " " not in k}


@pytest.mark.parametrize("commands", [BROKEN_FEEDS_COMMANDS, FIGURES_COMMANDS])
def test_no_key_has_two_meanings_on_a_screen_of_its_own(commands: tuple[Command, ...]) -> None:
    """Among the feeds with problems and the figures a key does one thing."""
    keys = [key for command in commands for key in command.keys]
    assert len(keys) == len(set(keys))


def test_command_ids_are_unique() -> None:
    """A command is known by one id."""
    ids = [c.id for c in (*COMMANDS, *BROKEN_FEEDS_COMMANDS, *FIGURES_COMMANDS)]
    assert len(ids) == len(set(ids))


def test_a_single_key_runs_its_command() -> None:
    """`j` moves down."""
    assert press("j") == ("down", None)


def test_a_count_goes_to_the_command() -> None:
    """`15j` moves down fifteen rows."""
    assert press("1 5 j") == ("down", 15)


def test_zero_only_continues_a_count() -> None:
    """`0` alone means nothing, `10j` is ten."""
    assert press("0") == (None, None)
    assert press("1 0 j") == ("down", 10)


def test_a_sequence_waits_for_its_second_key() -> None:
    """`gg` goes to the top, `g` alone waits."""
    keymap = Keymap()
    assert keymap.press("g", Pane.LIST).is_pending
    assert keymap.pending == "g"
    outcome = keymap.press("g", Pane.LIST)
    assert outcome.command is not None
    assert outcome.command.id == "top"
    assert keymap.pending == ""


def test_a_broken_sequence_is_forgotten() -> None:
    """`g` and a key that does not belong to it do nothing, and the next key starts anew."""
    assert press("g j") == (None, None)
    assert press("g j j") == ("down", None)


def test_the_pane_decides() -> None:
    """`D` deletes a headline and unsubscribes a feed."""
    assert press("D", Pane.LIST)[0] == "delete"
    assert press("D", Pane.FEEDS)[0] == "unsubscribe"


@given(st.lists(st.sampled_from(["1", "9", "0", "g", "j", "z", "ctrl+x", "escape"]), max_size=30))
def test_any_keys_leave_the_keymap_usable(keys: list[str]) -> None:
    """Whatever was typed, counts stay in bounds and two more keys run a command."""
    keymap = Keymap()
    for key in keys:
        outcome = keymap.press(key, Pane.LIST)
        assert outcome.count is None or 0 < outcome.count <= MAX_COUNT
    keymap.press("k", Pane.LIST)
    outcome = keymap.press("k", Pane.LIST)
    assert outcome.command is not None
    assert outcome.command.id == "up"


def test_keys_are_named_as_on_the_keyboard() -> None:
    """Help says `gg`, `Ctrl+n`, `.` rather than Textual's names."""
    assert key_name("g g") == "gg"
    assert key_name("ctrl+n") == "Ctrl+n"
    assert key_name("full_stop") == "."


def test_a_count_reaches_any_row() -> None:
    """`500000G` goes to the row of that number in a list of a million."""
    assert press("5 0 0 0 0 0 G") == ("bottom", 500_000)
