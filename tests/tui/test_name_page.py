"""The page of a name: what it shows, the ways in, on and back, and what changes meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.mention_kind import MentionKind
from newsreader.tui.commands import Pane
from newsreader.tui.names.name_page import Section
from newsreader.tui.names.opening import OpenName
from newsreader.tui.screens.name_page import NamePageScreen
from newsreader.tui.screens.rising_names import RisingNamesScreen
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.name_page_driver import on_page
from tests.tui.rising_library import fill_rising
from tests.tui.test_type_ahead import burst

_FILLING = "The river rose slowly and nobody in the valley was surprised by it. "
TALKS = "\n\n".join(
    (
        "Anna Berg met Peter Holm in Copenhagen on Monday. The talks were short.",
        *(_FILLING * 14 for _ in range(3)),
        "Berg said the United Nations would pay 12 million euros. Holm disagreed.",
        *(_FILLING * 14 for _ in range(3)),
    )
)
VISIT = "\n\n".join(
    (
        *(_FILLING * 14 for _ in range(3)),
        "Anna Berg travelled to Stockholm with Maria Lind and 40 others.",
        *(_FILLING * 14 for _ in range(3)),
    )
)
NEXT = "right_square_bracket"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Three articles with names, marked, and one without."""
    path = tmp_path_factory.mktemp("names") / "library.db"
    articles = [
        entry("Talks", 1, TALKS),
        entry("Visit", 90, VISIT),
        entry("A. Berg speaks", 60 * 24 * 9, "She spoke for an hour."),
        entry("Calm", 60 * 24 * 10, "Nothing happened here."),
    ]
    fill(path, {"News": articles})
    mark(path)
    return path.read_bytes()


@pytest.fixture
def library(filled: bytes, tmp_path: Path) -> Path:
    """A copy of it."""
    path = tmp_path / "library.db"
    path.write_bytes(filled)
    return path


def mark(path: Path) -> None:
    """Mark what is not marked yet."""
    from newsreader.jobs.annotate import annotate_here
    from newsreader.model.query import Query

    with Library.open(path) as library:
        annotate_here(library, library.articles.ids(Query()))


async def open_page(app: Driver, name: str) -> NamePageScreen:
    """Ask for the page of a name, as whoever shows a name does."""
    found = app.app.library.names.find(name)
    app.screen.post_message(OpenName(found[0].key))
    return await on_page(app, name)


async def on_reading(app: Driver) -> None:
    """Wait until the reading screen is shown, with nothing awaited."""
    await app.until(lambda: app.app.screen is app.screen, "the reading screen")
    await app.until(lambda: not app.screen.library.awaited)


async def open_article(app: Driver, title: str) -> None:
    """Open the article under the cursor and wait until it is marked."""
    await app.press("enter")
    await app.shows(title)
    await app.until(lambda: app.screen.reader.article.is_annotated, "the marks")


async def at_mention(app: Driver, words: str) -> None:
    """Wait until a mention is stepped to."""
    view = app.screen.article_view
    await app.until(lambda: view.current_mention_text == words, f"the mention “{words}”")


def titles(page: NamePageScreen) -> list[str]:
    """The titles of the articles listed."""
    return [each.headline.title for each in page.body.passages.rows]


