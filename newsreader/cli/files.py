"""Commands about files: import, export."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.asking import asked
from newsreader.cli.marking import annotate_now
from newsreader.cli.opening import find_saved_search, open_library
from newsreader.cli.output import complain, print_json, say
from newsreader.model.query import narrowed
from newsreader.model.text import clean
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.jobs.importing import Imported, Refused

_JSON_ENDINGS = frozenset({".jsonl", ".ndjson", ".json"})


def import_(arguments: Namespace, settings: Settings) -> int:
    """Import files; a line an item."""
    from newsreader.jobs.importing import Refused, import_files

    code = 0
    marked: list[int] = []
    with open_library(settings) as library:
        for item in import_files(library, arguments.files):
            if isinstance(item, Refused):
                _print_refused(item, arguments)
                code = 1
                continue
            if item.needs_marks:
                marked.append(item.id)
            _print_imported(item, arguments)
        if arguments.annotate:
            annotate_now(library, marked)
    return code


def _print_refused(item: Refused, arguments: Namespace) -> None:
    if arguments.json:
        print_json({"kind": "refused", "name": item.name, "reason": item.reason})
    left_out = "left out: " if item.is_entry else ""
    complain(f"{left_out}{item.name}: {item.reason}")


def _print_imported(item: Imported, arguments: Namespace) -> None:
    if item.kind == "search":
        _print_search(item, arguments)
        return
    if arguments.json:
        record = {"kind": item.kind, "id": item.id, "title": item.title, "is_new": item.is_new}
        print_json({**record, "tags": item.tags} if item.kind == "feed" else record)
        return
    there = "" if item.is_new else "already there: "
    tags = f" (further tags, not kept: {', '.join(item.tags)})" if item.tags else ""
    say(f"{item.kind} {item.id} {there}{item.title}{tags}")


def _print_search(item: Imported, arguments: Namespace) -> None:
    """Print a saved search: its name is what other commands know it by."""
    if arguments.json:
        print_json({"kind": item.kind, "name": item.title, "is_new": item.is_new})
    else:
        say(f"{item.kind} {'' if item.is_new else 'already there: '}{item.title}")


def export(arguments: Namespace, settings: Settings) -> int:
    """Write the subscriptions, or articles, to a file or standard output."""
    from newsreader.jobs import exporting
    from newsreader.jobs.sharing import ENDINGS

    path = None if arguments.file == "-" else Path(arguments.file)
    if arguments.what == "opml":
        with open_library(settings) as library:
            return _write(path, [exporting.export_subscriptions(library)])
    ending = path.suffix.lower() if path else ".md"
    if ending not in _JSON_ENDINGS | {*ENDINGS}:
        complain(f"export: {path}: articles are written as .md, .txt, .html or .jsonl: name it so")
        return 2
    query = asked(arguments.query or "")
    if arguments.bookmarked:
        query = query._replace(is_bookmarked=True)
    with open_library(settings) as library:
        if arguments.saved is not None:
            search = find_saved_search(library, arguments.saved)
            if search is None:
                return 1
            query = narrowed(query, search.query())
        if ending in _JSON_ENDINGS:
            return _write(path, exporting.export_as_json_lines(library, query))
        return _write(path, map(clean, exporting.export_as(ending, library, query)))


def _write(path: Path | None, parts: Iterable[str]) -> int:
    """Write a file whole or not at all, or print it; return the exit code."""
    if path is None:
        for part in parts:
            sys.stdout.write(part)
        return 0
    path = path.resolve()
    unfinished = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():
            # A pipe or device cannot be replaced.
            with path.open("w", encoding="utf-8") as file:
                file.writelines(parts)
            return 0
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(parts)
        unfinished.replace(path)
    except OSError as error:
        _drop(unfinished)
        complain(f"{path}: it cannot be written ({error.strerror}); check the folder and the disk")
        return 1
    except BaseException:
        _drop(unfinished)
        raise
    return 0


def _drop(path: Path) -> None:
    # Where its folder is none, it was never made.
    with suppress(OSError):
        path.unlink(missing_ok=True)
