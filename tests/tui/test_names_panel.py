"""The panel of an article's names: the ways in and back, and stepping through one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.model.mention import MentionKind
from newsreader.model.name import not_in_article, same_as
from newsreader.tui.commands import Pane
from newsreader.tui.widgets.names_panel import NameList
from tests.tui.app_driver import Driver, entry, fill, running

_FILLING = "The river rose slowly and nobody in the valley was surprised by it. "
TEXT = "\n\n".join(
    (
        "Anna Berg met Peter Holm in Copenhagen on Monday. The talks were short.",
        *(f"Day {number}. " + _FILLING * 14 for number in range(1, 4)),
        "Berg said the United Nations would pay. In Copenhagen, Holm disagreed.",
        *(f"Night {number}. " + _FILLING * 14 for number in range(1, 4)),
        "Anna Berg went home to Copenhagen.",
    )
)
NEXT, PREVIOUS = "right_square_bracket", "left_square_bracket"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two articles with names, one of which is in both, and one with none."""
    path = tmp_path / "library.db"
    fill(
        path,
        {
            "News": [
                entry("Talks", 1, TEXT),
                entry("Visit", 2, "Anna Berg travelled to Stockholm with Maria Lind."),
                entry("Calm", 3, "Nothing happened here."),
            ]
        },
    )
    return path


async def open_article(app: Driver, title: str = "Talks") -> None:
    """Open the article under the cursor and wait until it is marked."""
    await app.press("enter")
    await app.shows(title)
    await app.until(lambda: app.screen.reader.article.is_annotated, "the marks")


async def open_panel(app: Driver) -> NameList:
    """Open the panel of the open article."""
    await app.press("i")
    await app.until(lambda: app.screen.is_names_open and has_keyboard(app), "the panel")
    panel = app.screen.names_panel
    assert panel is not None
    return panel.names


def has_keyboard(app: Driver) -> bool:
    """Whether the panel has the keyboard."""
    panel = app.screen.names_panel
    return panel is not None and app.screen.focused is panel.names


def listed(names: NameList) -> list[tuple[MentionKind, str, int]]:
    """The names of the panel, in order."""
    found = [names.name_at(place) for place in range(names.row_count)]
    return [(name.kind, name.label, name.count) for name in found if name]


async def at_mention(app: Driver, words: str) -> None:
    """Wait until a mention is stepped to."""
    view = app.screen.article_view
    await app.until(lambda: view.current_mention_text == words, f"the mention “{words}”")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_names_are_listed_by_kind_with_counts(library: Path, size: tuple[int, int]) -> None:
    """Those that an article writes in several ways are one, as the library has them."""
    async with running(library, size=size) as app:
        await open_article(app)
        names = await open_panel(app)
        assert listed(names) == [
            (MentionKind.PERSON, "Anna Berg", 3),
            (MentionKind.PERSON, "Peter Holm", 2),
            (MentionKind.ORGANISATION, "United Nations", 1),
            (MentionKind.PLACE, "Copenhagen", 3),
        ]
        await app.until(lambda: "Organisations 1" in app.text())
        for words in ("People 2", "Places 1", "Anna Berg", "Names 4"):
            assert words in app.text()


async def test_stepping_through_one_name_goes_on_until_escape(library: Path) -> None:
    """In the panel and, once that is closed, in the text; the status line counts."""
    async with running(library, size=(80, 24)) as app:
        await open_article(app)
        names = await open_panel(app)
        await app.press(NEXT)
        await app.says("1 of 3 · Anna Berg")
        await app.press(NEXT)
        await app.says("2 of 3 · Berg · person · Anna Berg")
        await app.until(lambda: "Berg said the United Nations" in app.text(), "its place")
        assert names.chosen_key == names.current.key
        await app.press("i")
        await app.until(lambda: not app.screen.is_names_open)
        await app.press(NEXT)
        await app.says("3 of 3 · Anna Berg")
        await app.press(NEXT)
        await app.says("1 of 3")
        await app.press(PREVIOUS)
        await app.says("3 of 3")
        await app.press("escape")
        await app.says("Stepping through all names and figures again.")
        assert app.screen.pane is Pane.ARTICLE
        await app.press(NEXT)
        await at_mention(app, "Copenhagen")
        await app.press("escape")
        assert app.screen.pane is Pane.LIST


