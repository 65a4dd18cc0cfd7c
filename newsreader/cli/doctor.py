"""The command that looks whether all is well: doctor."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from pathlib import Path

from newsreader.cli.output import print_json, say, say_text
from newsreader.cli.telling import opened
from newsreader.jobs.records import Record
from newsreader.library.library import DamagedError, Library, LibraryError
from newsreader.settings import Settings

_COLUMNS, _LINES = 80, 24


def doctor(arguments: Namespace, settings: Settings) -> int:
    """Check the library, the settings and the terminal; put right what can be, say what to do."""
    _, mistakes = Settings.load(arguments.config, arguments.library)
    # Keys and themes are the app's business, which no command knows.
    mistakes += arguments.app_mistakes(settings)
    library, problems, repairs = _library(settings)
    problems += mistakes
    terminal, remarks = _terminal()
    configuration: Record = {
        "path": str(settings.config_path),
        "exists": _exists(settings.config_path),
        "problems": mistakes,
    }
    if arguments.json:
        report = {"library": library, "settings": configuration, "terminal": terminal}
        advice = [*problems, *remarks]
        print_json({**report, "is_well": not problems, "repairs": repairs, "advice": advice})
    else:
        _print({"library": library, "settings": configuration, "terminal": terminal})
        for line in repairs:
            say(f"+ {line}")
        for line in [*problems, *remarks]:
            say(f"! {line}")
        if not problems:
            say("all is well")
    return 1 if problems else 0


def _library(settings: Settings) -> tuple[Record, list[str], list[str]]:
    """Return facts about the library file, what is wrong with it, and what was put right."""
    path = settings.library_path
    facts: Record = {"path": str(path), "exists": _exists(path)}
    if facts["exists"] is None:
        return facts, [f"{path}: its folder cannot be read; check its permissions"], []
    if not facts["exists"]:
        # Looking must not make one.
        return facts, _obstacles(path), []
    repairs: list[str] = []
    try:
        repairs += _repaired(path)
        with Library.open(path) as library:
            if not library.is_read_only and library.compact():
                repairs.append(f"{path}: what was free in it was given back to the disk")
            flaws = library.flaws()
            obstacle = library.obstacle
            facts |= _facts(library)
    except LibraryError as error:
        return facts, [str(error)], repairs
    advice = "save your feeds with `newsreader export opml FILE` and begin a new library"
    problems = [f"{flaw}; {advice}" for flaw in flaws]
    if obstacle:
        problems.append(f"{path} {obstacle}")
    return facts, problems, repairs


def _repaired(path: Path) -> list[str]:
    """Look through the library and put right what is wrong with it; return what was done."""
    done: list[str] = []
    try:
        with opened(path) as library:
            done += library.notices
            if library.is_read_only:
                return done
            done += library.mend()
            if not library.flaws():
                return done
            library.suspect()
    except DamagedError:
        # It is suspected now: opening it looks through it.
        pass
    with opened(path) as library:
        return [*done, *library.notices]


def _facts(library: Library) -> Record:
    totals = library.feeds.totals()
    feeds = library.feeds.all()
    use = library.disk_use()
    return {
        "bytes": use.library,
        "free_bytes": use.free,
        "backups": use.backup_count,
        "backup_bytes": use.backups,
        "newest_backup": use.newest_backup and str(use.newest_backup),
        "damaged_bytes_kept": use.aside,
        "is_read_only": library.is_read_only,
        "feeds": len(feeds),
        "failing_feeds": sum(feed.health.last_error is not None for feed in feeds),
        "articles": totals.articles,
        "unread": totals.unread,
        "bookmarked": totals.bookmarked,
    }


def _exists(path: Path) -> bool | None:
    """Whether there is a file, or None where its folder does not let one look."""
    try:
        path.stat()
    except PermissionError:
        return None
    except (OSError, ValueError):
        return False
    return True


def _obstacles(path: Path) -> list[str]:
    """Return what keeps a file from being made, its missing folders with it."""
    nearest = next((folder for folder in path.absolute().parents if _exists(folder)), path)
    if not nearest.is_dir():
        return [f"{path}: cannot be made, for {nearest} is no folder; name another library"]
    if not os.access(nearest, os.W_OK | os.X_OK):
        return [f"{path}: cannot be made, for {nearest} may not be written; make it writable"]
    return []


def _terminal() -> tuple[Record, list[str]]:
    """Return facts about the terminal, and advice."""
    size = shutil.get_terminal_size()
    encoding = (sys.stdout.encoding or "").lower()
    facts: Record = {
        "is_terminal": sys.stdout.isatty(),
        "type": os.environ.get("TERM"),
        "columns": size.columns,
        "lines": size.lines,
        "encoding": encoding,
        "has_true_colour": os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"),
        "is_colour_wanted": not os.environ.get("NO_COLOR"),
    }
    advice = []
    if encoding.replace("-", "") != "utf8":
        advice.append("the terminal's encoding is not UTF-8: set LANG, such as LANG=C.UTF-8")
    if facts["is_terminal"] and (size.columns < _COLUMNS or size.lines < _LINES):
        advice.append("the terminal is small: 80 columns and 24 lines show everything")
    if facts["is_terminal"] and facts["type"] in (None, "dumb"):
        advice.append("the terminal's type is not known: set TERM, such as TERM=xterm-256color")
    return facts, advice


def _print(report: dict[str, Record]) -> None:
    for part, facts in report.items():
        say(part)
        for name, value in facts.items():
            words = {True: "yes", False: "no", None: "unknown"}
            shown = words[value] if isinstance(value, bool) or value is None else value
            if not isinstance(shown, list):
                say_text(f"  {name.replace('_', ' ')}: {shown}")
