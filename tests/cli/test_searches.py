"""The command searches, and lists and exports of what a saved search finds."""

from __future__ import annotations


def test_searches_are_saved_listed_renamed_and_removed(filled):
    """A line for each change; what is listed is in the reader's order, with what is unread."""
    run = filled.run
    assert run("searches", "--json").json == []
    assert run("searches", "--save", "Boats", "boats").lines == ["saved Boats"]
    assert run("searches", "--save", "Away", "boats -return from:7d").lines == ["saved Away"]
    run("read", 1)
    assert run("searches").lines == ["0\tAway\tboats -return from:7d", "1\tBoats\tboats"]
    assert run("searches", "--rename", "Boats", "Fleet").lines == ["renamed Boats to Fleet"]
    assert run("searches", "--remove", "Away").lines == ["removed Away"]
    assert run("searches", "--json").json == [{"name": "Fleet", "query": "boats", "unread": 1}]
    assert run("undo").lines == ["undone: removed the search “Away”"]
    assert run("undo").lines == ["undone: changed the search “Fleet”"]
    assert [each["name"] for each in run("searches", "--json").json] == ["Away", "Boats"]


def test_saving_again_changes_the_query(filled):
    """What of the query means nothing is said, and the former one can be had back."""
    filled.run("searches", "--save", "Boats", "boats")
    again = filled.run("searches", "--save", "Boats", "from:never")
    assert "from:never" in again.errors
    assert filled.run("searches").lines == ["0\tBoats\tfrom:never"]
    filled.run("undo")
    assert filled.run("searches").lines == ["2\tBoats\tboats"]


def test_what_a_saved_search_finds_is_listed_and_exported(filled):
    """`--saved` narrows like `--query`, and together with it and the rest."""
    filled.run("searches", "--save", "Boats", "boats")
    filled.run("read", 1)
    listed = filled.run("list", "--saved", "Boats", "--json").json
    assert [each["id"] for each in listed] == [2, 1]
    for more in (["--unread"], ["--query", "return"], ["--query", "is:unread"]):
        [one] = filled.run("list", "--saved", "Boats", "--json", *more).json
        assert one["id"] == 2
    filled.run("export", "articles", "out.jsonl", "--saved", "Boats", "--query", "leave")
    [line] = (filled.folder / "out.jsonl").read_text().splitlines()
    assert "Boats leave" in line


def test_a_name_that_is_not_there_is_one_line(filled):
    """So is a name that is taken or empty; nothing is changed."""
    for words in (
        ("list", "--saved", "None such"),
        ("export", "articles", "--saved", "None such"),
        ("searches", "--remove", "None such"),
        ("searches", "--rename", "None such", "Other"),
    ):
        [error] = filled.run(*words, code=1).errors.splitlines()
        assert error.startswith("newsreader: None such: there is no saved search of that name")
    for name in ("Boats", "Away"):
        filled.run("searches", "--save", name, "boats")
    taken = filled.run("searches", "--rename", "Boats", "Away", code=1)
    assert "“Away” is another saved search already" in taken.errors
    filled.run("searches", "--rename", "Boats", " ", code=2)
    filled.run("searches", "--save", " ", "boats", code=2)
    assert [each["name"] for each in filled.run("searches", "--json").json] == ["Away", "Boats"]
