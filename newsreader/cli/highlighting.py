"""The command that marks names and figures of a text: highlight."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from newsreader.cli.language import language_code
from newsreader.cli.output import complain, is_terminal, print_json, say_fields
from newsreader.jobs.records import mention_records
from newsreader.settings import Settings


def highlight(arguments: Namespace, settings: Settings) -> int:
    """Mark a text, or a stream of texts as JSON lines."""
    from newsreader.highlight.model import ModelError

    try:
        return _highlight(arguments, settings)
    except ModelError as error:
        complain(str(error))
        return 1


def _highlight(arguments: Namespace, settings: Settings) -> int:
    try:
        if arguments.jsonl:
            return _mark_lines(_lines(arguments.file), arguments.language)
        # Decoded as it is: offsets are into the text as given, line ends and all.
        text = b"".join(_lines(arguments.file)).decode()
    except UnicodeDecodeError:
        complain(f"{_shown(arguments.file)}: it is not UTF-8 text; convert it first")
        return 1
    except _UnreadableError as error:
        complain(str(error))
        return 1
    found = _marked(text, arguments.language)
    if arguments.json:
        print_json(found)
    elif is_terminal():
        _paint(text, arguments.language, settings)
    else:
        for mention in found["mentions"]:
            meaning = mention.get("canonical") or json.dumps(mention.get("value"))
            place = f"{mention['start']}-{mention['end']}"
            say_fields((place, mention["kind"], mention["text"], meaning))
    return 0


class _UnreadableError(Exception):
    """The text cannot be read; the message says which and why. Failing output is another thing."""


def _lines(name: str) -> Iterator[bytes]:
    """Yield the lines of a file, or of standard input, as they come."""
    with ExitStack() as opened:
        try:
            file = sys.stdin.buffer if name == "-" else opened.enter_context(Path(name).open("rb"))
            while line := file.readline():
                yield line
        except OSError as error:
            raise _UnreadableError(
                f"{_shown(name)}: it cannot be read ({error.strerror}); check the name"
            ) from error


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name


def _marked(text: str, language: str | None) -> dict[str, Any]:
    from newsreader.highlight.highlight import mark

    marks = mark("", text, language=language)
    return {"language": marks.language, "mentions": mention_records(marks.mentions, text)}


def _mark_lines(lines: Iterable[bytes], language: str | None) -> int:
    """Mark a text a line; a line that is none is a failure, and the next ones are marked still."""
    code = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = _asked(line)
        except ValueError as error:
            complain(f"highlight: line {number}: {error}")
            code = 1
            continue
        marked = _marked(asked["text"], asked.get("language") or language)
        if "id" in asked:
            sys.stdout.write(f'{{"id": {asked["id"]}, {json.dumps(marked)[1:]}\n')
            sys.stdout.flush()
        else:
            print_json(marked)
    return code


@dataclass(frozen=True, slots=True)
class _Literal:
    """A number as it was written: `1.10` is not 1.1, and some are longer than a float."""

    digits: str


def _echoed(value: object) -> str:
    """Return a value as JSON, its numbers as they were written."""
    if isinstance(value, _Literal):
        return value.digits
    if isinstance(value, list):
        return "[" + ", ".join(map(_echoed, value)) + "]"
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}: {_echoed(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _asked(line: bytes) -> dict[str, Any]:
    """Return what a line asks, its id as the JSON that goes out again."""
    try:
        asked = json.loads(
            line, parse_float=_Literal, parse_int=_Literal, parse_constant=_refuse_constant
        )
        if isinstance(asked, dict) and "id" in asked:
            asked["id"] = _echoed(asked["id"])
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON; give objects, one a line") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise ValueError('it has no text; give {"id": ..., "text": "..."}')  # noqa: TRY004
    language = asked.get("language")
    if language is not None:
        if not isinstance(language, str):
            raise ValueError("its language is no text; give a code such as fr")
        asked["language"] = language_code(language)
    return asked


def _paint(text: str, language: str | None, settings: Settings) -> None:
    from newsreader.cli.article_text import print_marked
    from newsreader.highlight.highlight import mark

    print_marked(text, mark("", text, language=language).mentions, settings)
