"""What the reader said of names shows in the commands, and can be taken back by them."""

from __future__ import annotations

from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.model.correction import Correction
from newsreader.model.journal import Action, Change
from newsreader.model.mention import Marks, Mention, MentionKind


def test_commands_show_corrected_names(filled):
    """`show` and `list --full` have the kind that was said; `undo` and `redo` say it in words."""
    with Library.open(filled.library) as library:
        article = library.articles.get(1)
        text, title = article.body.text, article.headline.title
        word = text.split()[0]
        marks = Marks((), (Mention(0, len(word), MentionKind.PLACE, word),))
        library.articles.annotate([MarkedArticle.of(1, title, text, marks)], 1)
        said = Correction(word, word, MentionKind.PERSON)
        library.journal.apply(Change(Action.CORRECT, after=said.after, subject=said.subject))

    def kinds() -> list[list[str]]:
        listed = filled.run("list", "--full", "--json").json
        shown = [filled.run("show", 1, "--json").json, *(a for a in listed if a["id"] == 1)]
        return [[mention["kind"] for mention in article["mentions"]] for article in shown]

    assert kinds() == [["person"]] * 2
    assert filled.run("undo").lines == [f"undone: “{word}” is a person"]
    assert kinds() == [["place"]] * 2
    assert filled.run("redo").lines == [f"redone: “{word}” is a person"]
    assert kinds() == [["person"]] * 2
