"""What the commands do, a module for each part of the screen."""

from newsreader.tui.actions import (
    arranging,
    article,
    everywhere,
    feeds,
    further,
    headlines,
    links,
    moving,
    selecting,
    sharing,
)
from newsreader.tui.actions.registry import ACTIONS

__all__ = [
    "ACTIONS",
    "arranging",
    "article",
    "everywhere",
    "feeds",
    "further",
    "headlines",
    "links",
    "moving",
    "selecting",
    "sharing",
]
