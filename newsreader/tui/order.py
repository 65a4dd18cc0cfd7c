"""The order of the feeds pane: what stands among what, and where a row goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newsreader.tui.sources import Source


def siblings(rows: Sequence[Source], row: Source) -> list[Source]:
    """Return the rows that a row stands among: saved searches, folders, or feeds of its folder."""
    if row.search is not None:
        return [one for one in rows if one.search is not None]
    if row.is_folder:
        return [one for one in rows if one.is_folder]
    if row.feed is None:
        return []
    return [one for one in rows if one.feed is not None and one.folder == row.folder]


def moved(
    group: Sequence[Source], row: Source, steps: int, in_sight: Collection[str]
) -> list[Source] | None:
    """Return a group after one of its rows moved past so many others that are in sight.

    It goes no further than to the end; None when it is there.
    """
    place = next(at for at, one in enumerate(group) if one.id == row.id)
    others = range(place + 1, len(group)) if steps > 0 else range(place - 1, -1, -1)
    passed = [at for at in others if group[at].id in in_sight][: abs(steps)]
    return placed(group, row, group[passed[-1]]) if passed else None


def placed(group: Sequence[Source], row: Source, target: Source) -> list[Source] | None:
    """Return a group after one of its rows took the place of another; None: not both are in it."""
    ids = [one.id for one in group]
    if row.id not in ids or target.id not in ids or row.id == target.id:
        return None
    order = list(group)
    order.insert(ids.index(target.id), order.pop(ids.index(row.id)))
    return order


def places(group: Sequence[Source]) -> dict[str, str | None]:
    """Return the places of a group as `Change.after` wants them."""
    keys = (one.id if one.feed is None else f"feed:{one.feed.id}" for one in group)
    return {key: str(place) for place, key in enumerate(keys, 1)}