# --- what it shows ----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_page_says_who_when_and_in_which_sentences(
    library: Path, size: tuple[int, int]
) -> None:
    """At every size: counts, other forms, a chart, newest articles first with their sentences."""
    async with running(library, size=size) as app:
        page = await open_page(app, "Anna Berg")
        assert titles(page) == ["Talks", "Visit", "A. Berg speaks"]
        await app.until(lambda: "3 articles · 4 mentions · 3 unread" in app.text(), "the counts")
        text = app.text()
        assert "Anna Berg · person" in text
        assert "also A. Berg 1" in text
        assert "Anna Berg met Peter Holm in Copenhagen on Monday." in text
        assert "only in its title" in text
        assert "Mentions by day" in text
        assert "at most 3 a day" in text
        assert "█" in text
        if size[0] >= 120:
            assert "Maria Lind" in text
            assert "40 others" in text
        await app.press("tab")
        assert page.focused is page.body.company
        await app.until(lambda: "in 1 article" in app.text())
        assert {each.name for each in page.body.company.rows} == {
            "Copenhagen", "Maria Lind", "Peter Holm", "Stockholm", "United Nations",
        }  # fmt: skip
        await app.press("tab")
        assert page.focused is page.body.figures
        await app.until(lambda: "quantity · 40" in app.text(), "a figure")
        await app.press("tab")
        assert page.focused is page.body.passages
        await app.press("shift+tab")
        assert page.focused is page.body.figures


async def test_the_chart_goes_by_day_week_and_month(library: Path) -> None:
    """By its key and by a click; the title says the step and the fullest period."""
    async with running(library) as app:
        page = await open_page(app, "Anna Berg")
        for step in ("week", "month", "day"):
            await app.press("c")
            assert page.body.chart.step == step
            await app.until(lambda s=step: f"Mentions by {s}" in app.text(), step)
            assert f"at most 3 a {step}" in app.text()
        await app.pilot.click("#mention-chart")
        assert page.body.chart.step == "week"


async def test_another_size_keeps_the_place(library: Path) -> None:
    """From one column to two and back; the section and the cursors stay."""
    async with running(library, size=(80, 24)) as app:
        page = await open_page(app, "Anna Berg")
        await app.press("j", "tab", "j", "j")
        current = page.body.company.current
        await app.pilot.resize_terminal(120, 40)
        await app.until(lambda: page.body.passages.size.width > 60, "two columns")
        assert "Anna Berg met Peter Holm" in app.text()
        assert page.focused is page.body.company
        assert page.body.company.current == current
        assert page.body.passages.cursor == 1
        await app.pilot.resize_terminal(80, 24)
        await app.until(lambda: "[Seen with" in app.text(), "one column")
        assert "Anna Berg met Peter Holm" not in app.text()
        await app.pilot.resize_terminal(80, 12)
        await app.until(lambda: "Mentions by" not in app.text(), "no chart where it is low")
        assert page.body.company.current == current
        await app.press("q")
        await on_reading(app)


# --- ways in ----------------------------------------------------------------------------------


async def test_enter_on_a_mention_opens_its_page(library: Path) -> None:
    """Of a name only; back is the article at its place and mention."""
    async with running(library, size=(80, 24)) as app:
        await open_article(app, "Talks")
        await app.press("enter")
        await app.says("Step to a name with ] or [ first: Enter opens its page.")
        await app.press("space", "space")
        await app.press(NEXT)
        await at_mention(app, "Berg")
        position = app.screen.article_view.position
        assert position > 0
        await app.press("enter")
        await on_page(app, "Anna Berg")
        await app.press("h")
        await on_reading(app)
        assert app.screen.article_view.position == position
        await at_mention(app, "Berg")
        await app.press(NEXT, NEXT)
        await at_mention(app, "12 million euros")
        await app.press("enter")
        await app.says("This is a figure; only a name has a page.")


async def test_a_click_on_a_name_opens_its_page(library: Path) -> None:
    """And on a figure steps to it."""
    async with running(library) as app:
        await open_article(app, "Talks")
        lines = app.text().split("\n")
        y, line = next((n, each) for n, each in enumerate(lines) if "met Peter Holm" in each)
        view = app.screen.article_view
        spot = (line.index("Peter Holm") + 2 - view.region.x, y - view.region.y)
        await app.pilot.hover(view, offset=spot)
        assert view.styles.pointer == "pointer"
        await app.pilot.hover(view, offset=(spot[0], spot[1] - 1))
        assert view.styles.pointer == "default"
        await app.pilot.click(view, offset=spot)
        await on_page(app, "Peter Holm")
        await app.press("escape")
        await on_reading(app)
        await at_mention(app, "Peter Holm")
        y, line = next((n, each) for n, each in enumerate(lines) if "Monday" in each)
        spot = (line.index("Monday") + 2 - view.region.x, y - view.region.y)
        await app.pilot.click(view, offset=spot)
        await at_mention(app, "Monday")
        assert app.app.screen is app.screen


