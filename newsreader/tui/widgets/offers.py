"""What a web page offers, to choose from: its feeds, and the page itself."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from newsreader.tui.cells import fit
from newsreader.tui.widgets.line_list import LineList

_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """A row: an address, and what is there. With `is_page` it is the page, not a feed."""

    url: str
    title: str
    is_page: bool = False


class Offers(LineList):
    """The offers, hidden while there are none."""

    DEFAULT_CSS = """
    Offers { height: auto; max-height: 8; background: $surface; display: none; }
    Offers.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.offers: list[Offer] = []

    @property
    def row_count(self) -> int:
        """How many offers there are."""
        return len(self.offers)

    @property
    def current(self) -> Offer:
        """The offer under the cursor."""
        return self.offers[self.cursor]

    def show(self, offers: list[Offer]) -> None:
        """Show offers, the cursor on the first."""
        self.offers = offers
        self.set_class(bool(offers), "-open")
        self.styles.height = min(_MOST_ROWS, len(offers))
        self.update_size()
        self.cursor = 0
        self.refresh()

    def take_key(self, key: str) -> bool:
        """Move by a key; False when it means nothing here."""
        moves = {"down": 1, "j": 1, "up": -1, "k": -1}
        if key in moves:
            self.move(moves[key])
        return key in moves

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw an offer: its title and address."""
        offer = self.offers[place]
        if offer.is_page:
            return [Segment(fit(" " + offer.title, width), style)]
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        half = width // 2
        return [
            Segment(fit(" " + (offer.title or offer.url), half), style),
            Segment(fit(offer.url, width - half), dim),
        ]
