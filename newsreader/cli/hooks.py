"""What the refresh says of new articles that match."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from newsreader.cli.output import complain, print_json, say
from newsreader.library.library import Library
from newsreader.settings import Settings

_NAMED = 3
"""Titles that are given to programs."""


def tell_of_matches(
    library: Library, article_ids: Sequence[int], settings: Settings, arguments: Namespace
) -> int:
    """Run the hooks on new articles, a line for each that matches any; return the exit code."""
    if not settings.hooks or not article_ids:
        return 0
    from newsreader.jobs.hooks import run_hooks

    code = 0
    for matched in run_hooks(library, article_ids, settings):
        count = len(matched.headlines)
        if arguments.json:
            titles = [headline.title for headline in matched.headlines[:_NAMED]]
            record = {"hook": matched.hook.name, "matches": count, "titles": titles}
            print_json({**record, "error": matched.problem})
        elif count:
            say(f"{matched.hook.name}: {count} new article{'' if count == 1 else 's'} found")
        if matched.problem is not None:
            complain(f"hook {matched.hook.name}: {matched.problem}")
            code = 1
    return code
