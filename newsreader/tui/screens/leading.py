"""The way from the reading screen to pages of names, on to articles, and all the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from newsreader.library.library import Library
from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import JobFailed
from newsreader.tui.screens.naming import NamingScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.message import Message

    from newsreader.model.headline import Headline
    from newsreader.tui.names.opening import NameMissing, NamePageReady, OpenName
    from newsreader.tui.names.trail import Left, MentionPlace, Stop
    from newsreader.tui.screens.name_page import NamePageScreen
    from newsreader.tui.screens.rising_names import RisingNamesScreen


_LONGEST_TRAIL = 50
"""Articles opened from pages, one from the other, that are come back from."""


class LeadingScreen(NamingScreen):
    """Opens the page of a name over whatever is shown; one page may lead to another.

    An article opened from a page takes the place of all that is over the reading screen. What was
    there, and behind it, is kept: back from the article is the page as it was left, and back from
    that the article that was open before, at its place and mention.
    """

    _arriving_at: MentionPlace | None = None
    """The mention to step to in the article that was asked for."""
    _is_leaving_pages = False
    _is_opening_page = False

    def __init__(self) -> None:
        super().__init__()
        self._trail: list[Left] = []

    # --- ways in -----------------------------------------------------------------------------

    def on_open_name(self, opened: OpenName) -> None:
        """Open the page that is wanted."""
        self.open_name(opened.key)

    def open_name(self, key: str) -> None:
        """Read the page of a name, to be shown at once and whole; keys wait for it from now on."""
        if self._is_opening_page:
            return
        self._is_opening_page = True
        for screen in self._stop_screens():
            screen.is_leaving = True

        def task(library: Library) -> Message:
            from newsreader.tui.names.name_page import read_page
            from newsreader.tui.names.opening import NamePageReady

            return NamePageReady(read_page(library, key, 0, 0).content)

        self.library.read(task, is_awaited=True)

    def on_name_page_ready(self, ready: NamePageReady) -> None:
        """Show the page of a name."""
        from newsreader.tui.screens.name_page import NamePageScreen

        typed = self._stay_on_pages()
        if ready.content is None:
            self.hint("No article of the library mentions this name any more.")
        else:
            self.app.push_screen(NamePageScreen(ready.content))
        self._type_again(typed)

    def open_stepped_name(self) -> None:
        """Open the page of the name stepped to in the article."""
        view = self.article_view
        if view.current_mention is None:
            step = f"{key_of('next-mention')} or {key_of('previous-mention')}"
            self.hint(f"Step to a name with {step} first: {key_of('open-name')} opens its page.")
        elif view.current_form is None:
            figures = key_of("list-figures")
            self.hint(f"This is a figure; only a name has a page. {figures} lists the figures.")
        else:
            kind, form = view.current_form

            def task(library: Library) -> Message:
                from newsreader.tui.names.opening import NameMissing, OpenName

                name = library.names.of_mention(kind, form)
                return OpenName(name.key) if name else NameMissing(form)

            self.library.read(task, is_awaited=True)

    def on_name_missing(self, missing: NameMissing) -> None:
        """Say why there is no page."""
        if self.reader.is_summary_shown:
            self.hint("The names of a summary are not kept: this one has no page.")
        else:
            self.hint(f"“{missing.form}” is not in the library yet: try again in a moment.")

    def on_article_view_name_clicked(self) -> None:
        """Open the page of a name that was clicked."""
        self.end_mode()
        self.open_stepped_name()

    # --- from a page to an article -----------------------------------------------------------

    def open_from_page(
        self, headline: Headline, place: int | None = None, *, is_in_title: bool = False
    ) -> None:
        """Open an article of a page at a mention, or (None) at its top.

        The page, and all that is over this screen, goes once the article is there.
        """
        from newsreader.tui.names.trail import Left, MentionPlace

        view, reader = self.article_view, self.reader
        former = view.current_spot
        mention = MentionPlace(reader.headline.id, *former) if reader.headline and former else None
        self._trail.append(
            Left(
                headline.id,
                self._stops(),
                reader.depth,
                reader.here,
                mention,
                self.pane,
                self.have_names_keyboard,
            )
        )
        del self._trail[:-_LONGEST_TRAIL]
        self._arriving_at = None if place is None else MentionPlace(headline.id, place, is_in_title)
        self._is_leaving_pages = True
        for screen in self._stop_screens():
            screen.is_leaving = True
        if self.is_open(headline):
            self.arrive_from_page()
            self.focus_pane(Pane.ARTICLE)
            if place is not None:
                view.reveal_mention()
            return
        self.end_find()
        view.is_lead_wanted = place is not None
        position = 0 if is_in_title else place or 0
        reader.open(headline.id, position, source_id=self.listing.source.id)
        self.is_arriving = True

    def _stop_screens(self) -> list[NamePageScreen | RisingNamesScreen]:
        """Return the screens over this one that can be come back to, the lowest first."""
        from newsreader.tui.screens.name_page import NamePageScreen
        from newsreader.tui.screens.rising_names import RisingNamesScreen

        kinds = (NamePageScreen, RisingNamesScreen)
        return [each for each in self.app.screen_stack[1:] if isinstance(each, kinds)]

    def _stops(self) -> tuple[Stop, ...]:
        """Return these screens as they are."""
        places = (each.place for each in self._stop_screens())
        return tuple(place for place in places if place is not None)

    def arrive_from_page(self) -> None:
        """Step to the mention that was asked for, and let go what is over this screen."""
        spot, self._arriving_at = self._arriving_at, None
        if spot is not None and self.reader.headline and self.reader.headline.id == spot.article_id:
            self.article_view.step_to(spot.start, is_in_title=spot.is_in_title)
        self._leave_pages()

    def _leave_pages(self) -> None:
        if not self._is_leaving_pages:
            return
        self._is_leaving_pages = False
        self.end_mode()
        typed = self._stay_on_pages()
        with self.app.batch_update():
            while self.app.screen is not self:
                self.app.pop_screen()
        self._type_again(typed)

    def _stay_on_pages(self) -> list[events.Key]:
        """Let the screens over this one take keys again; return those that they have kept."""
        self._is_opening_page = False
        screens = self._stop_screens()
        typed = [event for screen in screens for event in screen.typed_ahead]
        for screen in screens:
            screen.stay()
        return typed

    def _type_again(self, typed: Iterable[events.Key]) -> None:
        for event in typed:
            self.app.post_message(type(event)(event.key, event.character))

    def stay_on_pages(self) -> None:
        """Stay where one is: the article that was asked for is gone."""
        self._arriving_at, self.article_view.is_lead_wanted = None, False
        if not self._is_leaving_pages:
            return
        self._is_leaving_pages = False
        self._trail.pop()
        self._stay_on_pages()

    @on(JobFailed)
    def _reading_failed(self) -> None:
        """Let keys be taken again: what they wait for may not come."""
        if self._is_leaving_pages:
            self.stay_on_pages()
        elif self._is_opening_page:
            self._stay_on_pages()

    # --- back --------------------------------------------------------------------------------

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; another than the article ends the way back to pages."""
        if pane is not Pane.ARTICLE:
            self._trail.clear()
        super().focus_pane(pane)

    def go_back(self) -> bool:
        """Go back to the page from which the article was opened, else to the article before."""
        return self.go_back_to_names() or super().go_back()

    def go_back_to_names(self) -> bool:
        """Show the page again from which the open article was opened, behind it what was there.

        False for any other article.
        """
        left, headline = (self._trail[-1] if self._trail else None), self.reader.headline
        if left is None or headline is None or headline.id != left.article_id:
            return False
        self._trail.pop()
        self._show_stops(left.stops, headline)
        if left.before is None:
            self.reader.close()
            self.update_legend()
            self.update_titles()
        else:
            self.end_find()
            self._arriving_at = left.mention
            self._is_opening_names = left.is_in_panel and self.is_names_open
            self.reader.return_to(left.before, left.depth)
        self.focus_pane(left.pane)
        return True

    def _show_stops(self, stops: tuple[Stop, ...], read: Headline) -> None:
        """Show screens again that were left for an article, which may be read by now."""
        from newsreader.tui.names.name_page import with_headline
        from newsreader.tui.names.rising_names import RisingPlace
        from newsreader.tui.screens.name_page import NamePageScreen

        with self.app.batch_update():
            for place in stops:
                if isinstance(place, RisingPlace):
                    self.show_rising(place)
                else:
                    content = with_headline(place.content, read)
                    self.app.push_screen(NamePageScreen(content, place))
