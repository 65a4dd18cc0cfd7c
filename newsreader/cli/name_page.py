"""Names for people: lists of them, and the page of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

from newsreader.cli.output import console, is_terminal, say, say_fields
from newsreader.library.library import Library
from newsreader.model.mention import MentionKind
from newsreader.model.name import WEEK, Name, Passage, Period, Variant, without_gaps
from newsreader.model.text import clean_line

_AT_ONCE = 100
_WEEKS = 26
_COMPANY = 10
_BARS = " ▁▂▃▄▅▆▇█"
_STYLES = {
    MentionKind.PERSON: "bold magenta",
    MentionKind.ORGANISATION: "underline cyan",
    MentionKind.PLACE: "italic green",
    MentionKind.OTHER: "underline blue",
}
_COLUMNS = (("count", 7), ("articles", 8), ("kind", 12))


def print_names(names: Iterable[Name]) -> None:
    """Print names as a table as they come: how often, in how many articles, kind, forms."""
    from rich.table import Table
    from rich.text import Text

    out = console()
    names = iter(names)
    left = max(16, out.width - sum(width + 1 for _, width in _COLUMNS) - 1)
    is_first = True
    while rows := list(islice(names, _AT_ONCE)):
        table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=is_first)
        for title, width in _COLUMNS:
            justify = "left" if title == "kind" else "right"
            table.add_column(title, width=width, no_wrap=True, justify=justify)  # type: ignore[arg-type]
        table.add_column("name", width=left, no_wrap=True, overflow="ellipsis")
        for each in rows:
            shown = Text(clean_line(each.name), style=_STYLES[each.kind])
            others = [clean_line(form) for form in each.variants if form != each.name]
            if others:
                shown.append(
                    f"  {', '.join(others)}", style="not bold not italic not underline dim"
                )
            table.add_row(f"{each.count:,}", f"{each.articles:,}", Text(each.kind.value), shown)
        out.print(table)
        is_first = False
    if is_first:
        say("there are no names yet; `newsreader annotate` marks those of the articles")


def print_page(library: Library, name: Name, *, others: Sequence[Name], limit: int) -> None:
    """Print the page of a name; `others` are those that are called the same."""
    say(f"{name.name} · {name.kind.value} · {_counted(name.articles, 'article')}, "
        f"{_counted(name.count, 'mention')}")  # fmt: skip
    forms = library.names.variants(name.id)
    if len(forms) > 1:
        say(f"also: {', '.join(_with_count(form) for form in forms if form.form != name.name)}")
    periods = library.names.periods(name.id, WEEK)
    if len(periods) > 1:
        say(_weeks(periods))
    if company := library.names.seen_with(name.id, limit=_COMPANY):
        say(f"seen with: {', '.join(f'{each.name} ({each.count})' for each in company)}")
    for other in others:
        kind, count = other.kind.value, _counted(other.articles, "article")
        say(f"not meant: {other.name} · {kind} · {count}")
    shown = library.names.passages(name.id, limit=limit)
    for passage in shown:
        _print_passage(passage, name.kind)
    if name.articles > len(shown):
        left = name.articles - len(shown)
        say("")
        say(f"{_counted(left, 'more article')}; --limit shows more, --json all of them")


def _weeks(periods: Sequence[Period]) -> str:
    """Return half a year as bars: up to today, or to the last article if that is longer ago."""
    today = datetime.now(UTC).date()
    is_recent = today - periods[-1].begin < timedelta(weeks=_WEEKS)
    until = today if is_recent else periods[-1].begin
    weeks = without_gaps(periods, WEEK, until, _WEEKS)
    most = max(week.articles for week in weeks)
    bars = "".join(_BARS[-(-week.articles * 8 // most)] for week in weeks)
    when = f"the last {_WEEKS} weeks" if is_recent else f"the {_WEEKS} weeks to {weeks[-1].begin}"
    return f"{when}: |{bars}| at most {_counted(most, 'article')} a week"


def _print_passage(passage: Passage, kind: MentionKind) -> None:
    headline = passage.headline
    at = headline.published_at or headline.sort_at
    fields = (headline.id, f"{at.astimezone():%Y-%m-%d}", headline.feed, headline.title)
    if not is_terminal():
        say_fields((*fields, passage.sentence))
        return
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    say("")
    number, day, feed, title = (clean_line(str(field)) for field in fields)
    out.print(Text.assemble((f"{number}  {day}  {feed}  ", "dim"), (title or "Untitled", "bold")))
    before, written, after = (
        " ".join(part.split())
        for part in (
            passage.sentence[: passage.start],
            passage.sentence[passage.start : passage.end],
            passage.sentence[passage.end :],
        )
    )
    if not passage.is_title:
        ends = (" " * _is_spaced(passage.sentence[: passage.start][-1:]),
                " " * _is_spaced(passage.sentence[passage.end :][:1]))  # fmt: skip
        sentence = Text.assemble(
            clean_line(before), ends[0], (clean_line(written), _STYLES[kind]), ends[1],
            clean_line(after),
        )  # fmt: skip
        out.print(Padding(sentence, (0, 0, 0, 2)))


def _is_spaced(letter: str) -> bool:
    return letter.isspace()


def _with_count(form: Variant) -> str:
    return f"{form.form} ({form.count:,})"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
