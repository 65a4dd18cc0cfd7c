"""The grammar of dates and times: how its rules are read, and that the rules we have are sound."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from newsreader.highlight.conditions import Conditions
from newsreader.highlight.grammar import Grammar, Match
from newsreader.highlight.phrases import Phrases
from newsreader.highlight.readers import Readers, year
from newsreader.highlight.scan import Line
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.vocabulary import vocabulary
from newsreader.highlight.words import LANGUAGES, rule_lines
from newsreader.model.mention import FIGURE_KINDS

DATA = Path(str(files("newsreader.highlight") / "data" / "figures"))
LISTS = {
    "month": Phrases({"may": 5, "june": 6}),
    "link": Phrases({"of": "", "of the year": ""}),
    "cue": Phrases({"in": "", "late in": ""}),
    "none": Phrases({}),
}
CONDITIONS = {"last": lambda line, _, end: end == line.size}


def read(rules: list[str], text: str, index: int = 0) -> list[str] | None:
    """Return the names of the parts that rules read at a token, or None."""
    grammar = Grammar(rules, LISTS, {"year": year}, CONDITIONS, frozenset())
    match: Match | None = grammar.read(Line(tokenize(text), None), index)
    return [part.name for part in match.parts] if match else None


def test_the_longest_reading_is_taken():
    """Parts in brackets may be left out; what is left of the line does not matter."""
    rules = ["date = month", "date = month [link] year"]
    assert read(rules, "may") == ["month"]
    assert read(rules, "may 2022 then") == ["month", "year"]
    assert read(rules, "may of the year 2022") == ["month", "link", "year"]
    assert read(rules, "may of them") == ["month"]
    assert read(rules, "2022 may") is None


def test_named_parts_choices_and_conditions():
    """A capital names several parts, a bar parts choices, round brackets ask for words before."""
    rules = ["Year = [link|month] year", "date = (cue) month Year", "time = (!cue) year ~last"]
    assert read(rules, "late in may june 2022", 2) == ["month", "month", "year"]
    assert read(rules, "may june 2022") is None
    assert read(rules, "2022") == ["year"]
    assert read(rules, "2022 and") is None
    assert read(rules, "in 2022", 1) is None


def test_a_rule_that_needs_an_empty_list_reads_nothing():
    """Rules for all languages may name what one of them does not have."""
    assert read(["date = none year", "date = (none) year"], "2022") is None
    assert read(["date = [none] year", "date = (!none) year"], "2022") == ["year"]


@pytest.mark.parametrize("rule", ["date = [year", "date = year]", "day = year"])
def test_a_rule_that_is_written_wrongly_is_refused(rule):
    """Open brackets and unknown kinds are told when the rules are made."""
    with pytest.raises(ValueError, match=r"bracket|day"):
        read([rule], "2022")


@pytest.mark.parametrize("language", [*LANGUAGES, None])
def test_our_rules_name_only_what_there_is(language):
    """Each name in a rule is a list of some language, a reader, a condition or other parts."""
    words = vocabulary(language)
    known = {name for one in LANGUAGES for name in vocabulary(one).lists} | set(words.lists)
    suffixes = words.phrases("ordinal_suffixes")
    readers = Readers(suffixes, words.decimal_mark, is_month_first=False).table()
    conditions = Conditions(words).table()
    own = {rule.split(" = ")[0] for rule in words.rules}
    assert {name for name in own if name.islower()} <= {kind.value for kind in FIGURE_KINDS}
    for rule in words.rules:
        for name in re.findall(r"[~\w]+", rule.split(" = ")[1]):
            is_known = name in known or name in readers or name in own
            assert is_known or name.removeprefix("~") in conditions, (rule, name)


def test_every_language_adds_rules_of_its_own():
    """What differs by language stands in its own file."""
    assert all(rule_lines(f"figures/{language}") for language in LANGUAGES)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.stem)
def test_no_list_is_given_twice(path):
    """Of two lists with one name in a file only the later would count."""
    names = re.findall(r"^([a-z_]+):", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert names
    assert sorted(names) == sorted(set(names))
