"""What sites leave in the text of an article: share buttons, prompts, advertisements' labels."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

LONGEST = 160
"""Characters of the longest block that may be a leftover; anything longer is prose."""

_BLANKS = re.compile(r"[\s\xa0]+")
_NUMBER = re.compile(r"\d[\d.,\xa0\u202f ]*")
_MARKS = re.compile(r"[^\w\s#@&*'/-]+|(?<!\S)[-'/*]+(?!\S)")
_PHRASE = re.compile(r"^(?!//).+$", re.MULTILINE)
_SECTION = re.compile(r"^\[(.+)\]$", re.MULTILINE)


def is_leftover(block: str) -> bool:
    """Return whether a short block, alone, belongs to the site and not to the article."""
    return len(block) <= LONGEST and bool(_patterns()["alone"].fullmatch(_folded(block)))


def announces_link(beginning: str) -> bool:
    """Return whether what stands before a link says that it leads to another article."""
    return len(beginning) <= LONGEST and bool(
        _patterns()["before a link"].fullmatch(_folded(beginning))
    )


def announces_links(heading: str) -> bool:
    """Return whether a heading is one of those over a list of links to other articles."""
    return len(heading) <= LONGEST and bool(_patterns()["before links"].fullmatch(_folded(heading)))


def _folded(text: str) -> str:
    """Return a text in the form of the phrases: lower case, numbers as #, without marks."""
    text = _NUMBER.sub("# ", text.casefold().replace("’", "'").replace("*", ""))
    return _BLANKS.sub(" ", _MARKS.sub(" ", text)).strip()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = files(__package__).joinpath("leftovers.txt").read_text(encoding="utf-8")
    _, *parts = _SECTION.split(text)
    return {
        name: re.compile("|".join(map(_pattern, _PHRASE.findall(phrases))))
        for name, phrases in zip(parts[::2], parts[1::2], strict=True)
    }


def _pattern(phrase: str) -> str:
    return ".{1,60}".join(map(re.escape, phrase.split("*")))
