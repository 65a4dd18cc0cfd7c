"""The commands that show and change articles."""

from __future__ import annotations

import sys

import pytest

ARTICLE_KEYS = ["text", "mentions", "title_mentions", "summary", "changed", "enclosures"]
HEADLINE_KEYS = [
    "id",
    "feed_id",
    "feed",
    "title",
    "url",
    "author",
    "published",
    "is_read",
    "is_bookmarked",
    "language",
    "is_changed",
    "has_full_text",
]


def ids(result) -> list[int]:
    return sorted(headline["id"] for headline in result.json)


def test_list_prints_headlines_newest_first(filled):
    """Headlines have the contract's keys, and are in order of their dates."""
    headlines = filled.run("list", "--json").json
    assert [list(headline) for headline in headlines] == [HEADLINE_KEYS] * 3
    dates = [headline["published"] for headline in headlines]
    assert dates == sorted(dates, reverse=True)
    assert all(date.endswith("Z") for date in dates)
    assert "Été à Brest: le port rouvre" in {headline["title"] for headline in headlines}
    assert len(filled.run("list").lines) == 3
    assert "[red]return[/]" in filled.run("list").out


def test_list_narrows(filled):
    """Unread, bookmarked, feed, query and limit each narrow the list."""
    filled.run("read", 1)
    filled.run("bookmark", 2)
    assert ids(filled.run("list", "--unread", "--json")) == [2, 3]
    assert ids(filled.run("list", "--bookmarked", "--json")) == [2]
    assert ids(filled.run("list", "--feed", 1, "--json")) == [1, 2, 3]
    assert ids(filled.run("list", "--query", "boats is:unread", "--json")) == [2]
    assert len(filled.run("list", "--limit", 2, "--json").json) == 2
    assert filled.run("list", "--limit", 0, "--json").json == []
    assert "no such feed" in filled.run("list", "--feed", 9, code=1).errors


def test_full_lists_have_text_and_mentions(filled):
    """`--full` adds the texts and what is marked in them."""
    filled.run("annotate")
    for article in filled.run("list", "--full", "--json").json:
        assert list(article) == [*HEADLINE_KEYS, *ARTICLE_KEYS]
        for mention in article["mentions"]:
            place = slice(mention["start"], mention["end"])
            assert article["text"][place] == mention["text"]
            assert ("canonical" in mention) != ("value" in mention)
    out = filled.run("list", "--full").out
    assert out.count("Ana Silva paid") == 3
    assert out.count("Ana Silva (person)") == 3
    assert out.count("2.5 million euros (money)") == 3


def test_lists_say_in_words_what_the_terminal_says_by_weight(filled):
    """Not on a terminal, what is new, changed or bookmarked is a word."""
    filled.run("bookmark", 2)
    filled.run("read", 3)
    states = [line.split("\t")[1] for line in filled.run("list").out.splitlines()]
    assert states == ["", "new, bookmarked", "new"]


def test_show_marks_at_once(filled):
    """An article that has no marks yet gets them when it is shown."""
    article = filled.run("show", 1, "--json").json
    kinds = {mention["kind"] for mention in article["mentions"]}
    assert {"person", "money", "date"} <= kinds
    assert article["is_read"] is False
    shown = filled.run("show", 1).out
    assert shown.startswith("Boats leave\n")
    assert "Ana Silva paid 2.5 million euros" in shown
    assert "no such article" in filled.run("show", 99, code=1).errors


def test_annotate_marks_the_rest(filled):
    """Articles without marks are marked, with a limit the newest; progress is JSON if asked."""
    assert filled.run("annotate", "--limit", 1).lines == ["marked 1 article"]
    assert filled.run("annotate", "--json").json_lines[-1] == {"done": 2, "total": 2}
    assert filled.run("annotate").lines == ["marked 0 articles"]


def test_search_gives_the_best_first_and_lists_the_newest(filled):
    """A word in the title goes before one in the text, also where that is newer."""
    best = filled.run("search", "boats", "--json").json
    newest = filled.run("list", "--query", "boats", "--json").json
    assert sorted(h["id"] for h in best) == sorted(h["id"] for h in newest)
    assert [headline["published"] for headline in newest] == sorted(
        (headline["published"] for headline in newest), reverse=True
    )
    assert "oats" in best[0]["title"]
    assert filled.run("search", "is:unread", "--json").json == (
        filled.run("list", "--query", "is:unread", "--json").json
    )


