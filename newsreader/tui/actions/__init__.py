"""What the commands do, a module for each part of the screen."""

from newsreader.tui.actions import article, everywhere, feeds, headlines, moving, selecting
from newsreader.tui.actions.registry import ACTIONS

__all__ = ["ACTIONS", "article", "everywhere", "feeds", "headlines", "moving", "selecting"]
