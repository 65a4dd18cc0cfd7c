"""Showing a picture of the open article: here where that can be, else in the browser."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from newsreader.model.text import clean_line
from newsreader.tui.layout.image import Image, images_of
from newsreader.tui.picture_protocol import can_show_pictures, protocol_of

if TYPE_CHECKING:
    from newsreader.tui.screens.linking import LinkingScreen


def show_picture_in_view(screen: LinkingScreen) -> None:
    """Show the first picture in view, or the nearest below, or the first there is."""
    page = screen.article_view.page_shown
    images = images_of(page.article.body) if page else []
    if page is None or not images:
        screen.hint("This article has no pictures.")
        return
    top = screen.article_view.visible_text[0] - page.body_start
    show_picture(screen, next((each for each in images if each.end >= top), images[0]).url)


def show_picture(screen: LinkingScreen, url: str) -> None:
    """Show a picture of the open article by its address."""
    page = screen.article_view.page_shown
    images = images_of(page.article.body) if page else []
    shown = next((number for number, each in enumerate(images) if each.url == url), None)
    if page is None or shown is None:
        return
    if screen.news.settings.images == "browser":
        _open(screen, images[shown], "Opened the picture in the browser.")
    elif not can_show_pictures():
        words = "Opened in the browser; pip install 'newsreader[images]' shows pictures here."
        _open(screen, images[shown], words)
    else:
        from newsreader.tui.screens.pictures import PicturesScreen

        title = clean_line(page.article.headline.title)
        protocol = protocol_of(screen.news.settings.images, os.environ)
        follow = partial(_follow, screen)
        screen.app.push_screen(
            PicturesScreen(title, images, shown, screen.news.jobs, protocol, follow)
        )


def _open(screen: LinkingScreen, image: Image, words: str) -> None:
    screen.hint(words)
    _follow(screen, image.url)


def _follow(screen: LinkingScreen, url: str) -> None:
    screen.library.read(partial(screen.news.follow_link, url))
