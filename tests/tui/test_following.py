"""What is done with a name on its page: following, joining, saying where it is not meant."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from newsreader.library.connections import READ_ONLY, Connections
from newsreader.library.library import Library
from newsreader.model.mention import MentionKind
from newsreader.model.name import Name, same_as
from newsreader.model.query import Query
from newsreader.model.saved_search import SavedSearch, saving
from newsreader.settings import Settings
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.names.opening import OpenName
from newsreader.tui.screens.name_page import NamePageScreen
from newsreader.tui.screens.not_this_name import ChoiceRows, NotThisNameScreen
from newsreader.tui.screens.rising_names import RisingNamesScreen
from newsreader.tui.screens.same_name import SameNameScreen
from newsreader.tui.widgets.name_choices import NameChoices
from tests.library.named import groups
from tests.tui.app_driver import Driver, running
from tests.tui.feeds_pane_driver import counts, shown, to_source
from tests.tui.name_page_driver import on_page
from tests.tui.named_library import add_named, fill_named
from tests.tui.rising_library import fill_rising
from tests.tui.test_type_ahead import burst

TEXTS = {
    "Guild votes": "[Ines Valdemar|p] leads the [Pilots' Guild|o] of [Porto|l] now.",
    "Storm at sea": "[Ines Valdemar|p] and [Dr. Ines Valdemar|p] saw the storm in [Porto|l].",
    "New tug": "The [Pilots' Guild|o] bought a tug, said [I. Waldemar|p].",
    "Harbour wall": "[Porto Marina|o] mends its wall; [Porto|p] is a sailor.",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four articles with a handful of names."""
    path = tmp_path / "named.db"
    fill_named(path, TEXTS)
    return path


def name_of(path: Path, written: str, kind: MentionKind = MentionKind.PERSON) -> Name:
    """The name that is called so."""
    with Library.open(path) as library:
        return library.names.find(written, kind)[0]


async def page_of(app: Driver, name: Name) -> NamePageScreen:
    """Open the page of a name."""
    app.screen.post_message(OpenName(name.key))
    return await on_page(app, name.name)


async def dialog(app: Driver) -> SameNameScreen:
    """Wait for the dialog that joins names."""
    await app.until(lambda: isinstance(app.app.screen, SameNameScreen))
    screen = app.app.screen
    assert isinstance(screen, SameNameScreen)
    await app.until(lambda: screen.focused is screen.field)
    return screen


async def offered(app: Driver, asked: SameNameScreen, typed: str, *names: str) -> None:
    """Type how a name begins and wait until just these are offered."""
    await app.press(*["space" if each == " " else each for each in typed])
    await app.until(lambda: [each.name for each in asked.choices.names] == [*names], f"{names}")


async def test_a_name_is_followed_and_no_longer(path: Path) -> None:
    """W saves its query as a feed and drops it; undo and redo from the page do the same."""
    name = name_of(path, "Ines Valdemar")
    async with running(path) as app:
        page = await page_of(app, name)
        await app.press("W")
        await app.says("Following “Ines Valdemar”. u takes it back.")
        await app.until(lambda: page.is_followed)
        assert "Ines Valdemar" in shown(app)
        await app.press("u")
        await app.says("Took back: following “Ines Valdemar”.")
        await app.until(lambda: not page.is_followed)
        await app.until(lambda: "Ines Valdemar" not in shown(app))
        await app.press("ctrl+r")
        await app.says("Did again: following “Ines Valdemar”.")
        await app.until(lambda: page.is_followed)
        await app.press("W")
        await app.says("No longer following “Ines Valdemar”. u takes it back.")
        await app.until(lambda: not page.is_followed)
        await app.press("u")
        await app.until(lambda: page.is_followed)
        await app.press("q")
        await to_source(app, "Ines Valdemar")
        await app.lists("Guild votes", "Storm at sea")
    with Library.open(path) as library:
        text = 'person:"Ines Valdemar"'
        assert [each.text for each in library.searches.all()] == [text]


async def test_the_title_may_be_taken(path: Path) -> None:
    """What follows the person of that name then has its kind with it."""
    with Library.open(path) as library:
        library.journal.apply(saving(SavedSearch("Porto", "harbour")))
    name = name_of(path, "Porto", MentionKind.PLACE)
    async with running(path) as app:
        page = await page_of(app, name)
        await app.press("W")
        await app.says("Following “Porto (place)”.")
        await app.until(lambda: page.is_followed)
        assert {"Porto", "Porto (place)"} <= {*shown(app)}
        await app.press("W")
        await app.says("No longer following “Porto (place)”.")
        await app.until(lambda: "Porto (place)" not in shown(app))
        assert "Porto" in shown(app)


