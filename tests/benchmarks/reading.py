"""Measures the article view: `python -m tests.benchmarks.reading [WORDS]` (20000).

Prints milliseconds from opening a long article (paragraphs, lists, quotes, tables, code, names and
figures) to its first frame, and from a key to the frame that shows its effect while scrolling it by
lines and pages, with all of it laid out or not yet; and the same for a bare Textual view that draws
the same text without any of that, in the same run.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from statistics import median, quantiles

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.feeds.markup import html_to_text
from newsreader.highlight.highlight import mark
from newsreader.model.article import Article, Headline
from newsreader.model.text import MarkedText
from newsreader.tui.layout.page import Layout, Page
from newsreader.tui.layout.wrap import wrap
from newsreader.tui.theme import THEMES
from newsreader.tui.widgets.article_view import ArticleView

_SIZE = (120, 40)
_OPENINGS = 15
_KEYS = 150
_PARAGRAPH = (
    "In 1903 the keeper, <a href='https://example.org/berg'>Anna Berg</a>, counted 212 steps and "
    "wrote <em>every hour</em> what the sea did; the harbour office in Lisbon paid her 40 pounds a "
    "year, about 12 % more than the keeper before, and asked for <b>two</b> copies of her book. "
)
_REST = (
    "<h2>The lamps</h2><ul><li>north: lit at six</li><li>south: lit at seven</li></ul>"
    "<blockquote><p>The glass is to be cleaned before the lamp is lit, and after.</p></blockquote>"
    "<table><tr><th>Lamp<th>Height<tr><td>North<td>21.5<tr><td>South<td>8.25</table>"
    "<pre><code class=language-python>def light(hour: int) -> bool:\n    return hour >= 18\n"
    "</code></pre>"
)


Taken = tuple[float, float]
"""Milliseconds by the clock, and of CPU."""


class Bare(ScrollView, can_focus=True):
    """Draws a text by the line, wrapped and nothing else."""

    _lines: Sequence[str] = ()

    def show(self, text: str) -> None:
        """Show a text."""
        width = min(80, self.size.width)
        self._lines = [text[start:end] for start, end in wrap(text, width)]
        self.virtual_size = Size(width, len(self._lines))
        self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        number = self.scroll_offset.y + y
        text = self._lines[number] if number < len(self._lines) else ""
        return Strip([Segment(text)]).adjust_cell_length(self.size.width)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)


class Host(App[None]):
    """A view alone, and an event for each frame."""

    def __init__(self, view: Bare | ArticleView) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.view = view
        self.painted = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield self.view

    def post_display_hook(self) -> None:
        self.painted.set()

    async def until_painted(self, act: Callable[[], object]) -> Taken:
        """Do something; return the milliseconds until it was painted, and those of CPU."""
        self.painted.clear()
        began, cpu = time.perf_counter(), time.process_time()
        self.call_later(act)
        async with asyncio.timeout(20):
            await self.painted.wait()
        return (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000


def long_article(words: int) -> Article:
    """An article of about so many words."""
    part = "".join(f"<p>{_PARAGRAPH * (1 + n % 4)}</p>" for n in range(6)) + _REST
    html = part * (1 + words // len(html_to_text(part).text.split()))
    body = html_to_text(html)
    noon = datetime(2024, 3, 1, 12, tzinfo=UTC)
    headline = Headline(1, 1, "Harbour News", "A long report", None, "Ann", noon, noon)
    marks = mark("A long report", body.text, language="en")
    return Article(headline, body, marks.title_mentions, marks.mentions, is_annotated=True)


async def measure(view: Bare | ArticleView, article: Article) -> tuple[list[Taken], list[Taken]]:
    """Return what openings and keys take."""
    app = Host(view)
    shown: list[Taken] = []
    keys: list[Taken] = []
    async with app.run_test(size=_SIZE) as pilot:
        for _ in range(_OPENINGS):
            # As it comes from the library: its spans are not read yet.
            body = MarkedText.from_json(article.body.text, article.body.spans_to_json())
            fresh = Article(
                article.headline, body, article.title_mentions, article.mentions, is_annotated=True
            )
            act = (
                (lambda fresh=fresh: view.show(fresh))
                if isinstance(view, ArticleView)
                else (lambda: view.show(article.body.text))
            )
            shown.append(await app.until_painted(act))
            for n in range(_KEYS // _OPENINGS):
                lines = 30 if n % 3 == 2 else 1
                keys.append(await app.until_painted(lambda lines=lines: view.scroll_lines(lines)))
                await asyncio.sleep(0.015)
            await pilot.pause()
    return shown, keys


def tell(name: str, taken: list[Taken]) -> float:
    """Print what was taken, and return the median of CPU: other programs do not change it much."""
    wall, cpu = zip(*taken, strict=True)
    print(
        f"{name}: median {median(wall):.1f} ms, p95 {quantiles(wall, n=20)[-1]:.1f} ms; "
        f"CPU {median(cpu):.1f} ms, p95 {quantiles(cpu, n=20)[-1]:.1f} ms ({len(taken)} times)"
    )
    return median(cpu)


def main(words: int) -> None:
    """Measure both views on the same text."""
    article = long_article(words)
    print(f"{len(article.body.text.split())} words, {len(article.mentions)} names and figures")
    bare = asyncio.run(measure(Bare(), article))
    ours = asyncio.run(measure(ArticleView(), article))
    plain = tell("bare view, shown", bare[0]), tell("bare view, a key", bare[1])
    real = tell("article, shown", ours[0]), tell("article, a key", ours[1])
    began = time.process_time()
    layout = Layout(Page(article), 80)
    layout.extend_to_offset(len(layout.page.text))
    whole = (time.process_time() - began) * 1000
    print(f"laid out whole: {whole:.0f} ms CPU, {len(layout.lines)} lines")
    print(f"article against bare: shown {real[0] / plain[0]:.2f}, a key {real[1] / plain[1]:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