async def test_space_chooses_a_name_and_lets_it_go(library: Path) -> None:
    """The name under the cursor takes the place of another that was chosen."""
    async with running(library) as app:
        await open_article(app)
        names = await open_panel(app)
        await app.press("space")
        await app.says("1 of 3 · Anna Berg")
        await app.press("G", "space")
        await app.says("1 of 3 · Copenhagen")
        assert app.screen.chosen_name is names.current
        await app.press("space")
        await app.says("Stepping through all names")
        assert app.screen.article_view.stepped_forms is None
        assert names.chosen_key == ""
        await app.press("g", "j", "space", "space")
        await app.press("2", NEXT)
        await app.says("2 of 2 · Holm · person · Peter Holm")


async def test_a_name_whose_kind_is_not_marked_is_marked(library: Path) -> None:
    """Where only figures are shown, choosing a name brings names back."""
    async with running(library) as app:
        await open_article(app)
        await app.press("v", "v")
        await app.says("Marked: figures.")
        await open_panel(app)
        await app.press(NEXT)
        await app.says("1 of 3 · Anna Berg")
        assert MentionKind.PERSON in app.screen.article_view.shown_kinds


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_closing_returns_to_the_exact_place(library: Path, size: tuple[int, int]) -> None:
    """Whatever stands at the top does so again, by every key that closes."""
    async with running(library, size=size) as app:
        await open_article(app)
        view = app.screen.article_view
        await app.press("ctrl+d", "j")
        await app.until(lambda: view.position, "a place further down")
        position, top = view.position, view.scroll_offset.y
        await open_panel(app)
        panel = app.screen.names_panel
        await app.press("i")
        for key in ("i", "escape", "q", "h", "left"):
            await open_panel(app)
            await app.press("j", "G", "k", key)
            await app.until(lambda: not app.screen.is_names_open)
            await app.until(lambda: not panel.region.height, "the panel away")
            assert app.screen.focused is view
            assert (view.position, view.scroll_offset.y) == (position, top)


async def test_braces_go_from_kind_to_kind(library: Path) -> None:
    """And what a row may have no room for stands in the status line."""
    async with running(library) as app:
        await open_article(app)
        names = await open_panel(app)
        await app.press("right_curly_bracket")
        await app.says("United Nations · organisation · 1 article")
        await app.press("2", "right_curly_bracket")
        await app.says("Copenhagen · place · 1 article")
        await app.press("2", "left_curly_bracket", "k")
        assert names.current.label == "Anna Berg"
        await app.says("Anna Berg · person · ")


async def test_the_panel_follows_another_article(library: Path) -> None:
    """J and K leave the keyboard in it, and the cursor on the name that both have."""
    async with running(library) as app:
        await open_article(app)
        names = await open_panel(app)
        await app.press("j", "k", NEXT, "J")
        await app.shows("Visit")
        await app.until(lambda: "Stockholm" in [row[1] for row in listed(names)], "its names")
        assert has_keyboard(app)
        assert names.current.label == "Anna Berg"
        assert app.screen.article_view.stepped_forms is None
        assert names.chosen_key == ""
        await app.press("J")
        await app.shows("Calm")
        await app.until(lambda: "No names in this article." in app.text(), "the words")
        await app.press("j", NEXT, "space", "enter", "K")
        await app.shows("Visit")
        await app.until(lambda: names.current and names.current.label == "Anna Berg")


async def test_it_begins_at_the_name_stepped_to_and_follows_it(library: Path) -> None:
    """Also while the text has the keyboard, which Tab gives it."""
    async with running(library) as app:
        await open_article(app)
        await app.press(NEXT, NEXT)
        await at_mention(app, "Peter Holm")
        names = await open_panel(app)
        assert names.current.label == "Peter Holm"
        await app.press("tab")
        assert app.screen.focused is app.screen.article_view
        assert app.screen.is_names_open
        await app.press(NEXT)
        await at_mention(app, "Copenhagen")
        await app.until(lambda: names.current.label == "Copenhagen", "the cursor")
        await app.press("i")
        await app.until(lambda: has_keyboard(app))


