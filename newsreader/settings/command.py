"""Commands that the user may set, as words or as they are typed; they are run without a shell."""

from __future__ import annotations


def command(value: object, wanted: str) -> tuple[str, ...]:
    """Return the words of a command; raises `ValueError` with what is wanted."""
    if isinstance(value, str):
        # No business of a start without such a setting.
        import shlex

        try:
            words: list[str] = shlex.split(value)
        except ValueError:
            raise ValueError(wanted) from None
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        words = value
    else:
        raise ValueError(wanted)
    if not words or not words[0] or any("\0" in word for word in words):
        raise ValueError(wanted)
    return tuple(words)
