"""Writes README's table of keys from the command list: `python -m tests.readme_keys`."""

from __future__ import annotations

from pathlib import Path

from newsreader.tui.commands import groups, key_name

README = Path(__file__).parent.parent / "README.md"
_BEGIN = "<!-- keys: made by `python -m tests.readme_keys` -->\n"
_END = "<!-- end of keys -->\n"


def keys_table() -> str:
    """The commands by group, as Markdown tables."""
    parts = []
    for group, commands in groups().items():
        rows = [
            f"| {' '.join(f'`{key_name(keys)}`' for keys in c.keys)} | {c.help} | {c.id} |"
            for c in commands
        ]
        head = "| keys | what they do | id |\n|---|---|---|"
        parts.append("\n".join((f"**{group}**\n\n{head}", *rows)))

    return "\n" + "\n\n".join(parts) + "\n\n"


def with_keys(text: str) -> str:
    """README's text with the table as it is today."""
    before, rest = text.split(_BEGIN)
    return before + _BEGIN + keys_table() + _END + rest.split(_END)[1]


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text("utf-8")), "utf-8")
