"""An app with nothing but an article, and articles for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from rich.style import Style
from textual.app import App, ComposeResult

from newsreader.model.article import Article, Headline
from newsreader.model.mention import Mention, MentionKind, Value
from newsreader.model.text import MarkedText
from newsreader.tui.widgets.article_view import ArticleView
from newsreader.tui.widgets.legend import Legend

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)


PARAGRAPHS = [f"Paragraph {n}:" + " some words to read" * (3 + n % 5) for n in range(60)]


def make_article(body: MarkedText, title: str = "A title", *, language=None, **more) -> Article:
    headline = Headline(1, 1, "The Feed", title, None, "Ann", NOON, NOON, language=language)
    return Article(headline, body, **more)


def mentions_of(text: str, **kinds: MentionKind) -> tuple[Mention, ...]:
    found = [
        Mention(text.index(word), text.index(word) + len(word), kind, canonical=word)
        for word, kind in kinds.items()
    ]
    return tuple(sorted(found, key=lambda mention: mention.start))


LONG = make_article(MarkedText.from_plain("\n\n".join(PARAGRAPHS)))


TEXT = "Curie went to Paris.\n\n" + "\n\n".join(PARAGRAPHS) + "\n\nAt last NASA paid."


KINDS = {
    "Curie": MentionKind.PERSON,
    "Paris": MentionKind.PLACE,
    "NASA": MentionKind.ORGANISATION,
}


def marked_article(**more) -> Article:
    title_mentions = (Mention(3, 7, MentionKind.NUMBER, value=Value(1903)),)
    return make_article(
        MarkedText.from_plain(TEXT),
        "In 1903",
        title_mentions=title_mentions,
        mentions=mentions_of(TEXT, **KINDS),
        is_annotated=True,
        **more,
    )


class Host(App[None]):
    """Nothing but an article view and its legend."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[str] = []

    def compose(self) -> ComposeResult:
        yield ArticleView()
        yield Legend()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def on_article_view_mention_changed(self, changed: ArticleView.MentionChanged) -> None:
        self.changes.append(changed.words)


def screen_lines(app: Host) -> list[str]:
    view = app.view
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def styles_of(app: Host, wanted: str) -> Iterator[Style]:
    """The styles of the segments painted with exactly this text."""
    for y in range(app.view.size.height):
        for text, style, _ in app.view.render_line(y):
            if text == wanted and style is not None:
                yield style
