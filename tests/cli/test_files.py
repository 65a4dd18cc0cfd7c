"""The commands import, export and highlight."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from tests.jobs.written import opml, rss


def test_import_prints_a_line_an_item(cli):
    """Each item is a line with its id; article files are marked at once."""
    (cli.folder / "a.txt").write_text("Ana Silva in Porto\n\nShe paid 12 euros on 3 May 2024.\n")
    (cli.folder / "f.opml").write_text(opml(("Sea", "One", "https://one.example/f")))
    result = cli.run("import", "a.txt", "f.opml")
    assert result.lines == ["article 1 Ana Silva in Porto", "feed 2 One"]
    assert cli.run("list", "--full", "--json").json[0]["mentions"]
    [again] = cli.run("import", "a.txt", "--json").json_lines
    assert (again["kind"], again["id"], again["is_new"]) == ("article", 1, False)


def test_saved_searches_go_out_and_in_with_the_feeds(cli):
    """A line each, by its name: it has no id."""
    (cli.folder / "f.opml").write_text(opml(("Sea", "One", "https://one.example/f")))
    cli.run("import", "f.opml")
    cli.run("searches", "--save", "Wet", 'rain "high sea"')
    cli.run("export", "opml", "all.opml")
    cli.run("searches", "--remove", "Wet")
    assert cli.run("import", "all.opml").lines == ["feed 1 already there: One", "search Wet"]
    assert cli.run("import", "all.opml").lines[1] == "search already there: Wet"
    assert cli.run("import", "all.opml", "--json").json_lines[1] == {
        "kind": "search",
        "name": "Wet",
        "is_new": False,
    }
    assert cli.run("searches").lines == ['0\tWet\train "high sea"']


def test_import_reads_standard_input(cli):
    """`-` is standard input: a feed, a list of feeds or a text."""
    assert cli.run("import", "-", stdin=rss("Harbour", ["One"])).lines[0] == "feed 1 Harbour"
    assert cli.run("import", "-", stdin="https://one.example/f\n").lines == [
        "feed 2 https://one.example/f"
    ]
    assert cli.run("import", "-", "--no-annotate", stdin="A title\n\nText.\n").lines == [
        "article 2 A title"
    ]


def test_import_refuses_in_words(cli):
    """A file that is refused is one line, and the exit code says so."""
    (cli.folder / "junk.png").write_bytes(b"\x89PNG" + bytes(64))
    (cli.folder / "good.txt").write_text("Good\n\nText.\n")
    result = cli.run("import", "missing.opml", "junk.png", ".", "good.txt", code=1)
    assert result.lines == ["article 1 Good"]
    names = [line.split(": ")[1] for line in result.errors.splitlines()]
    assert names == ["missing.opml", "junk.png", "."]


def test_import_tells_what_it_leaves_out(cli):
    """Commands, searches and other schemes are a line each, the feeds beside them are had."""
    (cli.folder / "urls").write_text(
        'https://one.example/f Sea sand "salt water"\n'
        "exec:~/bin/tides --password secret\n"
        '"filter:/bin/sort:https://me:secret@two.example/f"\n'
        "gopher://me:secret@three.example/\n"
    )
    result = cli.run("import", "urls", code=1)
    [line] = result.lines
    assert line == "feed 1 https://one.example/f (further tags, not kept: sand, salt water)"
    left_out = [line.removeprefix("newsreader: left out: ") for line in result.errors.splitlines()]
    assert [line.partition(": ")[0] for line in left_out] == [
        "exec:~/bin/tides",
        "filter:/bin/sort:https://two.example/f",
        "gopher://three.example/",
    ]
    assert "never runs commands" in left_out[0]
    assert "secret" not in result.errors
    [*refused, feed] = cli.run("import", "--json", "urls", code=1).json_lines
    assert [list(one) for one in refused] == [["kind", "name", "reason"]] * 3
    assert {one["kind"] for one in refused} == {"refused"}
    assert (feed["kind"], feed["tags"]) == ("feed", ["sand", "salt water"])


def test_export_opml_is_what_import_takes(cli):
    """Subscriptions go from one library to another."""
    (cli.folder / "f.opml").write_text(opml(("Sea", "One", "https://one.example/f")))
    cli.run("import", "f.opml")
    cli.run("export", "opml", "out.opml")
    assert cli.run("export", "opml").out == (cli.folder / "out.opml").read_text()
    other = {"NEWSREADER_LIBRARY": str(cli.folder / "other.db")}
    cli.run("import", "out.opml", **other)
    [feed] = cli.run("feeds", "--json", **other).json
    assert (feed["title"], feed["folder"]) == ("One", "Sea")


def test_export_articles_by_the_ending(filled):
    """Articles are Markdown or JSON Lines, all or some."""
    filled.run("export", "articles", "out.jsonl", "--query", "boats")
    lines = [json.loads(line) for line in (filled.folder / "out.jsonl").read_text().splitlines()]
    assert sorted(line["id"] for line in lines) == [1, 2]
    filled.run("bookmark", 3)
    filled.run("export", "articles", "--bookmarked", "out.md")
    assert (filled.folder / "out.md").read_text().startswith("# Été à Brest: le port rouvre\n")
    assert filled.run("export", "articles", "--bookmarked").out.startswith("# Été")
    filled.run("export", "articles", "--bookmarked", "out.txt")
    assert (filled.folder / "out.txt").read_text("utf-8").startswith("Été")
    filled.run("export", "articles", "--bookmarked", "out.html")
    page = ElementTree.parse(filled.folder / "out.html").getroot()
    assert "Été" in "".join(page.itertext())
    assert ".jsonl" in filled.run("export", "articles", "out.pdf", code=2).errors
    assert "query" in filled.run("export", "opml", "--query", "x", code=2).errors


def test_a_failed_export_leaves_the_file_as_it_was(filled):
    """A file that cannot be written is told."""
    errors = filled.run("export", "articles", "no/such/folder/out.md", code=1).errors
    assert "/folder/out.md" in errors
    assert "part" not in errors
    (filled.folder / "file").write_text("")
    errors = filled.run("export", "articles", "file/out.md", code=1).errors
    assert "/file/out.md" in errors
    assert "part" not in errors
    assert sorted(path.name for path in filled.folder.iterdir() if "part" in path.name) == []


def test_highlight_counts_in_code_points_of_the_text_as_given(cli):
    """Offsets are into the text as given, whatever its line ends and characters."""
    text = "😀\r\nOn 3 May 2024 Ana Silva paid 12 euros.\x1b[31m\n"
    found = cli.run("highlight", "--json", "--language", "en", stdin=text).json
    assert list(found) == ["language", "mentions"]
    assert found["language"] == "en"
    assert {"date", "person"} <= {mention["kind"] for mention in found["mentions"]}
    for mention in found["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    (cli.folder / "t.txt").write_text(text, newline="")
    assert cli.run("highlight", "t.txt", "--json", "--language", "en").json == found
    plain = cli.run("highlight", "t.txt", "--language", "en").lines
    assert len(plain) == len(found["mentions"])


def test_highlight_answers_line_by_line(cli):
    """A line in, a line out, at once, in the same order, the id echoed as it came."""
    with cli.start("highlight", "--jsonl") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("a", 7, [1, {"b": None}], None):
            asked = {"id": name, "text": "Paris, 3 May 2024", "language": "en"}
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert list(answer) == ["id", "language", "mentions"]
            assert (answer["id"], answer["language"]) == (name, "en")
            assert answer["mentions"]
        process.stdin.close()
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_bad_line_costs_itself_only(cli):
    """A line that is no request is told with its number; the others are answered."""
    lines = ["no json", "[]", '{"id": 1}', '{"id": 2, "text": "x", "language": 3}', "[" * 100_000]
    good = '{"id": 9, "text": "Paris"}'
    result = cli.run("highlight", "--jsonl", code=1, stdin="\n".join([*lines, good]) + "\n")
    assert [answer["id"] for answer in result.json_lines] == [9]
    assert len(result.errors.splitlines()) == 5
    assert "line 3" in result.errors


def test_highlight_needs_a_text(cli):
    """Files that are missing or no text are told."""
    assert "missing.txt" in cli.run("highlight", "missing.txt", code=1).errors
    assert "UTF-8" in cli.run("highlight", code=1, stdin=b"\xff\xfe").errors
    assert cli.run("highlight", "--json", stdin="").json == {"language": None, "mentions": []}


def test_an_id_comes_back_as_it_was_written(cli):
    """Numbers keep their digits, no id is made up, and what is no JSON is refused."""
    ids = ["1.10", "1e400", '[1.0, {"a": -0.50}]', "null", "9" * 5000]
    lines = [f'{{"id": {written}, "text": "x"}}' for written in ids]
    answers = cli.run("highlight", "--jsonl", stdin="\n".join(lines)).lines
    rest = '"language": null, "mentions": []}'
    assert answers == [f'{{"id": {written}, {rest}' for written in ids]
    assert cli.run("highlight", "--jsonl", stdin='{"text": "x"}').out == "{" + rest + "\n"
    for written in ("NaN", "-Infinity", "[Infinity]"):
        stdin = f'{{"id": {written}, "text": "x"}}'
        assert "line 1" in cli.run("highlight", "--jsonl", code=1, stdin=stdin).errors
    assert "line 1" in cli.run("highlight", "--jsonl", code=1, stdin='{"text": 1}').errors


def test_highlight_takes_languages_by_their_code(cli):
    """A language is a code of ISO 639-1, alone or with a region; others are refused in words."""
    for tag in ("fr", "FR", "fr-FR", "fr_CA"):
        assert cli.run("highlight", "--json", "--language", tag, stdin="x").json["language"] == "fr"
    assert cli.run("highlight", "--json", "--language", "ja", stdin="x").json["language"] == "ja"
    assert "french" in cli.run("highlight", "--language", "french", code=2).errors
    stdin = '{"text": "x", "language": "french"}'
    assert "french" in cli.run("highlight", "--jsonl", code=1, stdin=stdin).errors
