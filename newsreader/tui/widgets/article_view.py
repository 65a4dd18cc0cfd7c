"""The open article: its page, and the mentions stepped through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from newsreader.model.article import Article
from newsreader.model.mention import FIGURE_KINDS, NAME_KINDS, Mention, MentionKind
from newsreader.tui.layout.page import Form, Page, PlacedMention
from newsreader.tui.layout.paint import Mark
from newsreader.tui.layout.stepping import mention_in_words, step
from newsreader.tui.theme import CURRENT_MENTION, mention_style
from newsreader.tui.widgets.finding_view import FindingView

if TYPE_CHECKING:
    from textual import events


class ArticleView(FindingView, can_focus=True, inherit_bindings=False):
    """An article's title, byline and text, its mentions and what a find found.

    Places are code points of the body's text; 0 is the top, header included. It has no keys of its
    own: the screen moves it.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    shown_kinds: reactive[frozenset[MentionKind]] = reactive(frozenset(MentionKind), init=False)
    """The kinds of mentions that are marked and stepped through."""

    tone: reactive[str] = reactive("full", init=False)
    """How much mentions stand out: one of the settings' `MENTION_STYLES`."""

    class MentionChanged(Message):
        """Another mention has been stepped to, or (None) none is any longer."""

        def __init__(self, mention: Mention | None, text: str = "") -> None:
            super().__init__()
            self.mention = mention
            self.text = text
            """The mention as the article writes it."""

        @property
        def words(self) -> str:
            """What the mention is, on one line; empty for none."""
            return mention_in_words(self.mention, self.text) if self.mention else ""

    class NameClicked(Message):
        """The name now stepped to was clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self._mentions: list[PlacedMention] = []
        self._mention_starts: list[int] = []
        self._current: PlacedMention | None = None
        # Those that are stepped through: all, or those of the forms of one name.
        self._stepped: list[PlacedMention] = []
        self._stepped_starts: list[int] = []
        self.stepped_forms: frozenset[Form] | None = None
        """The forms of the one name that is stepped through alone; None for all."""
        # The one stepped to that is no mention any longer: one steps on from its place.
        self._gone: PlacedMention | None = None
        super().__init__(id=id)

    # The article

    @property
    def article(self) -> Article | None:
        """The article shown."""
        return self.page_shown.article if self.page_shown else None

    def show(self, article: Article | None, *, position: int = 0) -> None:
        """Show an article from a place on, or (None) nothing; a find ends."""
        page = Page(article) if article else None
        self.clear_mention()
        self.clear_selection()
        self.clear_hints()
        self._shift, self.stepped_forms = 0, None
        self.forget_find()
        self.open_page(page, page.body_start + position if page and position > 0 else 0)
        self._filter_mentions()

    def set_mentions(self, article: Article) -> None:
        """Show the same article's new mentions and byline; the place, mention and find stay."""
        old, former = self.page_shown, self._current or self._gone
        if old is None or old.article.headline.id != article.headline.id:
            self.show(article)
            return
        page = Page(article)
        has_same_text = page.text == old.text
        if has_same_text:
            self.page_shown = page
            self.repaint()
        else:
            # The byline may be longer by the language that was found.
            self.open_page(page, self._anchor and self._anchor + page.body_start - old.body_start)
            self.move_selection(page.body_start - old.body_start)
            self.find_anew()
        self._filter_mentions()
        if former is not None:
            self._stay_at(former, is_place_known=has_same_text)

    def line_marks(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the styles of code, mentions and matches in a stretch of the page's text."""
        yield from self.code_marks(start, end)
        surroundings = self.surroundings
        first = max(0, bisect_right(self._mention_starts, start) - 1)
        for placed in self._mentions[first : bisect_left(self._mention_starts, end)]:
            style = mention_style(placed.mention.kind, surroundings, tone=self.tone)
            if placed == self._current:
                style += CURRENT_MENTION
            yield Mark(placed.start, placed.end, style)
        yield from self.match_marks(start, end)
        yield from self.selection_marks()

    # Mentions

    @property
    def current_mention(self) -> Mention | None:
        """The mention stepped to."""
        return self._current.mention if self._current else None

    @property
    def current_mention_text(self) -> str:
        """The mention stepped to, as the article writes it; empty for none."""
        if self._current is None or self.page_shown is None:
            return ""
        return self.page_shown.text[self._current.start : self._current.end]

    @property
    def current_form(self) -> Form | None:
        """The form of the name stepped to; None for a figure, or for nothing."""
        placed, page = self._current, self.page_shown
        return page.form_of(placed) if page and placed and placed.mention.kind.is_name else None

    @property
    def step_number(self) -> tuple[int, int]:
        """Which mention of the one name one is at, from 1, and of how many; zeros for all names."""
        if self.stepped_forms is None or self._current not in self._stepped:
            return 0, 0
        return self._stepped.index(self._current) + 1, len(self._stepped)

    def step_only(self, forms: frozenset[Form] | None) -> None:
        """Step through the mentions of these forms only, marked for it, or (None) through all."""
        self.stepped_forms = forms
        if not {kind for kind, _ in forms or ()} <= self.shown_kinds:
            self.shown_kinds |= frozenset(NAME_KINDS)
        self._filter_mentions()

    def step_mentions(self, steps: int) -> bool:
        """Step over so many mentions, back if negative; False where there are none."""
        found = [self._step_mention(is_forward=steps > 0) for _ in range(min(abs(steps), 1000))]
        return None not in found

    def next_mention(self) -> Mention | None:
        """Step to the next mention shown, from the last to the first; None where there are none."""
        return self._step_mention(is_forward=True)

    def previous_mention(self) -> Mention | None:
        """Step to the mention before, from the first to the last; None where there are none."""
        return self._step_mention(is_forward=False)

    def go_to(self, wanted: PlacedMention, *, is_revealed: bool = True) -> bool:
        """Step to a mention, marking its kind if it is not; False when it is none any longer."""
        kind = wanted.mention.kind
        if kind not in self.shown_kinds:
            self.shown_kinds |= frozenset(FIGURE_KINDS if kind in FIGURE_KINDS else NAME_KINDS)
        placed = next((each for each in self._mentions if each.is_same(wanted)), None)
        if placed is not None:
            self._set_current(placed)
            if is_revealed:
                self.reveal(placed.start, placed.end)
        return placed is not None

    @property
    def current_spot(self) -> tuple[int, bool] | None:
        """Where the mention stepped to begins, in the body or (True) in the title."""
        return _place_of(self._current) if self._current else None

    def step_to(self, start: int, *, is_in_title: bool) -> bool:
        """Step to the mention that begins at a place of the body, or of the title, if there is one.

        It is not scrolled to: the article was opened at its place.
        """
        page = self.page_shown
        place = start, is_in_title
        there = (each for each in (page.mentions if page else ()) if _place_of(each) == place)
        placed = next(there, None)
        return placed is not None and self.go_to(placed, is_revealed=False)

    def reveal_mention(self) -> None:
        """Scroll the mention stepped to into view; where nothing is in view yet, open it there."""
        placed, page = self._current, self.page_shown
        if placed is None or page is None:
            return
        if self.size.height:
            self.reveal(placed.start, placed.end)
        else:
            self.is_lead_wanted = True
            self.open_page(page, placed.start)

    def clear_mention(self) -> None:
        """Step away from the mentions: none is current any longer."""
        self._set_current(None)

    def watch_shown_kinds(self) -> None:
        """Mark the kinds now shown."""
        self._filter_mentions()
        if self._current is not None and self._current not in self._mentions:
            self.clear_mention()
        self.repaint()

    def watch_tone(self) -> None:
        """Paint the mentions as they are to stand out now."""
        self.repaint()

    def clicked_at(self, place: int) -> None:
        """Step to the mention that was clicked; of a name, the page is wanted."""
        placed = self._mention_at(place)
        if placed is not None:
            self._set_current(placed)
            if placed.mention.kind.is_name:
                self.post_message(self.NameClicked())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show by the pointer that a name can be clicked as a link can."""
        if self.target_at(event.x, event.y) is None:
            place = self.place_at(event.x, event.y, is_exact=True)
            placed = None if place is None else self._mention_at(place)
            is_name = placed is not None and placed.mention.kind.is_name
            self.styles.pointer = "pointer" if is_name else "default"

    def _mention_at(self, place: int) -> PlacedMention | None:
        """Return the mention that is shown at a place of the page's text."""
        before = bisect_right(self._mention_starts, place) - 1
        if before >= 0 and place < self._mentions[before].end:
            return self._mentions[before]
        return None

    def _filter_mentions(self) -> None:
        placed = self.page_shown.mentions if self.page_shown else []
        self._mentions = [each for each in placed if each.mention.kind in self.shown_kinds]
        self._mention_starts = [each.start for each in self._mentions]
        page, forms = self.page_shown, self.stepped_forms or ()
        self._stepped = [each for each in self._mentions if page and page.form_of(each) in forms]
        if not self._stepped:
            # Or none any longer: of a name that is none, or whose kind is not marked.
            self.stepped_forms, self._stepped = None, self._mentions
        self._stepped_starts = [each.start for each in self._stepped]

    def _stay_at(self, former: PlacedMention, *, is_place_known: bool) -> None:
        """Stay at the mention stepped to, whatever kind it is of now, or at least at its place."""
        same = next((new for new in self._mentions if new.is_same(former)), None)
        if same is None:
            self.clear_mention()
            self._gone = former if is_place_known else None
        else:
            self._current, self._gone = same, None

    def _step_mention(self, *, is_forward: bool) -> Mention | None:
        visible = self.visible_text
        number = None
        at = self._current or self._gone
        if at is not None and visible[0] <= at.start < visible[1]:
            if self._current in self._stepped:
                number = bisect_left(self._stepped_starts, at.start)
            else:
                visible = (at.start, at.start)
        number = step(self._stepped_starts, number, visible, is_forward=is_forward)
        if number is None:
            return None
        placed = self._stepped[number]
        self._set_current(placed)
        self.reveal(placed.start, placed.end)
        return placed.mention

    def _set_current(self, placed: PlacedMention | None) -> None:
        before, self._current, self._gone = self._current, placed, None
        if before == placed and self.stepped_forms is None:
            return
        for each in (before, placed):
            if each is not None:
                self.forget_strips(each.start, each.end)
        if self.is_attached:
            self.post_message(self.MentionChanged(self.current_mention, self.current_mention_text))


def _place_of(placed: PlacedMention) -> tuple[int, bool]:
    """Return where a mention begins in the body, or (True) in the title."""
    return placed.mention.start, placed.is_in_title
