"""The words of a search on the command line, of which argparse takes some for options."""

from __future__ import annotations

from collections.abc import Sequence


def apart(words: Sequence[str]) -> list[str]:
    """Return the command line with the words of a search after its options and `--`.

    So one may search for words that begin with `-`, which argparse takes for options.
    """
    place = _place_of_command(words)
    if place is None or words[place] != "search" or words[place + 1 : place + 2] == ["--help"]:
        return list(words)
    options: list[str] = []
    query: list[str] = []
    rest = list(words[place + 1 :])
    if rest[:1] == ["-h"]:
        return list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            query += rest
            break
        if word == "--json" or word.startswith("--limit="):
            options.append(word)
        elif word == "--limit":
            options += [word, *rest[:1]]
            del rest[:1]
        else:
            query.append(word)
    return [*words[: place + 1], *options, "--", *query]


def _place_of_command(words: Sequence[str]) -> int | None:
    place = 0
    while place < len(words):
        if words[place] in ("--library", "--config"):
            place += 2
        elif words[place].startswith("-"):
            place += 1
        else:
            return place
    return None
