"""Opening links, mail links and files of articles in the user's programs."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import PurePath
from urllib.parse import urlsplit

from newsreader.jobs.commands import StartError, start
from newsreader.model.article import Enclosure
from newsreader.model.text import clean_line
from newsreader.settings import Settings

_IN_TERMINAL = frozenset({"browsh", "carbonyl", "elinks", "links", "lynx", "w3m", "www-browser"})
"""The browsers that draw on the terminal they are started in."""


def open_link(url: str, settings: Settings, *, has_terminal: bool = False) -> str | None:
    """Open a web address; return None, or why it was not opened, as a sentence for the user.

    Only http and https without a login are opened: anything else could start another program or
    give a password away. The command of the settings is run without a shell. With `has_terminal`,
    the system's browser may be one that draws on the terminal.
    """
    problem = _refusal(url)
    if problem:
        return problem
    if settings.browser:
        return _run(url, settings.browser, "browser")
    if not has_terminal and (name := _terminal_browser()):
        return f"{name} would need the terminal; set `browser` in the settings to another one"
    return _open_default(url, "no browser was found; set `browser` in the settings")


def _terminal_browser() -> str:
    """Return the name of the system's browser where it draws on the terminal, else nothing."""
    import webbrowser

    try:
        name = PurePath(str(getattr(webbrowser.get(), "name", ""))).name
    except webbrowser.Error:
        return ""
    return name if name in _IN_TERMINAL else ""


def open_mail(link: str, settings: Settings) -> str | None:
    """Open a `mailto:` link in the mail program; return None, or why it was not opened."""
    is_mail = link.startswith("mailto:") and clean_line(link) == link and " " not in link
    if not is_mail:
        return "the link is no mail address"
    if settings.mail:
        return _run(link, settings.mail, "mail")
    return _open_default(link, "no mail program was found; set `mail` in the settings")


def open_enclosure(enclosure: Enclosure, settings: Settings) -> str | None:
    """Open a file of an article; return None, or why it was not opened, as a sentence.

    The command is the first of the settings whose pattern fits the file's type (RFC 2046), or
    what its address ends in where the feed gives no type; without one it goes to the browser.
    """
    problem = _refusal(enclosure.url)
    if problem:
        return problem
    kind = media_type(enclosure)
    for pattern, command in settings.enclosures.items():
        if fnmatchcase(kind, pattern.lower()):
            return _run(enclosure.url, command, f'enclosures."{pattern}"')
    return open_link(enclosure.url, settings)


def media_type(enclosure: Enclosure) -> str:
    """Return a file's media type in lower case, by its ending where none is told; else empty."""
    told = enclosure.type.partition(";")[0].strip().lower()
    if "/" in told and told != "application/octet-stream":
        return told
    from mimetypes import guess_type

    try:
        guessed, _ = guess_type(urlsplit(enclosure.url).path)
    except ValueError:
        guessed = None
    return guessed or told


def _refusal(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return "the link is no valid address"
    if clean_line(url) != url or " " in url or not is_web:
        return "only http and https links are opened"
    if "@" in parts.netloc:
        return "the link holds a login; it is not opened"
    return None


def _run(url: str, command: Sequence[str], setting: str) -> str | None:
    words = [word.replace("%u", url) for word in command]
    if words == list(command):
        words.append(url)
    try:
        # Waited for, so that it does not stay a zombie while the app runs.
        threading.Thread(target=start(words).wait, daemon=True).start()
    except StartError as error:
        what = "browser" if setting == "browser" else "program"
        return (
            f"the {what} {clean_line(words[0])} could not be started ({error}); "
            f"correct `{setting}` in the settings"
        )
    return None


def _open_default(url: str, problem: str) -> str | None:
    import webbrowser

    try:
        if webbrowser.open(url):
            return None
    except (webbrowser.Error, OSError):
        pass
    return problem
