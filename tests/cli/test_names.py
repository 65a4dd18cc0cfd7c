"""The commands that show names, and searches by names and figures."""

from __future__ import annotations

import sys

import pytest

NAME_KEYS = ["name", "kind", "count", "articles", "variants"]


@pytest.fixture
def marked(filled):
    """A library whose three articles are marked."""
    filled.run("annotate")
    return filled


def test_names_of_the_library_come_by_count(marked):
    """With the contract's keys; kind and limit narrow them."""
    names = marked.run("names", "--json").json
    assert all(list(name) == NAME_KEYS for name in names)
    counts = [name["count"] for name in names]
    assert counts == sorted(counts, reverse=True)
    [silva] = [name for name in names if name["name"] == "Ana Silva"]
    assert (silva["kind"], silva["articles"]) == ("person", 3)
    assert "Ana Silva" in silva["variants"]
    persons = marked.run("names", "--kind", "person", "--json").json
    assert {name["kind"] for name in persons} == {"person"}
    assert persons == [name for name in names if name["kind"] == "person"]
    assert marked.run("names", "--limit", 1, "--json").json == names[:1]
    assert marked.run("names", "--limit", 0, "--json").json == []
    assert len(marked.run("names").lines) == len(names)
    assert "invalid choice" in marked.run("names", "--kind", "animal", code=2).errors


def test_names_of_an_article_are_marked_at_once(filled):
    """One that has no marks yet gets them; counts are those within it."""
    names = filled.run("names", 1, "--json").json
    assert [list(name) for name in names] == [NAME_KEYS] * len(names)
    [silva] = [name for name in names if name["name"] == "Ana Silva"]
    mentions = filled.run("show", 1, "--json").json["mentions"]
    assert silva["count"] == sum(each.get("canonical") == "Ana Silva" for each in mentions)
    assert silva["articles"] == 1
    assert "no such article" in filled.run("names", 99, code=1).errors


def test_a_page_of_a_name(marked):
    """Its articles newest first with their sentences, its weeks, names seen with it."""
    page = marked.run("name", "ana  SILVA", "--json").json
    assert (page["name"], page["kind"]) == ("Ana Silva", "person")
    headlines = marked.run("list", "--json").json
    assert [article["id"] for article in page["articles"]] == [each["id"] for each in headlines]
    for article in page["articles"]:
        assert article["sentence"][article["start"] : article["end"]] == "Ana Silva"
        assert {figure["kind"] for figure in article["figures"]} >= {"money"}
    assert page["count"] == sum(article["count"] for article in page["articles"])
    assert sum(week["articles"] for week in page["weeks"]) == 3
    assert page["name"] not in {name["name"] for name in page["seen_with"]}
    shown = marked.run("name", "Silva")
    assert shown.lines[0].startswith("Ana Silva · person · 3 articles")
    assert shown.out.count("Ana Silva paid") == 3
    assert "2 more articles" in marked.run("name", "Silva", "--limit", 1).out


def test_an_unknown_name_is_told_with_near_ones(marked):
    """In one line, and where nothing is near, how to see what there is."""
    assert "near it are “Ana Silva”" in marked.run("name", "Anna Silvia", code=1).errors
    [line] = marked.run("name", "Xqz", code=1).errors.splitlines()
    assert "`newsreader names` lists" in line
    assert "a name is needed" in marked.run("name", " ", code=1).errors


def test_searches_by_name_and_figure(marked):
    """Together with all else; what is not understood is said."""
    assert len(marked.run("list", "--query", 'name:"Ana Silva"', "--json").json) == 3
    assert len(marked.run("search", "person:silva", "amount:€>1e6", "--json").json) == 3
    assert marked.run("search", "--json", "-person:silva").json == []
    found = marked.run("search", "--json", "name:silva", "amount:lots", code=0)
    assert found.json == []
    assert "“amount:lots” means nothing" in found.errors
    exported = marked.run("export", "articles", "-", "--query", "org:silva").out
    assert exported == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_names_on_a_terminal(marked):
    """A table, and a page with its sentences, within the width of the terminal."""
    import pexpect

    for words, wanted in (
        (["names", "--limit", "3"], ["articles", "Ana Silva"]),
        (["name", "Silva"], ["Ana Silva · person", "Boats leave"]),
    ):
        command, *rest = marked.words(*words)
        child = pexpect.spawn(
            command, rest, env=marked.environment, dimensions=(24, 60), encoding="utf-8", timeout=60
        )
        shown = child.read()
        assert all(each in shown for each in wanted)
        child.close()
        assert child.exitstatus == 0
