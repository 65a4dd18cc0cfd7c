"""Commands that fetch web pages to read: save, full-text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from newsreader.cli.lifeline import hold_lifeline
from newsreader.cli.marking import annotate_now
from newsreader.cli.opening import complain_of_article, open_library
from newsreader.cli.output import complain, print_json, progress, public, say
from newsreader.library.library import Library
from newsreader.settings import Settings


def save(arguments: Namespace, settings: Settings) -> int:
    """Store a web page as an article."""
    from newsreader.jobs.save_page import SaveError, save_page

    hold_lifeline()
    with open_library(settings) as library:
        try:
            saved = save_page(library, arguments.url, settings=settings)
        except SaveError as error:
            complain(f"{public(arguments.url) or 'save'}: {error}")
            return 1
        if arguments.json:
            record = {"id": saved.article_id, "title": saved.title, "url": saved.url}
            print_json({**record, "status": saved.status})
        else:
            there = "already saved" if saved.status == "unchanged" else "saved"
            say(f"{there} {saved.article_id} {saved.title}")
        if arguments.annotate and saved.needs_marks:
            annotate_now(library, [saved.article_id])
    return 0


def full_text(arguments: Namespace, settings: Settings) -> int:
    """Put the text of an article's page in place of the feed's."""
    from newsreader.jobs.full_text import full_texts

    hold_lifeline()
    with open_library(settings) as library:
        outcomes = list(full_texts(library, [arguments.id], settings=settings))
        if not outcomes:
            complain_of_article(arguments.id)
            return 1
        [outcome] = outcomes
        if outcome.error is not None:
            complain(f"{outcome.article_id}: {outcome.error}")
            return 1
        if arguments.json:
            record = {"id": outcome.article_id, "title": outcome.title, "words": outcome.words}
            print_json({**record, "status": outcome.status})
        else:
            words = f"{outcome.words:,} word{'' if outcome.words == 1 else 's'}"
            say(f"full text {outcome.article_id} {outcome.title} ({words})")
        if arguments.annotate and outcome.needs_marks:
            annotate_now(library, [outcome.article_id])
    return 0


def fetch_always_wanted(
    library: Library, article_ids: Sequence[int], settings: Settings, *, is_told: bool
) -> None:
    """Fetch the full texts of those articles whose feeds want them always; tell a line a feed.

    A page that cannot be had is no failure: its article has the feed's text.
    """
    from newsreader.jobs.full_text import FullTextOutcome, always_wanted, full_texts

    wanted = always_wanted(library, article_ids)
    if not wanted:
        return
    by_feed: dict[int, list[FullTextOutcome]] = {}
    with progress("full texts") as bar:
        for done, outcome in enumerate(full_texts(library, wanted, settings=settings), 1):
            by_feed.setdefault(outcome.feed_id, []).append(outcome)
            bar.show(done, len(wanted))
    for feed_id, outcomes in by_feed.items() if is_told else ():
        feed = library.feeds.get(feed_id)
        if feed is not None:
            say(f"{feed.title}: {_in_words([outcome.error for outcome in outcomes])}")


def _in_words(errors: Sequence[str | None]) -> str:
    """Return how many full texts there are, and how many not; None is no error."""
    failures = [error for error in errors if error is not None]
    count = len(errors) - len(failures)
    words = f"{count:,} full text{'' if count == 1 else 's'}"
    if not failures:
        return words
    return f"{words}, {len(failures):,} not to be had, as {failures[0]}"
