"""Telling of new articles that match, and running the user's commands on them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from newsreader.jobs.commands import StartError, start
from newsreader.library.library import Library
from newsreader.model.article import Headline
from newsreader.model.feed import without_login
from newsreader.model.query import parse_query
from newsreader.model.text import clean_line
from newsreader.settings import Hook, Settings

MOST_RUNS = 20
"""Commands that are run after a refresh, all hooks taken together."""

TIMEOUT = 10.0
"""Seconds that a command may take."""

_LONGEST = 500
"""Characters of what stands for a placeholder."""

_PLACEHOLDER = re.compile("%([tufi%])")


@dataclass(frozen=True, slots=True)
class Matched:
    """What came of a hook: the new articles that match, newest first, and what went wrong.

    `problem` is a sentence for the user, or None; the other hooks are run all the same.
    """

    hook: Hook
    headlines: tuple[Headline, ...] = ()
    problem: str | None = None


def run_hooks(
    library: Library,
    article_ids: Sequence[int],
    settings: Settings,
    *,
    timeout: float = TIMEOUT,
) -> Iterator[Matched]:
    """Run the hooks of the settings on articles; yield what came of each that had to do with any.

    Commands are run one after the other, without a shell and with nothing to read; what they print
    is dropped. Of a hook's commands none is run after one that failed.
    """
    left = MOST_RUNS
    for hook in settings.hooks if article_ids else ():
        search = library.searches.get(hook.saved) if hook.saved else None
        if hook.saved and search is None:
            problem = f"there is no saved search “{hook.saved}”; correct `hooks` in the settings"
            yield Matched(hook, problem=problem)
            continue
        query = search.query() if search is not None else parse_query(hook.query)
        found = tuple(library.articles.among(query, article_ids))
        if not found:
            continue
        runs = found[:left] if hook.command else ()
        left -= len(runs)
        failure = _run_all(hook.command, runs, timeout)
        if failure is None and hook.command and len(runs) < len(found):
            failure = (
                f"the command was run on {len(runs)} of {len(found)} new articles: it is run on "
                f"{MOST_RUNS} at most after a refresh"
            )
        yield Matched(hook, found, failure)


def _run_all(command: Sequence[str], headlines: Sequence[Headline], timeout: float) -> str | None:
    for headline in headlines:
        if problem := _run([filled(word, headline) for word in command], timeout):
            return f"{problem}; it was run on “{clean_line(headline.title)}”"
    return None


def filled(word: str, headline: Headline) -> str:
    """Return a word of a command with what its placeholders stand for.

    What begins with a hyphen gets one that is none to programs: no title is ever an option.
    """
    values: Mapping[str, str] = {
        "t": headline.title,
        "u": without_login(headline.url or ""),
        "f": headline.feed,
        "i": str(headline.id),
        "%": "%",
    }
    done = _PLACEHOLDER.sub(lambda match: clean_line(values[match[1]])[:_LONGEST], word)
    return f"\u2010{done[1:]}" if done.startswith("-") and not word.startswith("-") else done


def _run(words: Sequence[str], timeout: float) -> str | None:
    """Run a command to its end; return why it failed, or None."""
    name = clean_line(words[0])
    # A command of our own must not take its empty input for the end of the app.
    environment = {key: text for key, text in os.environ.items() if key != "NEWSREADER_LIFELINE"}
    try:
        process = start(words, environment)
    except StartError as error:
        return f"{name} could not be started ({error})"
    began = time.monotonic()
    try:
        code = process.wait(timeout)
    except subprocess.TimeoutExpired:
        return f"{name} was ended after {round(time.monotonic() - began)} seconds"
    finally:
        _end(process)
    return None if code == 0 else f"{name} failed with exit code {code}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a command that still runs, with what it started."""
    if process.poll() is None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
