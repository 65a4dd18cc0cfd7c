"""What was left when an article was opened from the page of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from newsreader.tui.commands import Pane
    from newsreader.tui.names.name_page import NamePlace
    from newsreader.tui.names.rising_names import RisingPlace
    from newsreader.tui.reader import Before

Stop: TypeAlias = "NamePlace | RisingPlace"
"""A screen over the reading screen, as it was left."""


class MentionPlace(NamedTuple):
    """A mention: where it begins in the body of an article, or (`is_in_title`) in its title."""

    article_id: int
    start: int
    is_in_title: bool


class Left(NamedTuple):
    """The screens that were left for an article, the lowest first, and what was behind them.

    `depth` is how far one could go back from the article `before`, if one was open; `mention` is
    the one stepped to in it, `pane` what had the keyboard, unless (`is_in_panel`) the panel of the
    article's names had it.
    """

    article_id: int
    stops: tuple[Stop, ...]
    depth: int
    before: Before | None
    mention: MentionPlace | None
    pane: Pane
    is_in_panel: bool
