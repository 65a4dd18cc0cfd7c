"""The command that fetches a picture: picture."""

from __future__ import annotations

from argparse import Namespace

from newsreader.cli.lifeline import hold_lifeline
from newsreader.cli.output import complain, print_json, public, say
from newsreader.settings import Settings


def picture(arguments: Namespace, settings: Settings) -> int:
    """Fetch a picture and store it as PNG."""
    from newsreader.jobs.picture import PictureError, fetch_picture

    hold_lifeline()
    try:
        made = fetch_picture(arguments.url, arguments.file, arguments.within, settings=settings)
    except PictureError as error:
        complain(f"{public(arguments.url) or 'picture'}: {error}")
        return 1
    if arguments.json:
        print_json({"file": str(arguments.file), "width": made.width, "height": made.height})
    else:
        say(f"{arguments.file} ({made.width} x {made.height} pixels)")
    return 0
