"""An article with links, notes, a list and files, and ways to what is on the screen of it."""

from __future__ import annotations

from pathlib import Path

from newsreader.feeds.markup import html_to_text
from newsreader.model.article import Enclosure
from tests.tui.app_driver import Driver, entry, fill

URL = "https://example.org/ferry"
HTML = """
<p>The <a href="https://example.org/port">port</a> opens at noon, says the
<a href="https://example.org/board">harbour board</a>.<a href="#fn1" id="ref1">[1]</a>
Write to <a href="mailto:desk@example.org">the desk</a>.</p>
<p>Three boats are ready, the crews are not, and nobody knows whether the third of them will go
before the tide turns at last in the evening.</p>
<ul><li>the Lark</li><li>the Heron</li></ul>
<p>See <a href="#results">Results</a> and <a href="https://example.org/all">all of it</a>.</p>
%s
<h2 id="results">Results</h2>
<p>None so far.</p>
<ol><li id="fn1">Minutes of 3 May. <a href="#ref1">back</a></li></ol>
"""
RAIN = "It rained again. " * 9
FILLER = "".join(f"<p>Paragraph {n} of the long wait. {RAIN}</p>" for n in range(30))
FILES = (
    Enclosure("https://example.org/talk.mp3", "audio/mpeg", 18_200_000, 1440),
    Enclosure("https://example.org/chart.pdf", "application/pdf"),
)


def make_library(path: Path) -> None:
    """A feed with the article, and one without a link in it."""
    body = html_to_text(HTML % FILLER, base_url=URL)
    ferry = entry("Ferry", 1, url=URL, enclosures=FILES)
    calm = entry("Calm", 2, "Nothing happened on Tuesday.")
    fill(path, {"Coast": [ferry.__class__(**{**_fields(ferry), "body": body}), calm]})


def _fields(of: object) -> dict[str, object]:
    return {name: getattr(of, name) for name in of.__dataclass_fields__}  # type: ignore[attr-defined]


def place_on_screen(app: Driver, words: str) -> tuple[int, int]:
    """The cell of the article view where words are painted."""
    view = app.screen.article_view
    for y in range(view.size.height):
        line = view.render_line(y).text
        if words in line:
            return line.index(words), y
    raise AssertionError(f"“{words}” is not in view\n{app.text()}")
