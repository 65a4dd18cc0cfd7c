"""A text's blocks as a tree: what lies in what, for writing it in another format."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsreader.model.text import CONTAINERS, LEAVES, MarkedText, Span, SpanKind

_DEEPEST = 20


@dataclass(slots=True)
class Node:
    """A block: a container with blocks inside, or a leaf with its inline spans."""

    span: Span
    children: list[Node] = field(default_factory=list)
    inline: list[Span] = field(default_factory=list)


def block_tree(body: MarkedText) -> list[Node]:
    """Return the outermost blocks. The order of spans makes this a single pass.

    A text without any blocks is one paragraph. Containers nested deeper than 20 levels are left
    out, what is in them is not.
    """
    root = Node(Span(0, len(body.text), SpanKind.QUOTE))
    path = [root]
    leaf = root
    for span in body.spans:
        while len(path) > 1 and path[-1].span.end < span.start:
            path.pop()
        if span.kind in LEAVES:
            leaf = Node(span)
            path[-1].children.append(leaf)
        elif span.kind not in CONTAINERS:
            leaf.inline.append(span)
        elif len(path) <= _DEEPEST:
            path.append(Node(span))
            path[-2].children.append(path[-1])
    if not root.children and body.text:
        return [Node(Span(0, len(body.text), SpanKind.PARAGRAPH))]
    return root.children


def follows(item: Span, before: Span) -> bool:
    """Whether an item is the next one of the list that the block before it is in."""
    if before.kind is not SpanKind.LIST_ITEM or item.kind is not SpanKind.LIST_ITEM:
        return False
    if item.value.isdigit() and before.value.isdigit():
        return int(item.value) == int(before.value) + 1
    return item.value == before.value
