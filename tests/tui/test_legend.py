"""The legend: the kinds that an article has."""

from __future__ import annotations

from newsreader.model.article import Article
from newsreader.model.mention import FIGURE_KINDS, MentionKind
from newsreader.tui.theme import LEGEND
from newsreader.tui.widgets.legend import Legend, LegendEntry, fit_entries, legend_entries
from tests.tui.article_host import LONG, Host, make_article, marked_article


def test_legend_counts_what_the_article_has() -> None:
    """The legend counts title and text by label and knows what is shown."""
    entries = legend_entries(marked_article(), FIGURE_KINDS)
    assert [(e.label, e.number, e.is_shown) for e in entries] == [
        ("person", 1, False),
        ("organisation", 1, False),
        ("place", 1, False),
        ("figure", 1, True),
    ]


def test_legend_fits_every_width() -> None:
    """Labels lose their tails before an entry is lost, and nothing is ever too wide."""
    entries = [LegendEntry(label, min(kinds), 12, is_shown=True) for label, kinds in LEGEND]
    for width in range(80):
        fitted = fit_entries(entries, width)
        assert len("  ".join(entry.text for entry in fitted)) <= width
        assert all(
            one.label and whole.label.startswith(one.label)
            for one, whole in zip(fitted, entries, strict=False)
        )
        one_more = entries[: len(fitted) + 1]
        assert fitted or width < len("p 12")
        assert len(fitted) == len(entries) or len("  ".join("p 12" for _ in one_more)) > width


async def test_legend_shows_what_is_marked() -> None:
    """The legend is in the running app, quiet where there is nothing to tell."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        legend = app.query_one(Legend)

        async def shown(article: Article | None) -> str:
            legend.show(article, frozenset(MentionKind))
            await pilot.pause()
            return legend.render_line(0).text.strip()

        assert await shown(marked_article()) == "person 1  organisation 1  place 1  figure 1"
        assert await shown(LONG) == "not marked yet"
        assert await shown(make_article(LONG.body, is_annotated=True)) == "no names or figures"
        assert await shown(None) == ""
