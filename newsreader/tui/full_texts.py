"""Fetching the full text of articles: a child process each, its outcome as a message."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from newsreader.tui.child_jobs import ChildJobError, ChildJobs
from newsreader.tui.messages import FullTextFetched


class FullTexts:
    """Runs the command that fetches an article's page, and tells what came of it."""

    def __init__(self, jobs: ChildJobs, post: Callable[[Message], object]) -> None:
        self._jobs = jobs
        self._post = post
        self._running: set[int] = set()
        self._tried: set[int] = set()

    @property
    def is_fetching(self) -> bool:
        """Whether a page is being fetched."""
        return bool(self._running)

    def is_running(self, article_id: int) -> bool:
        """Whether the full text of an article is being fetched."""
        return article_id in self._running

    def was_tried(self, article_id: int) -> bool:
        """Whether the full text of an article was fetched for, successfully or not."""
        return article_id in self._tried

    async def fetch(self, article_id: int, *, is_asked_for: bool) -> None:
        """Fetch the full text of an article, unless that is under way."""
        if article_id in self._running:
            return
        self._running.add(article_id)
        self._tried.add(article_id)
        problem = ""
        try:
            # An open article is marked by the app itself, at once.
            arguments = ("full-text", "--json", "--no-annotate", str(article_id))
            async for _ in self._jobs.lines(*arguments):
                pass
        except ChildJobError as error:
            problem = str(error).removeprefix(f"{article_id}: ")
        finally:
            self._running.discard(article_id)
        self._post(FullTextFetched(article_id, problem, is_asked_for))