async def test_the_panel_leads_to_a_page_and_has_the_keyboard_again(library: Path) -> None:
    """Enter in the panel of names, and back."""
    async with running(library) as app:
        await open_article(app, "Talks")
        await app.press("i")
        await app.until(lambda: app.screen.is_names_open and app.screen.names_panel.names.has_focus)
        await app.press("j", "enter")
        await on_page(app, "Peter Holm")
        await app.press("q")
        await on_reading(app)
        assert app.screen.names_panel.names.has_focus
        assert app.screen.names_panel.names.current.label == "Peter Holm"


@pytest.mark.parametrize("text", ["anna berg", 'person:"Anna Berg"', "name:berg is:unread"])
async def test_a_search_for_a_name_leads_to_its_page(library: Path, text: str) -> None:
    """By a key that is said while it is typed; back is the search box."""
    async with running(library, size=(80, 24)) as app:
        await app.press("slash", *text)
        await app.says("Ctrl+t opens the page of Anna Berg · person")
        await app.press("ctrl+t")
        await on_page(app, "Anna Berg")
        await app.press("q")
        await on_reading(app)
        assert app.screen.search_box.value == text
        assert app.screen.focused is app.screen.search_box
        await app.press("enter")
        await app.settled()
        assert app.screen.pane is Pane.LIST
        await app.press("ctrl+t")
        await on_page(app, "Anna Berg")
        await app.press("q")
        await on_reading(app)
        assert app.screen.listing.search_text == text


async def test_a_search_for_no_name_says_so(library: Path) -> None:
    """Nothing is offered, and the key tells why."""
    async with running(library, size=(80, 24)) as app:
        await app.press("ctrl+t")
        await app.says("Nothing is searched for: / searches.")
        await app.press("slash", *"river", "enter", "ctrl+t")
        await app.says("No name of the library is called “river”.")


# --- on to articles, and back -----------------------------------------------------------------