async def test_corrected_names_are_followed(library: Path) -> None:
    """A name that is said to be none leaves the panel; taken back, it comes again."""
    async with running(library) as app:
        await open_article(app)
        names = await open_panel(app)
        await app.press("G", NEXT, "tab", "c")
        await app.until(lambda: app.app.screen is not app.screen, "the dialog")
        await app.press("x")
        await app.until(lambda: app.app.screen is app.screen)
        await app.until(lambda: "Copenhagen" not in [row[1] for row in listed(names)], "it gone")
        assert app.screen.article_view.stepped_forms is None
        await app.press("u")
        await app.until(lambda: "Copenhagen" in [row[1] for row in listed(names)], "it back")


async def test_names_that_are_joined_are_one(library: Path) -> None:
    """Said to be the same they are stepped through together, and taken back apart again."""
    async with running(library) as app:
        await open_article(app)
        names = await open_panel(app)
        berg, holm = (names.name_at(place).name for place in (1, 2))
        await app.press(NEXT)
        await app.says("1 of 3")
        app.screen.apply(same_as(holm, berg))
        await app.until(lambda: len(listed(names)) == 3, "one name less")
        assert listed(names)[0] == (MentionKind.PERSON, "Anna Berg", 5)
        await app.press(NEXT)
        await app.says("2 of 5 · Peter Holm")
        await app.press("tab", "u")
        await app.until(lambda: len(listed(names)) == 4, "both again")
        await app.press(PREVIOUS)
        await app.says("of 3 · ")


async def test_a_name_that_an_article_is_said_not_to_mention_is_not_listed(library: Path) -> None:
    """As on the name's page; taken back, it comes again."""
    async with running(library) as app:
        await open_article(app)
        names = await open_panel(app)
        holm = names.name_at(2).name
        assert holm is not None
        app.screen.apply(not_in_article(holm, app.screen.reader.headline))
        await app.until(lambda: "Peter Holm" not in [row[1] for row in listed(names)], "it gone")
        app.screen.undo()
        await app.until(lambda: "Peter Holm" in [row[1] for row in listed(names)], "it back")


async def test_the_mouse_opens_steps_and_closes(library: Path) -> None:
    """A name's count steps through it, the sign in the title closes; headings are nothing."""
    async with running(library) as app:
        await open_article(app)
        names = await open_panel(app)
        width = names.scrollable_content_region.width
        await app.pilot.click(names, offset=(width - 3, 2))
        await app.says("1 of 2 · Peter Holm")
        place = names.cursor
        await app.pilot.click(names, offset=(3, 0))
        assert names.cursor == place
        await app.pilot.click(app.screen.article_view, offset=(4, 1))
        await app.until(lambda: app.screen.focused is app.screen.article_view, "the text")
        assert app.screen.mode is None
        await app.pilot.click(names, offset=(width - 3, 1))
        await app.until(lambda: has_keyboard(app) and app.screen.mode is not None)
        title = app.screen.names_panel.title_line
        await app.pilot.click(title, offset=(title.size.width - 2, 0))
        await app.until(lambda: not app.screen.is_names_open)


async def test_leaving_for_the_headlines_keeps_the_panel_as_a_view(library: Path) -> None:
    """The list gets the keyboard, and keys mean there what they do."""
    async with running(library) as app:
        await open_article(app)
        await open_panel(app)
        await app.press("tab", "h")
        assert app.screen.pane is Pane.LIST
        assert app.screen.mode is None
        assert app.screen.is_names_open
        await app.press("j")
        await app.at("Visit")
        await app.press("enter")
        await app.shows("Visit")
        assert app.screen.focused is app.screen.article_view


