"""Following links and selecting text on the reading screen, by keyboard and mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.library.library import Library
from newsreader.model.feed import without_login
from newsreader.model.text import clean_line
from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import JobFailed
from newsreader.tui.screens.acting import ActingScreen

if TYPE_CHECKING:
    from newsreader.model.article import Enclosure
    from newsreader.settings import Settings
    from newsreader.tui.layout.targets import Target
    from newsreader.tui.modes.mode import Mode
    from newsreader.tui.widgets.illustrated_view import IllustratedView
    from newsreader.tui.widgets.linked_view import LinkedView
    from newsreader.tui.widgets.selecting_view import SelectingView
    from newsreader.tui.widgets.target_list import TargetRow


class LinkingScreen(ActingScreen):
    """Has modes: hints on links, a caret that selects."""

    # --- modes -------------------------------------------------------------------------------

    def show_mode(self) -> None:
        """Say at the foot of the screen what the keys do now."""
        self.command_bar.typing = self.mode.footer if self.mode else ""

    def _begin_mode(self, mode: Mode) -> None:
        self.mode = mode
        self.show_mode()

    def end_mode(self) -> None:
        """Let keys mean again what they always do."""
        mode, self.mode = self.mode, None
        if mode is not None:
            mode.close()
            self.show_mode()

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; another than the article ends what was begun there."""
        if pane is not Pane.ARTICLE:
            self.end_mode()
        super().focus_pane(pane)

    def begin_find(self) -> None:
        """Open the find box; a mode ends."""
        self.end_mode()
        super().begin_find()

    # --- links and files ---------------------------------------------------------------------

    def begin_hints(self) -> None:
        """Show letters on the links in view."""
        from newsreader.tui.modes.hints import HintMode, letters_in_use

        self.end_mode()
        self.article_view.hint_letters = letters_in_use(self.news.settings.hint_letters)
        if self.article_view.show_hints():
            self._begin_mode(HintMode(self))
        else:
            self.article_view.clear_hints()
            more = f"No links in view. {key_of('list-links')} lists all of the article."
            self.hint(more if self._links() else "This article has no links.")

    def follow(self, target: Target) -> None:
        """Open a link or file, or go to the place in the page to which it leads."""
        view, settings = self.article_view, self.news.settings
        page, place = view.page_shown, self._place_of(target)
        if page is not None and place is not None:
            self.reader.keep_place()
            view.reveal(place, place + 1)
            note = page.text[place:].partition("\n")[0]
            self.hint(f"{key_of('article-before')} goes back · {clean_line(note)}")
            return
        self.hint(f"Opening {_address(target)}")
        if page is not None and target.file is not None:
            self.library.read(partial(_open_file, page.article.enclosures[target.file], settings))
        else:
            self.library.read(partial(_open, target.url, settings))

    def copy_address(self, target: Target) -> None:
        """Copy the address of a link or file."""
        from newsreader.tui.layout.targets import web_address

        page = self.article_view.page_shown
        url = web_address(page, target) if page else target.url
        self.app.copy_to_clipboard(url)
        self.hint(f"Copied {without_login(clean_line(url))}")

    def reveal_target(self, target: Target) -> None:
        """Go to a link or file in the article."""
        self.article_view.reveal(target.start, target.end)
        self.article_view.select(target.start, target.end)

    def _links(self) -> list[Target]:
        return [target for target in self.article_view.targets if target.file is None]

    def open_links(self) -> None:
        """List the links of the article."""
        from newsreader.tui.widgets.target_list import TargetRow

        page, links = self.article_view.page_shown, self._links()
        if page is None or not links:
            self.hint("This article has no links.")
            return
        rows = [TargetRow(t, clean_line(page.text[t.start : t.end]), _address(t)) for t in links]
        self._list_targets("Links of", rows)

    def open_files(self) -> None:
        """List the files of the article."""
        from newsreader.tui.layout.enclosures import enclosure_words
        from newsreader.tui.widgets.target_list import TargetRow

        page = self.article_view.page_shown
        files = page.article.enclosures if page else ()
        rows = [
            TargetRow(t, enclosure_words(files[t.file]), _address(t))
            for t in self.article_view.targets
            if t.file is not None
        ]
        if rows:
            self._list_targets("Files of", rows)
        else:
            self.hint("This article has no files: no sound, film or paper belongs to it.")

    def _list_targets(self, what: str, rows: list[TargetRow]) -> None:
        from newsreader.tui.screens.article_links import ArticleLinksScreen

        headline = self.reader.headline
        title = clean_line(headline.title) if headline else ""
        start, _ = self.article_view.visible_text
        cursor = next((n for n, row in enumerate(rows) if row.target.end > start), 0)
        self.app.push_screen(ArticleLinksScreen(f"{what} “{title}”", rows, cursor), self._go_on)

    def _go_on(self, chosen: tuple[str, Target] | None) -> None:
        """Do what was chosen in a list and concerns the article itself."""
        if chosen is not None:
            verb, target = chosen
            self.follow(target) if verb == "follow" else self.reveal_target(target)

    def leads_within(self, target: Target) -> bool:
        """Whether a link leads to a place in the article itself."""
        return self._place_of(target) is not None

    def _place_of(self, target: Target) -> int | None:
        """Return the place in the article's page to which a link leads; None for any other."""
        page = self.article_view.page_shown
        return page.place_of(target.url) if page else None

    def on_linked_view_target_clicked(self, clicked: LinkedView.TargetClicked) -> None:
        """Follow what was clicked, or copy its address."""
        self.end_mode()
        if clicked.is_right:
            self.copy_address(clicked.target)
        else:
            self.follow(clicked.target)

    def on_illustrated_view_picture_clicked(self, clicked: IllustratedView.PictureClicked) -> None:
        """Show a picture that was clicked."""
        from newsreader.tui.showing_pictures import show_picture

        self.end_mode()
        show_picture(self, clicked.url)

    def on_linked_view_hovered(self, hovered: LinkedView.Hovered) -> None:
        """Say where the link under the mouse leads."""
        self.status.hovered = _address(hovered.target) if hovered.target else ""

    # --- selecting ---------------------------------------------------------------------------

    def begin_selecting(self, *, is_going_on: bool = False) -> None:
        """Show a caret that selects; `is_going_on` keeps what is selected."""
        from newsreader.tui.modes.selecting import SelectMode

        if is_going_on:
            self.mode = None
        else:
            self.end_mode()
        if self.article_view.show_caret():
            self._begin_mode(SelectMode(self))

    def copy_selection(self) -> None:
        """Copy what is selected, and select nothing any more."""
        text, words = self.article_view.selected_text(), self.article_view.selection_in_words()
        self.end_mode()
        if text:
            self.app.copy_to_clipboard(text)
            self.hint(f"Copied {words}.")
        else:
            self.hint("Nothing to copy there.")

    def on_selecting_view_selection_changed(self, changed: SelectingView.SelectionChanged) -> None:
        """Say what the mouse has selected; where nothing is any more, the mode is over."""
        from newsreader.tui.modes.selecting import SelectedMode

        view = self.article_view
        if not changed.words:
            # An article that is shown anew has neither hints nor a selection any more.
            is_over = not view.is_hinting and not view.is_selecting and view.has_focus
            if self.mode is not None and is_over:
                self.end_mode()
            return
        if view.selection is not None:
            view.hide_caret()
            self._begin_mode(SelectedMode(self))
            self.hint(f"{changed.words} selected")

    def on_linked_view_selection_clicked(self) -> None:
        """Copy what is selected."""
        self.copy_selection()


def _address(target: Target) -> str:
    if target.url.startswith("#"):
        return "a place in this article"
    return without_login(clean_line(target.url))


def _open(url: str, settings: Settings, _library: Library) -> JobFailed | None:
    from newsreader.jobs.opening import open_link, open_mail

    return _failed((open_mail if url.startswith("mailto:") else open_link)(url, settings))


def _open_file(file: Enclosure, settings: Settings, _library: Library) -> JobFailed | None:
    from newsreader.jobs.opening import open_enclosure

    return _failed(open_enclosure(file, settings))


def _failed(problem: str | None) -> JobFailed | None:
    return JobFailed(f"{problem[0].upper()}{problem[1:]}.") if problem else None
