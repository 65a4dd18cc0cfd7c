"""Opening a link in the user's browser."""

from __future__ import annotations

import subprocess
import threading
from urllib.parse import urlsplit

from newsreader.model.text import clean_line
from newsreader.settings import Settings


def open_link(url: str, settings: Settings) -> str | None:
    """Open a web address; return None, or why it was not opened, as a sentence for the user.

    Only http and https without a login are opened: anything else could start another program or
    give a password away. The command of the settings is run without a shell.
    """
    problem = _refusal(url)
    if problem:
        return problem
    return _run(url, settings.browser) if settings.browser else _open_default(url)


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


def _run(url: str, browser: tuple[str, ...]) -> str | None:
    words = [word.replace("%u", url) for word in browser]
    if words == list(browser):
        words.append(url)
    try:
        # The browser goes on by itself; what it prints must not land on the screen.
        browser_process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # Waited for, so that it does not stay a zombie while the app runs.
        threading.Thread(target=browser_process.wait, daemon=True).start()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return (
            f"the browser {clean_line(words[0])} could not be started ({clean_line(reason)}); "
            "correct `browser` in the settings"
        )
    return None


def _open_default(url: str) -> str | None:
    import webbrowser

    try:
        if webbrowser.open(url):
            return None
    except (webbrowser.Error, OSError):
        pass
    return "no browser was found; set `browser` in the settings"
