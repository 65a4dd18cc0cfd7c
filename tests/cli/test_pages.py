"""The commands save and full-text, and full texts at the end of a refresh."""

from __future__ import annotations

from tests.jobs.web_pages import in_html, linked_feed, story_page


def test_full_text_takes_the_place_of_a_summary(cli, feed_server):
    """The article is told with its length, and marked at once; the summary is at hand."""
    link = feed_server.serve("/storm", **in_html(story_page("Storm")))
    cli.run("add", feed_server.serve("/f", linked_feed("Coast", [("Storm", link)])))
    told = cli.run("full-text", 1).out
    article = cli.run("show", 1, "--json").json
    assert told == f"full text 1 Storm ({len(article['text'].split()):,} words)\n"
    assert article["has_full_text"] is True
    assert article["summary"] == "What Storm is about, in short."
    assert article["mentions"]
    shown = cli.run("show", 1).out
    assert "Port Saint" in shown
    assert "--summary 1" in shown
    summary = cli.run("show", "--summary", 1).out
    assert "in short" in summary
    assert "Port Saint" not in summary
    again = cli.run("full-text", 1, "--json").json
    assert list(again) == ["id", "title", "words", "status"]
    assert (again["id"], again["title"], again["status"]) == (1, "Storm", "unchanged")


def test_a_full_text_that_cannot_be_had_is_one_line(cli, feed_server):
    """Each failure names the article, and what it is."""
    gone = feed_server.url("/gone")
    stories = [("Gone", gone), ("Bare", None)]
    cli.run("add", feed_server.serve("/f", linked_feed("Coast", stories)), "--no-annotate")
    ids = {article["title"]: article["id"] for article in cli.run("list", "--json").json}
    assert "404" in cli.run("full-text", ids["Gone"], code=1).errors
    assert "no link" in cli.run("full-text", ids["Bare"], "--json", code=1).errors
    assert "no such article" in cli.run("full-text", 99, code=1).errors


def test_a_refresh_fetches_full_texts_where_they_are_wanted_always(cli, feed_server):
    """They are told a line a feed; a page that cannot be had is no failure of the refresh."""
    url = feed_server.serve("/f", linked_feed("Coast", []))
    cli.run("add", url)
    cli.run("edit", url, "--full-text", "always")
    good = feed_server.serve("/storm", **in_html(story_page("Storm")))
    stories = [("Storm", good), ("Bad", feed_server.url("/bad"))]
    feed_server.serve("/f", linked_feed("Coast", stories))
    first, second = cli.run("refresh", url).lines
    assert first == "Coast: 2 new articles"
    assert second.startswith("Coast: 1 full text, 1 not to be had")
    assert "404" in second
    texts = {article["title"]: article for article in cli.run("list", "--full", "--json").json}
    assert texts["Storm"]["has_full_text"] is True
    assert texts["Storm"]["mentions"]
    assert texts["Bad"]["has_full_text"] is False
    calm = feed_server.serve("/calm", **in_html(story_page("Calm")))
    feed_server.serve("/f", linked_feed("Coast", [("Calm", calm)]))
    [outcome] = cli.run("refresh", url, "--json", "--no-annotate").json_lines
    assert outcome["new_articles"] == 1
    [newest] = cli.run("list", "--json", "--limit", 1).json
    assert (newest["title"], newest["has_full_text"]) == ("Calm", True)


def test_save_stores_a_page(cli, feed_server):
    """The page is an article, marked at once; undo takes it back."""
    url = feed_server.serve("/storm", **in_html(story_page("The storm")))
    assert cli.run("save", url).out == "saved 1 The storm\n"
    assert cli.run("save", url).out == "already saved 1 The storm\n"
    [article] = cli.run("list", "--full", "--json").json
    assert article["feed"] == "Saved pages"
    assert article["mentions"]
    assert "saved" in cli.run("undo").out
    assert cli.run("list", "--json").json == []
    saved = cli.run("save", "--json", "--no-annotate", "--", url).json
    assert saved == {"id": 1, "title": "The storm", "url": url, "status": "new"}


def test_what_cannot_be_saved_is_one_line(cli, feed_server):
    """It names the address, without a login, and says what to do."""
    feed = feed_server.serve("/f", linked_feed("Coast", []))
    secret = feed_server.url("/none").replace("://", "://me:secret@")
    for address, words in ((feed, "newsreader add"), (secret, "404"), ("ftp://a.example/", "ftp")):
        [line] = cli.run("save", address, code=1).errors.splitlines()
        assert words in line
        assert "secret" not in line
    assert cli.run("save", "", code=1).errors.startswith("newsreader: save: ")
