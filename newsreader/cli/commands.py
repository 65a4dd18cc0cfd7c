"""The command line: every command with its options, and where its work is done."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from newsreader import __version__
from newsreader.cli import option_values
from newsreader.cli.output import complain

_PACKAGE = "newsreader.cli"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line in one line."""

    def error(self, message: str) -> NoReturn:
        command = self.prog.removeprefix("newsreader").strip()
        what = f"{command}: {message}" if command else message
        complain(f"{what}; see {self.prog} --help")
        self.exit(2)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return the command line as `command`, `work` and the options; exits with 2 if it is wrong."""
    if "search" in words:
        from newsreader.cli.search_words import apart

        words = apart(words)
    return _parser().parse_args(list(words))


def run(arguments: argparse.Namespace) -> int:
    """Do the work of a parsed command line; return the exit code."""
    from newsreader.settings import Settings

    settings, problems = Settings.load(arguments.config, arguments.library)
    if arguments.command != "doctor":
        for problem in problems:
            complain(problem)
    module, function = arguments.work
    work: Callable[..., int] = getattr(import_module(f"{_PACKAGE}.{module}"), function)
    return work(arguments, settings)


def _parser() -> _Parser:
    parser = _Parser(
        prog="newsreader",
        description="Read news in the terminal, names and figures marked. Without a command: "
        "the app.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--library", metavar="FILE", type=option_values.path, help="the library to use"
    )
    parser.add_argument(
        "--config", metavar="FILE", type=option_values.path, help="the settings to use"
    )
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    add = _Adder(commands)
    _add_feeds(add)
    _add_files(add)
    _add_refreshing(add)
    _add_articles(add)
    _add_names(add)
    _add_pages(add)
    _add_pictures(add)
    _add_changes(add)
    _add_rest(add)
    return parser


class _Adder:
    """Adds commands that share their manners."""

    def __init__(self, commands: argparse._SubParsersAction[_Parser]) -> None:
        self._commands = commands

    def __call__(self, name: str, module: str, function: str, words: str) -> _Parser:
        parser = self._commands.add_parser(
            name, help=words, description=f"{words[0].upper()}{words[1:]}.", allow_abbrev=False
        )
        parser.set_defaults(work=(module, function))
        return parser


def _add_feeds(add: _Adder) -> None:
    command = add("add", "feeds", "add", "subscribe to feeds, by their address or a web page's")
    command.add_argument("urls", metavar="URL", nargs="+", help="http(s) address")
    command.add_argument("--folder", help="the folder to put them in")
    command.add_argument("--title", help="what to call the feed")
    _add_annotating(command)
    _add_json(command)
    command = add("discover", "feeds", "discover", "show the feeds that a web page offers")
    command.add_argument("url", metavar="URL")
    _add_json(command)
    command = add("edit", "feeds", "edit", "change what is set for a feed")
    command.add_argument("feed", metavar="FEED", help="id or URL")
    command.add_argument("--title", help="what to call it; empty: what it calls itself")
    command.add_argument("--folder", help="the folder to put it in; empty: none")
    command.add_argument(
        "--url",
        help="its new address; a login goes into it, https://user:password@host/feed, or into the "
        "settings",
    )
    command.add_argument(
        "--interval",
        metavar="MINUTES|auto",
        type=option_values.interval,
        help="the time between two checks; auto: by how often it publishes",
    )
    command.add_argument(
        "--full-text",
        metavar="always|never",
        type=option_values.full_text,
        help="fetch the full texts of what it brings from now on",
    )
    command = add("remove", "feeds", "remove", "unsubscribe from a feed")
    command.add_argument("feed", metavar="FEED", help="id or URL")
    _add_json(add("feeds", "feeds", "show_all", "list the feeds, with counts and health"))


def _add_files(add: _Adder) -> None:
    command = add("import", "files", "import_", "import OPML, urls, feed and article files")
    command.add_argument("files", metavar="FILE", nargs="+", help="- is standard input")
    _add_annotating(command)
    _add_json(command)
    command = add("export", "files", "export", "write subscriptions or articles to a file")
    kinds = command.add_subparsers(dest="what", metavar="opml|articles", required=True)
    opml = kinds.add_parser("opml", help="the subscriptions, with folders", allow_abbrev=False)
    opml.add_argument("file", metavar="FILE", nargs="?", default="-")
    articles = kinds.add_parser("articles", help="Markdown or JSON Lines", allow_abbrev=False)
    articles.add_argument(
        "file", metavar="FILE", nargs="?", default="-", help=".md, .txt, .html or .jsonl"
    )
    articles.add_argument("--bookmarked", action="store_true", help="bookmarked articles only")
    articles.add_argument("--query", metavar="Q", help="articles that a search finds only")
    articles.add_argument("--saved", metavar="NAME", help="that a saved search finds only")


def _add_refreshing(add: _Adder) -> None:
    command = add("refresh", "refreshing", "refresh", "fetch what is due, or the feeds named")
    command.add_argument("feeds", metavar="FEED", nargs="*", help="id or URL")
    command.add_argument("--force", action="store_true", help="all feeds, due or not")
    _add_annotating(command)
    _add_json(command)
    command = add("annotate", "refreshing", "annotate", "mark names and figures of new articles")
    _add_limit(command)
    _add_json(command)


def _add_articles(add: _Adder) -> None:
    command = add("list", "articles", "list_", "list headlines, newest first")
    command.add_argument("--unread", action="store_true", help="unread ones only")
    command.add_argument("--bookmarked", action="store_true", help="bookmarked ones only")
    command.add_argument("--feed", metavar="FEED", help="of one feed: id or URL")
    command.add_argument("--query", metavar="Q", help="those that a search finds")
    command.add_argument("--saved", metavar="NAME", help="those that a saved search finds")
    command.add_argument("--full", action="store_true", help="with their texts")
    _add_limit(command)
    _add_json(command)
    command = add("show", "articles", "show", "show an article, names and figures marked")
    command.add_argument("id", metavar="ID", type=option_values.article_id)
    _add_json(command)
    command.add_argument(
        "--summary", action="store_true", help="the feed's text where there is a full text"
    )
    command = add("search", "articles", "search", "search titles and texts, the best first")
    command.usage = "newsreader search [--limit N] [--json] QUERY..."
    command.epilog = (
        'Words, "phrases", -without, title:word, is:unread, is:read, is:bookmarked, has:full-text, '
        "feed:name, folder:name, author:name, lang:fr, from:7d, to:2026-03, (one OR other). Words "
        "that begin with - belong to the query; after -- all words do. "
        "name:, person:, place: and org: narrow to articles with a name, amount:, percent: and "
        "date: to those with a figure."
    )
    command.add_argument("query", metavar="QUERY", nargs="+")
    _add_limit(command)
    _add_json(command)
    command = add("searches", "searches", "searches", "list, save or remove saved searches")
    change = command.add_mutually_exclusive_group()
    change.add_argument(
        "--save",
        nargs=2,
        metavar=("NAME", "QUERY"),
        help="keep a search, or what a name stands for",
    )
    change.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="give it a new name")
    change.add_argument("--remove", metavar="NAME", help="remove it")
    _add_json(command)
    command = add("open", "articles", "open_", "open an article's link in the browser")
    command.add_argument("id", metavar="ID", type=option_values.article_id)


def _add_names(add: _Adder) -> None:
    command = add("names", "names", "names", "list the names of an article, or of all, by count")
    command.add_argument("id", metavar="ID", nargs="?", type=option_values.article_id)
    command.add_argument(
        "--kind",
        metavar="K",
        choices=("person", "organisation", "place", "other"),
        help="of one kind: person, organisation, place or other",
    )
    _add_limit(command)
    _add_json(command)
    words = "show a name's page: its forms, its articles with their sentences, its weeks"
    command = add("name", "names", "name", words)
    command.add_argument("name", metavar="NAME", help="in any of its forms")
    _add_limit(command)
    _add_json(command)


def _add_pages(add: _Adder) -> None:
    command = add("save", "pages", "save", "store a web page as an article, to read it later")
    command.add_argument("url", metavar="URL", help="http(s) address")
    _add_annotating(command)
    _add_json(command)
    words = "put the full text of its page in place of an article's summary"
    command = add("full-text", "pages", "full_text", words)
    command.add_argument("id", metavar="ID", type=option_values.article_id)
    _add_annotating(command)
    _add_json(command)


def _add_pictures(add: _Adder) -> None:
    words = "fetch a picture and store it as PNG (needs the extra `images`)"
    command = add("picture", "pictures", "picture", words)
    command.add_argument("url", metavar="URL", help="http(s) address")
    command.add_argument("file", metavar="FILE", type=option_values.path)
    command.add_argument(
        "--within",
        metavar="WxH",
        type=option_values.box,
        default=(2000, 2000),
        help="shrink it to so many pixels at most (2000x2000)",
    )
    _add_json(command)


def _add_changes(add: _Adder) -> None:
    for name, words in (
        ("read", "mark articles read"),
        ("unread", "mark articles unread"),
        ("bookmark", "bookmark articles"),
        ("unbookmark", "take bookmarks away"),
        ("delete", "delete articles"),
    ):
        command = add(name, "changes", "change", words)
        command.add_argument("ids", metavar="ID", nargs="+", type=option_values.article_id)
    add("undo", "changes", "undo", "take the last change back")
    add("redo", "changes", "redo", "do again what was taken back")


def _add_rest(add: _Adder) -> None:
    command = add("highlight", "highlighting", "highlight", "mark names and figures of a text")
    command.add_argument("file", metavar="FILE", nargs="?", default="-")
    command.add_argument(
        "--language", metavar="L", type=option_values.language, help="of the text: en, fr, ..."
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--jsonl", action="store_true", help="JSON objects, a line in, a line out")
    _add_json(add("doctor", "doctor", "doctor", "check library, settings and terminal"))


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _add_limit(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", metavar="N", type=option_values.count, help="at most so many")


def _add_annotating(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--no-annotate",
        dest="annotate",
        action="store_false",
        help="do not mark names and figures now",
    )