@pytest.mark.parametrize("back", ["q", "h", "escape", "ctrl+o"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_article_opens_at_its_sentence_and_leads_back(
    library: Path, size: tuple[int, int], back: str
) -> None:
    """Back is the page at its cursor, then the article before at its place and mention."""
    async with running(library, size=size) as app:
        await open_article(app, "Talks")
        await app.press("space", "space", NEXT)
        await at_mention(app, "Berg")
        position = app.screen.article_view.position
        await app.press("enter")
        await on_page(app, "Anna Berg")
        await app.press("j", "enter")
        await app.shows("Visit")
        await on_reading(app)
        await at_mention(app, "Anna Berg")
        await app.until(lambda: "travelled to Stockholm" in app.text(), "its sentence")
        lines = app.text().split("\n")
        place = next(n for n, line in enumerate(lines) if "travelled to Stockholm" in line)
        assert "The river rose" in "".join(lines[2:place])
        await app.press(back)
        page = await on_page(app, "Anna Berg")
        assert page.body.passages.cursor == 1
        await app.until(lambda: page.body.passages.current.headline.is_read, "that it is read")
        await app.press(back)
        await on_reading(app)
        await app.shows("Talks")
        await at_mention(app, "Berg")
        assert app.screen.article_view.position == position
        await app.press("q")
        assert app.screen.pane is Pane.LIST


async def test_the_open_article_is_gone_to_and_left_again(library: Path) -> None:
    """A page may lead to another place of the article that is open."""
    async with running(library, size=(80, 24)) as app:
        await open_article(app, "Talks")
        await app.press("G")
        position = app.screen.article_view.position
        page = await open_page(app, "Anna Berg")
        assert page.body.passages.current.headline.title == "Talks"
        await app.press("enter")
        await on_reading(app)
        await at_mention(app, "Anna Berg")
        await app.until(lambda: "met Peter Holm" in app.text(), "the sentence")
        await app.press("q")
        await on_page(app, "Anna Berg")
        await app.press("q")
        await on_reading(app)
        await app.until(lambda: app.screen.article_view.position == position, "the place")


async def test_pages_are_a_stack(library: Path) -> None:
    """A name seen with it leads to its page, an article from there back through all of them."""
    async with running(library) as app:
        await app.press("j", "j")
        current = app.current()
        page = await open_page(app, "Anna Berg")
        await app.press("c", "tab")
        names = [each.name for each in page.body.company.rows]
        place = names.index("Maria Lind")
        await app.press(*["j"] * place, "enter")
        second = await on_page(app, "Maria Lind")
        assert titles(second) == ["Visit"]
        await app.press("tab", "tab", "enter")
        await app.shows("Visit")
        await on_reading(app)
        await at_mention(app, "40")
        await app.press(NEXT, "q")
        again = await on_page(app, "Maria Lind")
        assert again.body.section is Section.FIGURES
        await app.press("q")
        first = await on_page(app, "Anna Berg")
        assert first.body.section is Section.COMPANY
        assert first.body.company.cursor == place
        assert first.body.chart.step == "week"
        await app.press("q")
        await on_reading(app)
        assert app.screen.pane is Pane.LIST
        assert app.current() == current
        assert app.screen.reader.article is None


async def test_an_article_of_a_page_leads_to_a_page_and_back_to_both(library: Path) -> None:
    """The way back goes through every page and article, at its mention."""
    async with running(library, size=(80, 24)) as app:
        await open_page(app, "Peter Holm")
        await app.press("enter")
        await app.shows("Talks")
        await on_reading(app)
        await at_mention(app, "Peter Holm")
        await app.press(NEXT, NEXT)
        await at_mention(app, "Monday")
        await app.press(NEXT)
        await at_mention(app, "Berg")
        await app.press("enter")
        await on_page(app, "Anna Berg")
        await app.press("j", "enter")
        await app.shows("Visit")
        await app.press("q")
        await on_page(app, "Anna Berg")
        await app.press("q")
        await on_reading(app)
        await app.shows("Talks")
        await at_mention(app, "Berg")
        await app.press("q")
        await on_page(app, "Peter Holm")
        await app.press("q")
        await on_reading(app)
        await app.until(lambda: app.screen.reader.article is None, "no article, as before")


async def test_the_way_back_ends_where_one_goes_elsewhere(library: Path) -> None:
    """From the list, the same article leads back to the list."""
    async with running(library) as app:
        await open_page(app, "Anna Berg")
        await app.press("enter")
        await app.shows("Talks")
        await on_reading(app)
        await app.press("tab", "shift+tab")
        assert app.screen.pane is Pane.ARTICLE
        await app.press("q")
        assert app.screen.pane is Pane.LIST
        assert app.app.screen is app.screen


async def test_the_panel_has_the_keyboard_again_after_an_article(library: Path) -> None:
    """Through a page of the panel's, an article of that, and back."""
    async with running(library, size=(200, 60)) as app:
        await open_article(app, "Talks")
        await app.press("i")
        await app.until(lambda: app.screen.is_names_open and app.screen.names_panel.names.has_focus)
        await app.press("enter")
        await on_page(app, "Anna Berg")
        await app.press("j", "enter")
        await app.shows("Visit")
        await on_reading(app)
        assert app.screen.article_view.has_focus
        await app.press("q", "q")
        await on_reading(app)
        await app.shows("Talks")
        await app.until(lambda: app.screen.names_panel.names.has_focus, "the panel")
        assert app.screen.names_panel.names.current.label == "Anna Berg"


async def test_what_is_not_marked_is_when_it_is_gone_to(library: Path) -> None:
    """A page leads to the name also where only figures were marked."""
    async with running(library) as app:
        await open_article(app, "Talks")
        while app.screen.article_view.shown_kinds & {MentionKind.PERSON}:
            await app.press("v")
        await open_page(app, "Maria Lind")
        await app.press("enter")
        await app.shows("Visit")
        await on_reading(app)
        await at_mention(app, "Maria Lind")
        assert MentionKind.PERSON in app.screen.article_view.shown_kinds


async def test_names_that_rise_lead_to_pages_and_come_back(tmp_path: Path) -> None:
    """Through the page and its article, back to the row one was at."""
    path = tmp_path / "library.db"
    fill_rising(path)
    async with running(path, size=(80, 24)) as app:
        await app.press("T")
        await app.until(lambda: isinstance(app.app.screen, RisingNamesScreen))
        await app.until(lambda: "this week" in app.text())
        await app.press("J", "enter")
        page = await on_page(app, "Nordic Salvage Union")
        await app.press("j")
        title = page.body.passages.current.headline.title
        await app.press("enter")
        await app.shows(title)
        await on_reading(app)
        await app.press("q")
        await on_page(app, "Nordic Salvage Union")
        await app.press("q")
        await app.until(lambda: isinstance(app.app.screen, RisingNamesScreen))
        rising = app.app.screen
        assert isinstance(rising, RisingNamesScreen)
        await app.until(lambda: rising.names.current is not None)
        assert rising.names.current.name.name == "Nordic Salvage Union"
        await app.press("q")
        await on_reading(app)


async def test_keys_typed_ahead_are_meant_for_what_comes(library: Path) -> None:
    """Through pages and to an article, however fast they come."""
    async with running(library, size=(80, 24)) as app:
        await open_article(app, "Talks")
        await burst(app, NEXT, "enter", "j", "enter", NEXT)
        await app.shows("Visit")
        await on_reading(app)
        await at_mention(app, "Stockholm")
        await burst(app, "q", "G", "enter", "q", "k", "q")
        await on_reading(app)
        await app.shows("Talks")
        await at_mention(app, "Anna Berg")


async def test_the_keys_below_can_be_clicked(library: Path) -> None:
    """The way back and the chart, without a key."""
    async with running(library, size=(80, 24)) as app:
        page = await open_page(app, "Anna Berg")
        line = app.text().split("\n")[-1]
        await app.pilot.click("KeysBar", offset=(line.index("chart"), 0))
        assert page.body.chart.step == "week"
        await app.pilot.click("KeysBar", offset=(line.index("back"), 0))
        await on_reading(app)


# --- what changes meanwhile -------------------------------------------------------------------


async def test_new_articles_come_in_above_the_cursor(library: Path) -> None:
    """What another process brings is shown; the row under the cursor stays."""
    async with running(library, size=(80, 24)) as app:
        page = await open_page(app, "Anna Berg")
        await app.press("j")
        with Library.open(library) as other:
            feed = other.feeds.all()[-1]
            new = entry("Return", -5, "Anna Berg came back to Copenhagen.")
            other.articles.save(feed.id, FeedUpdate(new=(new,)), None, datetime.now(UTC))
        mark(library)
        await app.until(lambda: "Return" in titles(page), "the new article")
        assert page.body.passages.current.headline.title == "Visit"
        assert page.body.passages.cursor == 2
        await app.until(lambda: "4 articles · 5 mentions" in app.text(), "the counts")


async def test_a_page_whose_articles_went_away_says_so(library: Path) -> None:
    """Empty, in words; undoing brings them back."""
    async with running(library, size=(80, 24)) as app:
        page = await open_page(app, "Maria Lind")
        wanted = page.body.passages.rows[0].headline
        app.screen.apply(Change(Action.DELETE, (wanted.id,)))
        await app.until(lambda: "No article of the library mentions “Maria Lind”" in app.text())
        await app.press("j", "enter", "tab", "c")
        assert app.app.screen is page
        app.screen.undo()
        await app.until(lambda: "Anna Berg travelled" in app.text(), "the article again")
        assert page.focused is page.body.passages
        await app.press("q")
        await on_reading(app)


async def test_an_article_that_went_away_leaves_one_on_the_page(library: Path) -> None:
    """It is said, and the page goes on."""
    async with running(library, size=(80, 24)) as app:
        page = await open_page(app, "Anna Berg")
        wanted = page.body.passages.rows[0]
        ghost = wanted.headline._replace(id=10_000)
        app.screen.open_from_page(ghost, wanted.place, is_in_title=False)
        await app.until(lambda: "not in the library any more" in page.status.words)
        assert app.app.screen is page
        await app.press("j")
        assert page.body.passages.cursor == 1


async def test_articles_are_read_as_they_are_scrolled(tmp_path: Path) -> None:
    """A page at a time; the end is reached, and none comes twice."""
    path = tmp_path / "library.db"
    many = [entry(f"Report {n:03}", n, f"Anna Berg wrote report {n}.") for n in range(130)]
    fill(path, {"News": many})
    mark(path)
    async with running(path, size=(80, 24)) as app:
        page = await open_page(app, "Anna Berg")
        assert len(page.body.passages.rows) == 50
        await app.press("G")
        await app.until(lambda: len(page.body.passages.rows) == 130, "all of them")
        assert titles(page) == [f"Report {n:03}" for n in range(130)]
        await app.until(lambda: page.body.passages.cursor == 129, "the last one")
        await app.press("g")
        assert page.body.passages.cursor == 0


async def test_the_mouse_opens_rows_and_sections(library: Path) -> None:
    """A click on a row is Enter on it; in one column the line of sections is clicked."""
    async with running(library, size=(80, 24)) as app:
        page = await open_page(app, "Anna Berg")
        await app.pilot.click("SectionBar", offset=(20, 0))
        assert page.focused is page.body.company
        await app.pilot.click(page.body.company, offset=(5, 1))
        second = page.body.company.rows[1].name
        await on_page(app, second)
        await app.press("q")
        await on_page(app, "Anna Berg")
        await app.pilot.click("SectionBar", offset=(3, 0))
        await app.pilot.click(page.body.passages, offset=(10, 4))
        await app.shows("Visit")


async def test_articles_are_marked_on_the_page(library: Path) -> None:
    """Read, bookmarked, with a count before the key that moves; the help lists the keys."""
    async with running(library, size=(80, 24)) as app:
        page = await open_page(app, "Anna Berg")
        await app.press("2", "j", "N")
        await app.until(lambda: page.body.passages.rows[2].headline.is_read, "the mark")
        await app.until(lambda: "2 unread" in app.text(), "the count")
        assert page.body.passages.cursor == 2
        await app.press("m")
        await app.until(lambda: page.body.passages.rows[2].headline.is_bookmarked, "the star")
        await app.until(lambda: "★" in app.text())
        await app.press("question_mark")
        await app.until(lambda: app.app.screen is not page)
        await app.until(lambda: "Previous part" in app.text(), "the page's keys first")
        await app.press("slash", *"chart by")
        await app.until(lambda: "[chart-step]" in app.text(), "the help")
        await app.press("escape", "escape")
        await app.until(lambda: app.app.screen is page)


async def test_a_second_click_opens_nothing_on_the_page(library: Path) -> None:
    """Of a double click on a name in the text, the second is not meant for the page."""
    async with running(library, size=(80, 24)) as app:
        await open_article(app, "Talks")
        lines = app.text().split("\n")
        y, line = next((n, each) for n, each in enumerate(lines) if "met Peter Holm" in each)
        view = app.screen.article_view
        spot = (line.index("Peter Holm") + 2 - view.region.x, y - view.region.y)
        await app.pilot.double_click(view, offset=spot)
        page = await on_page(app, "Peter Holm")
        await app.until(lambda: not app.screen.library.awaited)
        assert app.app.screen is page