async def test_without_an_article_there_is_no_panel(library: Path) -> None:
    """It goes with the article that is deleted, and comes with the next one."""
    async with running(library) as app:
        await open_article(app)
        names = await open_panel(app)
        await app.press("tab", "D")
        await app.until(lambda: app.screen.reader.article is None, "no article")
        await app.until(lambda: not app.screen.is_names_open, "no panel")
        await app.press("enter")
        await app.shows("Visit")
        await app.until(lambda: app.screen.is_names_open, "the panel")
        await app.until(lambda: "Stockholm" in [row[1] for row in listed(names)], "its names")


async def test_it_moves_beside_and_below_with_the_terminal(library: Path) -> None:
    """The place of the panel follows the width; its cursor stays."""
    async with running(library, size=(200, 50)) as app:
        await open_article(app)
        names = await open_panel(app)
        view = app.screen.article_view
        await app.press("j")
        await app.until(lambda: names.region.x > view.region.x, "beside")
        await app.pilot.resize_terminal(80, 24)
        await app.until(lambda: names.region.y > view.region.y and names.region.x == 0, "below")
        assert names.current.label == "Peter Holm"
        assert has_keyboard(app)


async def test_an_article_not_marked_yet_says_so(tmp_path: Path) -> None:
    """A very long one waits for the background; its panel can be opened and closed."""
    path = tmp_path / "library.db"
    fill(path, {"News": [entry("Long", 1, "Anna Berg waited. " + "The river rose. " * 13_000)]})
    async with running(path) as app:
        await app.press("enter")
        await app.shows("Long")
        await app.press("i")
        await app.until(lambda: "Not marked yet" in app.text(), "the words")
        await app.press("j", "space", "enter", NEXT, "i")
        await app.until(lambda: not app.screen.is_names_open)


async def test_names_come_as_soon_as_an_article_is_marked(library: Path) -> None:
    """The panel may be opened before."""
    async with running(library) as app:
        await app.press("enter", "i")
        await app.until(lambda: app.screen.is_names_open)
        names = app.screen.names_panel.names
        await app.until(lambda: listed(names), "the names")
        assert listed(names)[0][1] == "Anna Berg"


async def test_the_panel_follows_the_readers_keys(library: Path) -> None:
    """The key that opens it closes it, and those that step through all step through one."""
    config = 'refresh_interval = 0\n[keys]\nnext-mention = "."\nnames-panel = "ctrl+g"\n'
    async with running(library, config=config) as app:
        await open_article(app)
        await app.press("ctrl+g")
        await app.until(lambda: app.screen.is_names_open and has_keyboard(app))
        await app.press("full_stop")
        await app.says("1 of 3 · Anna Berg")
        assert ". next mention" in app.text()
        await app.press("ctrl+g")
        await app.until(lambda: not app.screen.is_names_open)


async def test_it_works_with_newsboats_keys(library: Path) -> None:
    """Its own keys stay; J and K move in it as in every list there, n goes to another article."""
    async with running(library, config='refresh_interval = 0\nkey_preset = "newsboat"\n') as app:
        await open_article(app)
        names = await open_panel(app)
        await app.press("J", NEXT)
        await app.says("1 of 2 · Peter Holm")
        await app.press("n")
        await app.shows("Visit")
        await app.until(lambda: "Stockholm" in [row[1] for row in listed(names)], "its names")
        await app.press("q")
        await app.until(lambda: not app.screen.is_names_open)
        assert app.screen.pane is Pane.ARTICLE


async def test_the_palette_and_the_foot_of_the_screen_lead_there(library: Path) -> None:
    """From the headlines the palette goes to the article first; a click on the key does it, too."""
    async with running(library) as app:
        await open_article(app)
        await app.press("h", "colon", *"names of the article")
        await app.until(lambda: app.app.screen is not app.screen)
        await app.press("enter")
        await app.until(lambda: app.screen.is_names_open and has_keyboard(app), "the panel")
        await app.press("escape")
        await app.until(lambda: not app.screen.is_names_open)
        assert app.screen.focused is app.screen.article_view
        await app.until(lambda: "i names" in app.text())
        column = app.text().splitlines()[-1].index("i names")
        await app.pilot.click(app.screen.command_bar, offset=(column, 0))
        await app.until(lambda: app.screen.is_names_open and has_keyboard(app), "the panel")