async def test_a_search_for_the_name_alone_follows_it(path: Path) -> None:
    """Whoever saved it, under whatever title and by whatever form."""
    with Library.open(path) as library:
        library.journal.apply(saving(SavedSearch("the pilot", 'name:"dr ines valdemar"')))
        library.journal.apply(saving(SavedSearch("storms", 'person:"ines valdemar" storm')))
        [name] = library.names.find("Dr. Ines Valdemar")
    async with running(path) as app:
        page = await page_of(app, name)
        await app.until(lambda: page.is_followed)
        await app.press("W")
        await app.says("No longer following “the pilot”.")
        assert "storms" in shown(app)


async def test_new_mentions_since_the_last_look_are_counted(path: Path) -> None:
    """What was there is not new; what comes is, until its list or its page is looked at."""
    name = name_of(path, "Ines Valdemar")
    async with running(path) as app:
        page = await page_of(app, name)
        await app.press("W")
        await app.until(lambda: page.is_followed)
        await app.press("q")
        await app.until(lambda: counts(app).get("Ines Valdemar") == 0)
        with Library.open(path) as library:
            add_named(library, "Valdemar again", "[Ines Valdemar|p] sails to [Porto|l].")
            add_named(library, "Calm", "Nobody sails to [Porto|l].")
        await app.until(lambda: counts(app)["Ines Valdemar"] == 1)
        await to_source(app, "Ines Valdemar")
        await app.lists("Valdemar again", "Guild votes", "Storm at sea")
        assert counts(app)["Ines Valdemar"] == 1
        await app.press("enter")
        await app.until(lambda: counts(app)["Ines Valdemar"] == 0)
        assert not app.screen.headlines.current.is_read
        with Library.open(path) as library:
            add_named(library, "Once more", "[Ines Valdemar|p] is back.")
        await app.until(lambda: counts(app)["Ines Valdemar"] == 1)
        await page_of(app, name)
        await app.until(lambda: counts(app)["Ines Valdemar"] == 0)


async def test_two_names_are_made_one(path: Path) -> None:
    """M completes names, says what is joined, joins; the page is of both; u takes it back."""
    name = name_of(path, "I. Waldemar")
    async with running(path) as app:
        await page_of(app, name)
        await app.press("M")
        asked = await dialog(app)
        await offered(app, asked, "ines v", "Ines Valdemar", "Dr. Ines Valdemar")
        words = (
            "The 1 article of “I. Waldemar” will be on the page of “Ines Valdemar”, with its "
            "2 articles. u takes it back."
        )
        await app.until(lambda: words in plain(asked))
        await app.press("enter")
        await app.says("“I. Waldemar” is the same as “Ines Valdemar”. u takes it back.")
        page = await on_page(app, "Ines Valdemar")
        assert page.shown_name.articles == 3
        await app.press("u")
        await app.says("Took back: “I. Waldemar” is the same as “Ines Valdemar”.")
        await app.until(lambda: page.shown_name.articles == 2)
        await app.press("ctrl+r")
        await app.until(lambda: page.shown_name.articles == 3)
    with Library.open(path) as library:
        assert {"Ines Valdemar", "I. Waldemar"} in groups(library)


async def test_names_much_like_it_are_offered_first(path: Path) -> None:
    """Before anything is typed: spelled so, or of the same last word."""
    async with running(path) as app:
        await page_of(app, name_of(path, "Dr. Ines Valdemar"))
        await app.press("M")
        asked = await dialog(app)
        await offered(app, asked, "", "Ines Valdemar")
        await app.press("escape")
        await on_page(app, "Dr. Ines Valdemar")
        await app.press("q")
        await page_of(app, name_of(path, "Pilots' Guild", MentionKind.ORGANISATION))
        await app.press("M")
        await offered(app, await dialog(app), "")
        await app.until(lambda: "No other name is much like it" in app.text())


async def test_enter_waits_for_the_names(path: Path) -> None:
    """Typed at once with what was typed, it chooses of what that finds."""
    name = name_of(path, "I. Waldemar")
    async with running(path) as app:
        await page_of(app, name)
        await app.press("M", *"dr", "enter")
        await app.says("“I. Waldemar” is the same as “Dr. Ines Valdemar”.")


async def test_keys_typed_at_once_do_the_same(path: Path) -> None:
    """The dialogs take what was typed before they were there, in order."""
    name = name_of(path, "I. Waldemar")
    async with running(path) as app:
        await page_of(app, name)
        await burst(app, "M", *"ines", "enter")
        await app.says("“I. Waldemar” is the same as “Ines Valdemar”.")
        await on_page(app, "Ines Valdemar")
        await app.until(lambda: app.app.screen.listed_article.title == "New tug")
        await burst(app, "X", "j", "enter")
        await app.says("“I. Waldemar” is not “Ines Valdemar”.")


