"""Refreshing feeds from the app: a child process at a time, its outcomes as messages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.message import Message

from newsreader.model.text import clean_line
from newsreader.tui.cells import cut
from newsreader.tui.child_jobs import ChildJobError, ChildJobs
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import ArticlesMatched, JobEnded, JobProgressed

_TITLE = 40
"""Cells a title may take in what is said of matches."""


class _Tally:
    def __init__(self) -> None:
        self.feeds = 0
        self.articles = 0
        self.errors: list[str] = []
        self.matches: list[str] = []
        self.hook_problems: list[str] = []


class Refreshing:
    """Runs the refresh command and tells the screen how far it is."""

    def __init__(self, jobs: ChildJobs, post: Callable[[Message], object]) -> None:
        self._jobs = jobs
        self._post = post
        self.is_refreshing = False
        self.is_marking = False

    async def refresh(
        self, feed_ids: list[int] | None, total: int, *, is_forced: bool, is_asked_for: bool
    ) -> None:
        """Refresh feeds (None: all that are due, or with `is_forced` all there are).

        A refresh nobody asked for says nothing when it found nothing. Cancelled, it ends its
        process; what was brought by then stays.
        """
        if self.is_refreshing:
            return
        self.is_refreshing = True
        arguments = ["refresh", "--json", *(["--force"] if is_forced else [])]
        arguments += [str(feed_id) for feed_id in feed_ids or ()]
        tally = _Tally()
        if is_asked_for:
            self._post(JobProgressed(f"refreshing… {key_of('stop-refresh')} stops"))
        try:
            async for outcome in self._jobs.lines(*arguments):
                self._count(outcome, tally, total)
        except ChildJobError as error:
            # One feed's failure is an exit code of 1: it was counted from its own line.
            if not (tally.errors or tally.hook_problems):
                self._post(JobEnded(str(error), is_error=True))
                return
        except asyncio.CancelledError:
            self._post(JobEnded(f"Stopped. {_in_words(tally)}"))
            raise
        finally:
            self.is_refreshing = False
        if tally.matches:
            self._post(ArticlesMatched(", ".join(tally.matches)))
        if is_asked_for or tally.articles or tally.errors:
            self._post(JobEnded(_in_words(tally), is_error=bool(tally.hook_problems)))
        else:
            self._post(JobEnded(""))

    async def annotate(self) -> None:
        """Mark the names and figures that are still missing, in the background."""
        if self.is_marking or self.is_refreshing:
            return
        self.is_marking = True
        try:
            async for step in self._jobs.lines("annotate", "--json"):
                if isinstance(step, dict) and step.get("total"):
                    done, total = step.get("done", 0), step["total"]
                    if not self.is_refreshing:
                        self._post(JobProgressed(f"marking {done:,} of {total:,}"))
        except ChildJobError as error:
            self._post(JobEnded(str(error), is_error=True))
        else:
            if not self.is_refreshing:
                self._post(JobEnded(""))
        finally:
            self.is_marking = False

    def _count(self, outcome: object, tally: _Tally, total: int) -> None:
        if isinstance(outcome, dict) and "hook" in outcome:
            _note_match(outcome, tally)
        if not isinstance(outcome, dict) or "feed_id" not in outcome:
            return
        tally.feeds += 1
        new = outcome.get("new_articles") or 0
        tally.articles += new
        if outcome.get("status") == "error":
            tally.errors.append(f"{outcome.get('error')} ({outcome.get('url')})")
        of = f" of {total}" if total else ""
        self._post(JobProgressed(f"refreshing {tally.feeds}{of} · {tally.articles} new", bool(new)))


def _note_match(outcome: dict[str, object], tally: _Tally) -> None:
    hook, titles, count = (outcome.get(key) for key in ("hook", "titles", "matches"))
    if isinstance(count, int) and isinstance(titles, list) and titles:
        more = f" and {count - 1:,} more" if count > 1 else ""
        tally.matches.append(f"{hook}: “{cut(clean_line(str(titles[0])), _TITLE)}”{more}")
    if outcome.get("error"):
        tally.hook_problems.append(f"{hook}: {outcome['error']}")


def _in_words(tally: _Tally) -> str:
    words = _feeds_in_words(tally)
    if tally.hook_problems:
        # It comes first: a narrow terminal has no room for more.
        return f"A hook failed, {tally.hook_problems[0]}. {words}"
    return f"{words} {'; '.join(tally.matches)}" if tally.matches else words


def _feeds_in_words(tally: _Tally) -> str:
    new = f"{tally.articles:,} new article{'' if tally.articles == 1 else 's'}"
    feeds = f"{tally.feeds:,} feed{'' if tally.feeds == 1 else 's'}"
    if not tally.errors:
        return f"Refreshed {feeds}: {new}."
    if tally.feeds == 1:
        # What went wrong comes first: a narrow terminal has no room for more.
        return f"Failed: {tally.errors[0]}"
    if len(tally.errors) == 1:
        return f"Refreshed {feeds}: {new}. Failed: {tally.errors[0]}"
    failed = f"{len(tally.errors)} failed ({key_of('broken-feeds')} lists them)"
    return f"Refreshed {feeds}: {new}, {failed}."
