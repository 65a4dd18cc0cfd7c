"""Commands that show names: names, name."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from newsreader.cli.opening import complain_of_article, open_library
from newsreader.cli.output import (
    complain,
    is_terminal,
    print_json,
    print_json_array,
    say_fields,
)
from newsreader.library.library import Library
from newsreader.model.mention import MentionKind
from newsreader.model.name import Name
from newsreader.settings import Settings

_SHOWN = 50
"""Articles of a name's page for people; JSON has all."""


def names(arguments: Namespace, settings: Settings) -> int:
    """List the names of an article, or of the whole library."""
    from newsreader.jobs.records import name_record

    kind = None if arguments.kind is None else MentionKind(arguments.kind)
    with open_library(settings) as library:
        if arguments.id is None:
            found = library.names.all(kind, limit=arguments.limit)
        else:
            listed = _of_article(library, arguments.id, kind, arguments.limit)
            if listed is None:
                complain_of_article(arguments.id)
                return 1
            found = iter(listed)
        if arguments.json:
            print_json_array(map(name_record, found))
        elif is_terminal():
            from newsreader.cli.name_page import print_names

            print_names(found)
        else:
            _print_plain(found)
    return 0


def name(arguments: Namespace, settings: Settings) -> int:
    """Show a name's page."""
    from newsreader.jobs.records import name_page_record

    with open_library(settings) as library:
        found = library.names.find(arguments.name)
        if not found:
            _complain_of_name(library, arguments.name)
            return 1
        if arguments.json:
            print_json(name_page_record(library, found[0]))
        else:
            from newsreader.cli.name_page import print_page

            print_page(library, found[0], others=found[1:], limit=arguments.limit or _SHOWN)
    return 0


def _of_article(
    library: Library, article_id: int, kind: MentionKind | None, limit: int | None
) -> list[Name] | None:
    """Return the names of an article, marked at once if need be; None if there is none."""
    from newsreader.jobs.annotate import annotate_article

    if annotate_article(library, article_id) is None:
        return None
    found = library.names.of_article(article_id)
    return [each for each in found if kind in (None, each.kind)][:limit]


def _complain_of_name(library: Library, text: str) -> None:
    if not text.strip():
        complain("a name is needed; `newsreader names` lists those there are")
        return
    near = ", ".join(f"“{each.name}”" for each in library.names.near(text))
    what = f"near it are {near}" if near else "`newsreader names` lists those there are"
    complain(f"{text}: no article of the library has this name; {what}")


def _print_plain(found: Iterator[Name]) -> None:
    for each in found:
        say_fields((each.count, each.articles, each.kind.value, each.name))