async def test_what_cannot_be_joined_is_said(path: Path) -> None:
    """Itself, nothing, and what is one by now: the dialog stays, or says why."""
    name = name_of(path, "I. Waldemar")
    async with running(path) as app:
        await page_of(app, name)
        await app.press("M")
        asked = await dialog(app)
        await app.press(*"waldemar", "enter")
        await app.until(lambda: "“waldemar” is this name itself" in asked.words.visual.plain)
        await app.press(*"xyz")
        await app.until(lambda: "No name of the library begins" in asked.words.visual.plain)
        await app.press("enter")
        assert app.app.screen is asked
        await app.press(*["backspace"] * 11)
        await offered(app, asked, "dr", "Dr. Ines Valdemar")
        with Library.open(path) as library:
            other = library.names.find("Dr. Ines Valdemar")[0]
            library.journal.apply(same_as(name, other))
        await app.press("enter")
        await app.says("are one name already.")


async def test_other_kinds_are_told_of(path: Path) -> None:
    """Who joins a person with a place reads what it is then."""
    name = name_of(path, "Porto")
    async with running(path) as app:
        await page_of(app, name)
        await app.press("M")
        asked = await dialog(app)
        await offered(app, asked, "porto", "Porto", "Porto Marina")
        words = "It is then a place, no longer a person."
        await app.until(lambda: words in plain(asked))
        await app.press("down")
        words = "It is then an organisation, no longer a person."
        await app.until(lambda: words in plain(asked))
        await app.press("escape")
        await on_page(app, "Porto")


async def test_a_form_is_another_name(path: Path) -> None:
    """X lets a form stand for itself; u takes it back."""
    with Library.open(path) as library:
        [other] = library.names.find("Ines Valdemar")
        library.journal.apply(same_as(library.names.find("I. Waldemar")[0], other))
    async with running(path) as app:
        page = await page_of(app, name_of(path, "Ines Valdemar"))
        await app.press("X", "j", "enter")
        await app.says("“I. Waldemar” is not “Ines Valdemar”. u takes it back.")
        await app.until(lambda: page.shown_name.variants == ("Ines Valdemar",))
        await app.press("u")
        await app.until(lambda: "I. Waldemar" in page.shown_name.variants)


async def test_an_article_is_none_of_its(path: Path) -> None:
    """X, Enter: the article under the cursor leaves the page; u brings it back."""
    async with running(path) as app:
        page = await page_of(app, name_of(path, "Ines Valdemar"))
        assert page.listed_article.title == "Guild votes"
        await app.press("X", "enter")
        await app.says("“Guild votes” does not mention “Ines Valdemar”. u takes it back.")
        await app.until(lambda: page.shown_name.articles == 1)
        await app.press("u")
        await app.until(lambda: page.shown_name.articles == 2)


async def test_a_name_is_none(path: Path) -> None:
    """X says that it is no name at all, in any article; u takes it back."""
    async with running(path) as app:
        await page_of(app, name_of(path, "Porto Marina", MentionKind.ORGANISATION))
        await app.press("X")
        await app.until(lambda: isinstance(app.app.screen, NotThisNameScreen))
        asked = app.app.screen
        assert isinstance(asked, NotThisNameScreen)
        await app.until(lambda: asked.rows.choices)
        assert asked.rows.choices[-1].words == "No name at all: “Porto Marina”"
        await app.press("G", "enter")
        await app.says("“Porto Marina” is no name. u takes it back.")
        with Library.open(path) as library:
            assert not library.names.find("Porto Marina")
        await app.press("u")
        await app.says("Took back: “Porto Marina” is no name.")
        with Library.open(path) as library:
            assert library.names.find("Porto Marina")


ODD = ('Ola "Sailor" Brandt', "-Minus OR (Plus)-", "ليلى حداد")


async def test_odd_names_are_followed_by_queries_that_find_them(tmp_path: Path) -> None:
    """Quotes, operators, from right to left: each saved search lists just its article."""
    path = tmp_path / "odd.db"
    titles = [f"Odd {number}" for number in range(len(ODD))]
    texts = {t: f"We met [{odd}|p] here." for t, odd in zip(titles, ODD, strict=True)}
    fill_named(path, texts | {"Other": "We met [Ann Lee|p] here."})
    with Library.open(path) as library:
        names = {}
        for headline in library.articles.page(Query(), limit=100):
            names[headline.title] = library.names.of_article(headline.id)[0]
    async with running(path) as app:
        for title in titles:
            page = await page_of(app, names[title])
            await app.press("W")
            await app.until(lambda page=page: page.is_followed)
            await app.press("q")
            await app.until(lambda: app.app.screen is app.screen)
        for title in titles:
            await to_source(app, names[title].name)
            await app.lists(title)


