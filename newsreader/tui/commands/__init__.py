"""Every command once: bindings, palette, help and README's table of keys come from here.

A file holds the commands of one group, or of one screen other than the reading screen.
"""

from newsreader.tui.commands import (
    article,
    article_names,
    broken_feeds,
    everywhere,
    feeds,
    figures,
    further,
    headlines,
    links,
    modes,
    moving,
    name_page,
    pictures,
    rising_names,
    sharing,
)
from newsreader.tui.commands.command import Command, Pane
from newsreader.tui.commands.key_names import key_name, key_names

__all__ = [
    "ARTICLE_NAMES_COMMANDS",
    "BROKEN_FEEDS_COMMANDS",
    "BY_ID",
    "COMMANDS",
    "FIGURES_COMMANDS",
    "HINTED_COMMANDS",
    "LISTED_COMMANDS",
    "NAME_PAGE_COMMANDS",
    "PICTURES_COMMANDS",
    "RISING_NAMES_COMMANDS",
    "SELECTING_COMMANDS",
    "Command",
    "Pane",
    "groups",
    "key_name",
    "key_names",
]

COMMANDS: tuple[Command, ...] = (
    *headlines.COMMANDS,
    *article.COMMANDS,
    *links.COMMANDS,
    *sharing.COMMANDS,
    *feeds.COMMANDS,
    *everywhere.COMMANDS,
    *moving.COMMANDS,
    *further.COMMANDS,
)
"""The commands of the reading screen."""

ARTICLE_NAMES_COMMANDS = article_names.COMMANDS
BROKEN_FEEDS_COMMANDS = broken_feeds.COMMANDS
FIGURES_COMMANDS = figures.COMMANDS
NAME_PAGE_COMMANDS = name_page.COMMANDS
PICTURES_COMMANDS = pictures.COMMANDS
RISING_NAMES_COMMANDS = rising_names.COMMANDS
LISTED_COMMANDS = links.LISTED_COMMANDS
HINTED_COMMANDS = modes.HINTED_COMMANDS
SELECTING_COMMANDS = modes.SELECTING_COMMANDS

BY_ID = {command.id: command for command in COMMANDS}


def groups() -> dict[str, tuple[Command, ...]]:
    """Return the commands by group, in the order in which help shows them."""
    order = (
        everywhere,
        moving,
        headlines,
        article,
        links,
        sharing,
        article_names,
        figures,
        pictures,
        rising_names,
        name_page,
        feeds,
        broken_feeds,
        further,
    )
    parts = {part.GROUP: part.COMMANDS for part in order}
    return parts | {
        links.LISTED_GROUP: links.LISTED_COMMANDS,
        modes.HINTS_GROUP: modes.HINTED_COMMANDS,
        modes.SELECTING_GROUP: modes.SELECTING_COMMANDS,
    }