def test_search_takes_options_first_or_last(filled):
    """Words that begin with - belong to the query; options are options wherever they stand."""
    assert ids(filled.run("search", "boats", "--json")) == [1, 2]
    assert ids(filled.run("search", "--json", "boats", "-leave")) == [2]
    assert ids(filled.run("search", "--json", "--limit", 1, "boats", "leave")) == [1]
    assert ids(filled.run("search", "--json", "-boats", "brest")) == [3]
    assert ids(filled.run("search", "--json", "--", "brest", "--limit")) == [3]
    assert len(filled.run("search", "--limit=1", "boats").lines) == 1
    assert ids(filled.run("search", '"boats leave"', "--json")) == [1]
    assert filled.run("search", "is:bookmarked", "--json").json == []


@pytest.mark.parametrize(
    ("command", "words", "listed"),
    [
        ("read", "read", "--unread"),
        ("bookmark", "bookmarked", None),
        ("delete", "deleted", ""),
    ],
)
def test_changes_print_a_line_an_article(filled, command, words, listed):
    """A line per article once it is durable; what is missing is a line on standard error."""
    result = filled.run(command, 2, 99, 1, 2, code=1)
    assert result.lines == [f"{words} 2", f"{words} 1"]
    assert len(result.errors.splitlines()) == 1
    assert "99" in result.errors
    if listed is None:
        assert ids(filled.run("list", "--bookmarked", "--json")) == [1, 2]
    else:
        assert ids(filled.run("list", *filter(None, [listed]), "--json")) == [3]


def test_changes_have_their_opposites(filled):
    """Marking unread and taking bookmarks away undo what was done."""
    filled.run("read", 1)
    assert filled.run("unread", 1).lines == ["unread 1"]
    assert ids(filled.run("list", "--unread", "--json")) == [1, 2, 3]
    filled.run("bookmark", 1)
    assert filled.run("bookmark", 1).lines == ["bookmarked 1"]
    assert filled.run("unbookmark", 1).lines == ["unbookmarked 1"]
    assert filled.run("list", "--bookmarked", "--json").json == []


def test_undo_and_redo_go_back_and_forth(filled):
    """The last change is taken back and done again, also by another process."""
    filled.run("delete", 1, 2)
    assert "2 articles" in filled.run("undo").out
    assert ids(filled.run("list", "--json")) == [1, 2, 3]
    assert "deleted" in filled.run("redo").out
    assert ids(filled.run("list", "--json")) == [3]
    assert "no change" in filled.run("redo", code=1).errors
    filled.run("undo")
    filled.run("undo")
    assert "no change" in filled.run("undo", code=1).errors


def test_open_starts_the_browser_of_the_settings(filled):
    """The link goes to the browser command; an article without a link says so."""
    settings = filled.folder / "settings.toml"
    settings.write_text(f"browser = ['{sys.executable}', '-c', 'pass', '%u']\n")
    assert filled.run("--config", settings, "open", 1).lines == ["opened 1"]
    settings.write_text("browser = ['/no/such/browser']\n")
    assert "/no/such/browser" in filled.run("--config", settings, "open", 1, code=1).errors
    filled.run("import", "-", stdin="Title\n\nText.\n")
    assert "no link" in filled.run("open", 4, code=1).errors
    assert "no such article" in filled.run("open", 9, code=1).errors


def test_what_of_a_query_means_nothing_is_said(filled):
    """It is searched for as it stands, and the exit code stays 0."""
    result = filled.run("search", "--json", "feed:harbour", "(boats", "OR", "title:ete)")
    assert (ids(result), result.errors) == ([1, 2, 3], "")
    result = filled.run("search", "--json", "boats", "from:soon")
    assert ids(result) == []
    said = "newsreader: “from:soon” means nothing: it is searched for as it stands.\n"
    assert result.errors == said
    assert filled.run("list", "--query", "from:soon").errors == said
    assert filled.run("export", "articles", "--query", "from:soon").errors == said
