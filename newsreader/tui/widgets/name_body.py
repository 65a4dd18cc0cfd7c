"""What stands on the page of a name: its articles, a chart, the names and figures beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from newsreader.tui.names.bars import next_step, usual_step
from newsreader.tui.names.name_page import NameContent, NamePlace, Section
from newsreader.tui.widgets.company_list import CompanyList
from newsreader.tui.widgets.mention_chart import MentionChart
from newsreader.tui.widgets.name_figures import NameFigureList, figures_of
from newsreader.tui.widgets.pane_title import PaneTitle
from newsreader.tui.widgets.passage_list import PassageList
from newsreader.tui.widgets.section_bar import SectionBar

if TYPE_CHECKING:
    from textual import events

    from newsreader.tui.widgets.name_page_list import NamePageList

_ORDER = (Section.ARTICLES, Section.COMPANY, Section.FIGURES)
_WORDS = {
    Section.ARTICLES: "Articles",
    Section.COMPANY: "Seen with",
    Section.FIGURES: "Figures",
}


class NameBody(Container):
    """Beside one another where the screen has the class `-beside`; else one section at a time."""

    DEFAULT_CSS = """
    NameBody {
        height: 1fr;
        #name-side { height: auto; }
        #name-main { height: 1fr; }
        PassageList, CompanyList, NameFigureList { height: 1fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="name-body")
        self.section = Section.ARTICLES
        self._content: NameContent | None = None
        self._is_step_chosen = False
        self.chart = MentionChart()
        self.bar = SectionBar()
        self.passages, self.company = PassageList(), CompanyList()
        self.figures = NameFigureList()
        self._lists: dict[Section, NamePageList] = {
            Section.ARTICLES: self.passages,
            Section.COMPANY: self.company,
            Section.FIGURES: self.figures,
        }
        self.titles = {section: PaneTitle(id=f"{section.value}-title") for section in _ORDER}
        for section, title in self.titles.items():
            title.title = _WORDS[section]

    def compose(self) -> ComposeResult:
        """Put the chart above the sections, or all but the articles beside these."""
        with Vertical(id="name-side"):
            yield self.chart
            yield self.bar
            for section in (Section.COMPANY, Section.FIGURES):
                yield self.titles[section]
                yield self._lists[section]
        with Vertical(id="name-main"):
            yield self.titles[Section.ARTICLES]
            yield self.passages

    def on_mount(self) -> None:
        """Begin with the articles."""
        self.go_to_section(self.section)

    # --- what is shown -----------------------------------------------------------------------

    def show(self, content: NameContent) -> None:
        """Show what was read of the page; cursors stay on their rows."""
        is_first, self._content = self._content is None, content
        facts, kind = content.facts, content.facts.name.kind
        if is_first and not self._is_step_chosen:
            self.chart.step = usual_step(facts.periods["day"])
        self.chart.show(facts.periods, datetime.now(UTC).date())
        self.passages.show(content.passages, kind, is_whole=content.is_whole)
        self.company.show(content.company)
        self.figures.show(figures_of(content.passages), kind)
        self._show_titles()

    def show_next_step(self) -> None:
        """Sum the mentions of the chart by the next longer step."""
        self._is_step_chosen = True
        self.chart.step = next_step(self.chart.step)

    def _show_titles(self) -> None:
        content = self._content
        if content is None:
            return
        counts = {
            Section.ARTICLES: f"{content.facts.name.articles:,}",
            Section.COMPANY: f"{len(content.company):,}",
            Section.FIGURES: f"{self.figures.row_count:,}",
        }
        for section, title in self.titles.items():
            title.count = counts[section]
        if not content.is_whole:
            newest = f"{counts[Section.FIGURES]} in the newest {len(content.passages):,}"
            self.titles[Section.FIGURES].count = newest
        self.bar.sections = tuple(f"{_WORDS[each]} {counts[each]}" for each in _ORDER)

    # --- sections ----------------------------------------------------------------------------

    @property
    def list_shown(self) -> NamePageList:
        """The list that has the keyboard."""
        return self._lists[self.section]

    def step_section(self, steps: int) -> None:
        """Give the keyboard to a section further on, from the last to the first."""
        self.go_to_section(_ORDER[(_ORDER.index(self.section) + steps) % len(_ORDER)])

    def go_to_section(self, section: Section) -> None:
        """Give the keyboard to a section."""
        self.section = section
        for each in _ORDER:
            self.set_class(each is section, f"-on-{each.value}")
            self.titles[each].set_class(each is section, "-active")
        self.bar.shown = _ORDER.index(section)
        self.screen.set_focus(self.list_shown, scroll_visible=False)

    def on_section_bar_chosen(self, chosen: SectionBar.Chosen) -> None:
        """Show a section that was clicked."""
        chosen.stop()
        self.go_to_section(_ORDER[chosen.place])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus that a click gave to another list."""
        section = next((s for s, each in self._lists.items() if each is event.widget), None)
        if section is not None and section is not self.section and event.widget.has_focus:
            self.go_to_section(section)

    def on_mention_chart_clicked(self, clicked: MentionChart.Clicked) -> None:
        """Sum by the next step."""
        clicked.stop()
        self.show_next_step()

    # --- the place ---------------------------------------------------------------------------

    @property
    def place(self) -> NamePlace | None:
        """Where one is, to come back to; None while nothing is shown."""
        if self._content is None:
            return None
        spots = {section: each.spot for section, each in self._lists.items()}
        return NamePlace(self._content, self.chart.step, self.section, spots)

    def restore(self, place: NamePlace) -> None:
        """Let one be where one was."""
        self._is_step_chosen = True
        self.chart.step = place.step
        self.go_to_section(place.section)
        for section, spot in place.spots.items():
            self._lists[section].go_to(spot)