async def test_the_panel_follows_a_name(path: Path) -> None:
    """W on a name of an article's panel, and again; the keyboard stays there."""
    async with running(path) as app:
        await app.press("enter")
        await app.shows("Guild votes")
        await app.press("i")
        await app.until(lambda: app.screen.is_names_open)
        await app.until(lambda: app.screen.names_panel.names.current is not None)
        await app.press("W")
        await app.says("Following “Ines Valdemar”. u takes it back.")
        await app.press("W")
        await app.says("No longer following “Ines Valdemar”.")
        assert app.screen.focused is app.screen.names_panel.names


async def test_a_name_that_rises_is_followed(tmp_path: Path) -> None:
    """W there, on the name or on a headline below it."""
    path = tmp_path / "rising.db"
    fill_rising(path)
    async with running(path) as app:
        await app.press("T")
        await app.until(lambda: app.app.screen is not app.screen)
        screen = app.app.screen
        assert isinstance(screen, RisingNamesScreen)
        await app.until(lambda: screen.names.row_count)
        name = screen.names.current_name.name
        await app.press("j", "W")
        await app.says(f"Following “{name}”. u takes it back.")
        await app.press("q")
        await app.until(lambda: name in shown(app))


async def test_a_followed_name_is_told_of_and_let_go_in_the_feeds_pane(path: Path) -> None:
    """Its row says what is counted; D there is the same as W on its page."""
    with Library.open(path) as library:
        library.journal.apply(saving(SavedSearch("Ines", 'person:"Ines Valdemar"')))
    async with running(path) as app:
        await to_source(app, "Ines")
        await app.says("Follows Ines Valdemar: what came since you looked is counted")
        await app.press("D")
        await app.says("No longer following “Ines”. u takes it back.")


async def test_a_read_only_library_is_left_alone(path: Path) -> None:
    """The page can be read; what would change something says why not."""
    name = name_of(path, "Ines Valdemar")
    settings, _ = Settings.load(path.with_suffix(".toml"), path)
    with closing(Library(Connections(path, obstacle=READ_ONLY))) as opened:
        reader = NewsreaderApp(opened, settings)
        async with reader.run_test(size=(120, 40)) as pilot:
            app = Driver(reader, pilot)
            await app.settled()
            await page_of(app, name)
            for key in ("W", "M", "X"):
                app.screen.hint("")
                await app.press(key)
                await app.says("This library is read-only: nothing can be changed.")
            app.screen.quit()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_dialogs_fit(path: Path, size: tuple[int, int]) -> None:
    """All that they say is on the screen, and so are the page's keys."""
    async with running(path, size=size) as app:
        await page_of(app, name_of(path, "Ines Valdemar"))
        assert "X not this" in app.text()
        await app.press("M", *"porto mar")
        await app.until(lambda: "with its 1 article." in app.text())
        assert "Enter joins them" in app.text()
        await app.press("escape", "X")
        await app.until(lambda: "No name at all" in app.text())
        assert "Enter says so" in app.text()
        assert "It leaves this page; the others stay. u takes it back." in app.text()


async def test_names_are_joined_and_told_apart_by_mouse(path: Path) -> None:
    """A click tells what it would do, one on what was told of does it."""
    async with running(path, size=(80, 24)) as app:
        await page_of(app, name_of(path, "I. Waldemar"))
        await app.press("M")
        asked = await dialog(app)
        await offered(app, asked, "ines v", "Ines Valdemar", "Dr. Ines Valdemar")
        await app.pilot.click(NameChoices, offset=(4, 1))
        await app.until(lambda: "“Dr. Ines Valdemar”, with" in plain(asked))
        await app.pilot.click(NameChoices, offset=(4, 1))
        await app.says("“I. Waldemar” is the same as “Dr. Ines Valdemar”.")
        await on_page(app, "Dr. Ines Valdemar")
        await app.press("X")
        await app.until(lambda: "Another name" in app.text())
        await app.pilot.click(ChoiceRows, offset=(4, 1))
        await app.says("“I. Waldemar” is not “Dr. Ines Valdemar”.")


def plain(asked: SameNameScreen) -> str:
    """What the dialog says, on one line."""
    return " ".join(asked.words.visual.plain.split())
