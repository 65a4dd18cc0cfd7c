"""Commands run on new articles that match: what they are given, how they fail, when they stop."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.jobs.hooks import MOST_RUNS, filled, run_hooks
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate, Headline
from newsreader.model.journal import Action, Change
from newsreader.model.saved_search import SavedSearch, saving
from newsreader.model.text import MarkedText
from newsreader.settings import Hook, Settings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEEP = (
    "import sys; file = open(sys.argv[1], 'a', encoding='utf-8'); "
    "file.write(repr(sys.argv[2:]) + '\\n')"
)


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """Where the command of `keeping` writes what it was given."""
    return tmp_path / "said.txt"


def keeping(said: Path, *words: str) -> tuple[str, ...]:
    return (sys.executable, "-c", KEEP, str(said), *words)


def store(library: Library, *titles: str) -> list[int]:
    [(feed, _)] = library.feeds.add([NewFeed("https://a.example", "Alpha")], is_undoable=False)
    entries = tuple(
        Entry(title, title=title, url=f"https://me:pw@a.example/{place}",
              published_at=NOW, body=MarkedText.from_plain("Rain on the coast."))
        for place, title in enumerate(titles)
    )  # fmt: skip
    return library.articles.save(feed.id, FeedUpdate(new=entries), None, NOW)


def having(settings: Settings, *hooks: Hook) -> Settings:
    return settings._replace(hooks=hooks)


def lines(said: Path) -> list[str]:
    return said.read_text("utf-8").splitlines() if said.exists() else []


def test_a_command_is_run_on_what_matches(library, settings, said):
    """Once an article, each word as it is: no shell, no word of a title is read again."""
    ids = store(library, "Rain; rm -rf $HOME `date` %u", "Sun", "-u critical rain")
    hook = Hook("title:rain", command=keeping(said, "%t", "%u %i", "100%% %f %x", "--from=%f"))
    [matched] = run_hooks(library, ids, having(settings, hook))
    assert (matched.problem, len(matched.headlines)) == (None, 2)
    assert sorted(lines(said)) == sorted(
        repr([title, f"https://a.example/{place} {ids[place]}", "100% Alpha %x", "--from=Alpha"])
        for place, title in ((0, "Rain; rm -rf $HOME `date` %u"), (2, "\u2010u critical rain"))
    )


def test_only_new_articles_are_looked_at(library, settings, said):
    """Others that match are not run on, nor those that were deleted meanwhile."""
    store(library, "Rain of before")
    [(other, _)] = library.feeds.add([NewFeed("https://b.example")], is_undoable=False)
    new = tuple(Entry(title, title=title, published_at=NOW) for title in ("Rain", "Rain too"))
    ids = library.articles.save(other.id, FeedUpdate(new=new), None, NOW)
    library.journal.apply(Change(Action.DELETE, (ids[1],)))
    settings = having(settings, Hook("rain", command=keeping(said, "%t")), Hook("hail"))
    [matched] = run_hooks(library, ids, settings)
    assert [headline.title for headline in matched.headlines] == ["Rain"]
    assert lines(said) == ["['Rain']"]
    assert [*run_hooks(library, [], settings)] == []


def test_a_hook_is_of_a_saved_search_too(library, settings):
    """Without a command it only tells; a search that is not saved is said."""
    ids = store(library, "Rain", "Sun")
    library.journal.apply(saving(SavedSearch("Wet", "title:rain")))
    found, lost = run_hooks(library, ids, having(settings, Hook(saved="Wet"), Hook(saved="Dry")))
    assert [headline.title for headline in found.headlines] == ["Rain"]
    assert lost.problem.startswith("there is no saved search “Dry”")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((sys.executable, "-c", "raise SystemExit(3)"), "failed with exit code 3"),
        (("/no/such/command", "%t"), "/no/such/command could not be started (No such file"),
        ((sys.executable, "-c", "import time; time.sleep(60)"), "was ended after"),
    ],
)
def test_a_failure_is_said_and_ends_the_hook_only(library, settings, said, command, words):
    """The other hooks are run; of the one that failed no more commands."""
    ids = store(library, "Rain 1", "Rain 2")
    hooks = (Hook("rain", command=command), Hook("rain", command=keeping(said, "%t")))
    failed, other = run_hooks(library, ids, having(settings, *hooks), timeout=0.5)
    assert words in failed.problem
    assert failed.problem.endswith(f"it was run on “{failed.headlines[0].title}”")
    assert other.problem is None
    assert len(lines(said)) == 2


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_what_a_command_started_ends_with_it(library, settings, tmp_path):
    """No process is left of a command that takes too long."""
    started = tmp_path / "pid"
    script = (
        "import os, subprocess, sys, time; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"open({str(started)!r}, 'w').write(str(child.pid)); time.sleep(60)"
    )
    hook = Hook("rain", command=(sys.executable, "-c", script))
    [matched] = run_hooks(library, store(library, "Rain"), having(settings, hook), timeout=3)
    assert "was ended after" in matched.problem
    pid = int(started.read_text())
    until = time.monotonic() + 20
    while _is_alive(pid):
        assert time.monotonic() < until
        time.sleep(0.01)


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_commands_are_bounded(library, settings, said):
    """No more than `MOST_RUNS` are run, the newest articles first; it is said how many were."""
    ids = store(library, *(f"Rain {number}" for number in range(MOST_RUNS + 5)))
    hooks = (Hook("rain", command=keeping(said, "%i")), Hook("coast", command=keeping(said, "no")))
    first, second = run_hooks(library, ids, having(settings, *hooks))
    assert f"run on {MOST_RUNS} of {MOST_RUNS + 5} new articles" in first.problem
    assert "run on 0 of" in second.problem
    assert lines(said) == [repr([str(number)]) for number in sorted(ids, reverse=True)[:MOST_RUNS]]


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["%t", "%t%f", "x%t", "-%t"]))
def test_what_a_title_says_is_never_an_option(title, feed, word):
    """Nor does it hold control characters, whatever is in it."""
    headline = _headline(title, feed)
    done = filled(word, headline)
    assert done.startswith("-") <= word.startswith("-")
    assert not any(ord(each) < 32 or 0x7F <= ord(each) < 0xA0 for each in done)


def _headline(title: str, feed: str) -> Headline:
    return Headline(1, 1, feed, title, None, None, None, NOW, False, False, None)
