"""The names of the article that is shown, as the library joins them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.model.mention_kind import MentionKind
from newsreader.tui.counted import counted

if TYPE_CHECKING:
    from newsreader.library.library import Library
    from newsreader.model.name import Name
    from newsreader.tui.layout.page import Form, Page

KINDS = (
    (MentionKind.PERSON, "People"),
    (MentionKind.ORGANISATION, "Organisations"),
    (MentionKind.PLACE, "Places"),
    (MentionKind.OTHER, "Others"),
)
"""The kinds of names in the order in which they are listed, and how many of one are called."""


@dataclass(frozen=True, slots=True)
class NameHere:
    """A name of an article: what its mentions in it say, and the name of the library.

    `name` is None for a name that the library has not stored, as those of a summary may be.
    """

    label: str
    kind: MentionKind
    count: int
    forms: frozenset[Form]
    name: Name | None = None

    @property
    def key(self) -> str:
        """What tells it from the others of the article."""
        return self.name.key if self.name else f"{self.kind.value} {self.label}"

    @property
    def in_words(self) -> str:
        """All that there is to say of it, on one line."""
        articles = self.name.articles if self.name else 0
        found = counted(articles, "article") if articles else ""
        forms = f"also {', '.join(self.others)}" if self.others else ""
        return " · ".join(filter(None, (self.label, self.kind.value, found, forms)))

    @property
    def others(self) -> tuple[str, ...]:
        """Its other forms anywhere in the library, the most used first."""
        variants = self.name.variants if self.name else ()
        return tuple(form for form in variants if form != self.label)


@dataclass(eq=False, repr=False)
class ArticleNamesLoaded(Message):
    """The names of what is shown of an article were read; `generation` tells a late answer."""

    generation: int
    names: list[NameHere]


def forms_of(page: Page) -> dict[Form, int]:
    """Return the forms of names that a page mentions, in order, and how often each."""
    forms: dict[Form, int] = {}
    for placed in page.mentions:
        if placed.mention.kind.is_name:
            form = page.form_of(placed)
            forms[form] = forms.get(form, 0) + 1
    return forms


def names_here(
    library: Library, article_id: int, forms: Mapping[Form, int], *, is_summary: bool
) -> list[NameHere]:
    """Return the names that forms of an article stand for, by kind, the most mentioned first.

    What the reader said that this article does not mention is left out.
    """
    mentioned = {name.key for name in library.names.of_article(article_id)}
    found: dict[str, NameHere] = {}
    for (kind, canonical), count in forms.items():
        name = library.names.of_mention(kind, canonical)
        if name is None:
            here = NameHere(canonical, kind, count, frozenset({(kind, canonical)}))
        elif name.key in mentioned or is_summary:
            here = NameHere(name.name, name.kind, count, frozenset({(kind, canonical)}), name)
        else:
            continue
        former = found.get(here.key)
        if former is not None:
            here = replace(here, count=former.count + count, forms=former.forms | here.forms)
        found[here.key] = here
    order = [kind for kind, _ in KINDS]
    return sorted(found.values(), key=lambda here: (order.index(here.kind), -here.count))
