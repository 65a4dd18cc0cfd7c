"""What the words of a command line mean; each function raises `ArgumentTypeError` in words."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path

_LARGEST = 2**63 - 1
_LARGEST_SIDE = 8000


def path(word: str) -> Path:
    """Return the path that a word names."""
    if not word or "\0" in word:
        raise ArgumentTypeError("a file is needed")
    if not word.startswith("~"):
        return Path(word)
    from newsreader.settings import SettingsError, expanded

    try:
        return expanded(word)
    except SettingsError as error:
        raise ArgumentTypeError(str(error)) from None


def language(word: str) -> str:
    """Return the code of a language."""
    from newsreader.cli.language import language_code

    try:
        return language_code(word)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def interval(word: str) -> str:
    """Return minutes as they are stored, nothing for "auto"."""
    from newsreader.library.feed_edits import MOST_MINUTES

    problem = f"{word!r} is neither auto nor a number of minutes, 1 to {MOST_MINUTES}"
    minutes = 0 if word == "auto" else _number(word, problem)
    if word != "auto" and not 1 <= minutes <= MOST_MINUTES:
        raise ArgumentTypeError(problem)
    return str(minutes or "")


def full_text(word: str) -> str:
    """Return the switch as it is stored: nothing for "never"."""
    if word not in ("always", "never"):
        raise ArgumentTypeError(f"{word!r} is neither always nor never")
    return "yes" if word == "always" else ""


def count(word: str) -> int:
    """Return a number from 0 on."""
    return _number(word, f"{word!r} is no whole number from 0 on")


def box(word: str) -> tuple[int, int]:
    """Return a width and a height in pixels."""
    width, _, height = word.partition("x")
    problem = f"{word!r} is no size in pixels, such as 800x600"
    size = _number(width, problem), _number(height, problem)
    if not all(1 <= side <= _LARGEST_SIDE for side in size):
        raise ArgumentTypeError(f"{problem}, of at most {_LARGEST_SIDE}")
    return size


def article_id(word: str) -> int:
    """Return the id of an article."""
    return _number(word, f"{word!r} is no article's id, which is a whole number")


def _number(word: str, problem: str) -> int:
    if not (word.isascii() and word.isdigit()) or len(word) > 19 or int(word) > _LARGEST:
        raise ArgumentTypeError(problem)
    return int(word)
