"""Saving web pages as articles, to be read later."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.jobs.keeping import Collection
from newsreader.jobs.page_access import in_words_of_page, page_access
from newsreader.jobs.reading import ReadError, read_page
from newsreader.jobs.refresh import fetcher_of
from newsreader.jobs.workers import WorkerError, Workers
from newsreader.library.library import Library
from newsreader.model.article import Entry
from newsreader.model.feed import SAVED_URL
from newsreader.model.journal import Action
from newsreader.settings import Settings

_TITLE = "Saved pages"


class SaveError(Exception):
    """Nothing was saved; the message is a sentence for the user: why, what to do."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A page that is stored as an article.

    `status` is `new`, `changed` where it was saved before and is brought up to date, or
    `unchanged`. One with `needs_marks` has a new text.
    """

    article_id: int
    title: str
    url: str
    status: str
    needs_marks: bool


def save_page(library: Library, typed: str, *, settings: Settings) -> Saved:
    """Store the page at an address as an article, durably; the saving can be undone.

    It is known by the address that it calls its own: saved again, it is brought up to date, and
    back if it was deleted. Raises `SaveError`.
    """
    entry = _entry_at(_address(typed), settings)
    saved = Collection(library, url=SAVED_URL, title=_TITLE, is_by_arrival=True)
    kept = saved.keep(entry, restored_by=Action.SAVE)
    if kept.is_new:
        library.journal.record_saved(kept.article_id)
    if kept.is_new or kept.is_restored:
        status = "new"
    else:
        status = "changed" if kept.needs_marks else "unchanged"
    return Saved(kept.article_id, entry.title, entry.guid, status, kept.needs_marks)


def _address(typed: str) -> str:
    from newsreader.feeds.typed import normalise_url

    try:
        return normalise_url(typed)
    except ValueError as error:
        raise SaveError(str(error)) from None


def _entry_at(url: str, settings: Settings) -> Entry:
    from newsreader.feeds.fetch import FetchError

    with Workers() as workers, fetcher_of(settings) as fetcher:
        try:
            response = fetcher.get(url, access=page_access(settings.access_of(url)))
            task = workers.submit(read_page, response.body, response.url, response.content_type)
            return task.result()
        except FetchError as error:
            raise SaveError(in_words_of_page(error)) from None
        except ReadError as error:
            raise SaveError(str(error)) from None
        except WorkerError as error:
            raise SaveError(f"the page {error}") from None
