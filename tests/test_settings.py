"""Settings: what a file may say, and what is said of mistakes in it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.model.mention import FIGURE_KINDS, NAME_KINDS, MentionKind
from newsreader.model.retention import Retention
from newsreader.settings import Hook, Settings, SettingsError


def load(tmp_path: Path, text: str) -> tuple[Settings, list[str]]:
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    return Settings.load(path, tmp_path / "library.db")


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    """No settings file is needed, and its absence is no mistake."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("NEWSREADER_CONFIG", raising=False)
    monkeypatch.delenv("NEWSREADER_LIBRARY", raising=False)
    settings, problems = Settings.load()
    assert problems == []
    assert settings.refresh_interval == 15
    assert settings.marked == frozenset(MentionKind)
    assert settings.text_width == 80
    assert settings.library_path.name == "library.db"
    again, problems = Settings.load(settings.config_path)
    assert (again, problems) == (settings, [])


def test_hooks_are_tables(tmp_path):
    """A query or the name of a saved search, and words of a command, typed or listed."""
    settings, problems = load(
        tmp_path,
        'notify = "osc9"\n[[hooks]]\nquery = "storm from:1d"\ncommand = "say \'%t !\'"\n'
        '[[hooks]]\nsaved = "Wet"\ncommand = ["open", "%u"]\n[[hooks]]\nquery = "rain"\n',
    )
    assert (problems, settings.notify) == ([], "osc9")
    assert settings.hooks == (
        Hook("storm from:1d", command=("say", "%t !")),
        Hook(saved="Wet", command=("open", "%u")),
        Hook("rain"),
    )
    assert [hook.name for hook in settings.hooks] == ["storm from:1d", "Wet", "rain"]


def test_every_setting_is_read(tmp_path):
    """Each setting of the file takes effect."""
    settings, problems = load(
        tmp_path,
        'refresh_interval = 5\ntheme = "nord"\nmarked = "names"\n'
        'browser = "firefox --new-tab %u"\ntext_width = 66\n'
        'headline_lines = 1\nmark_read = "never"\n'
        'mail = ["mutt", "%u"]\nmention_style = "quiet"\n'
        '[enclosures]\n"audio/*" = "mpv --no-video"\n"*" = ["open", "%u"]\n',
    )
    assert problems == []
    assert settings.refresh_interval == 5
    assert settings.check_interval == timedelta(minutes=5)
    assert settings.theme == "nord"
    assert settings.marked == frozenset(NAME_KINDS)
    assert settings.browser == ("firefox", "--new-tab", "%u")
    assert settings.text_width == 66
    assert settings.headline_lines == 1
    assert settings.mark_read is None
    assert settings.mail == ("mutt", "%u")
    assert settings.mention_style == "quiet"
    assert settings.enclosures == {"audio/*": ("mpv", "--no-video"), "*": ("open", "%u")}


@pytest.mark.parametrize(
    ("written", "lines", "seconds"),
    [('headline_lines = "auto"\nmark_read = "at once"', 0, 0), ("mark_read = 2.5", 0, 2.5)],
)
def test_how_headlines_show_and_are_read(tmp_path, written, lines, seconds):
    """Lines are a number or by the width; an article is read at once, after a time, or never."""
    settings, problems = load(tmp_path, written)
    assert problems == []
    assert (settings.headline_lines, settings.mark_read) == (lines, seconds)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ('"all"', set(MentionKind)),
        ('"none"', set()),
        ('"figures"', set(FIGURE_KINDS)),
        ('["person", "money"]', {MentionKind.PERSON, MentionKind.MONEY}),
        ('["names", "date"]', {*NAME_KINDS, MentionKind.DATE}),
        ("[]", set()),
    ],
)
def test_what_is_marked_is_a_word_or_a_list(tmp_path, written, kinds):
    """The kinds that are marked are named as a group, or one by one."""
    settings, problems = load(tmp_path, f"marked = {written}")
    assert (settings.marked, problems) == (frozenset(kinds), [])


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('refresh_interval = "soon"', "refresh_interval"),
        ("refresh_interval = -1", "refresh_interval"),
        ("refresh_interval = true", "refresh_interval"),
        ("refresh_interval = 1.5", "refresh_interval"),
        ("theme = 3", "theme"),
        ('marked = "nothing"', "marked"),
        ("marked = [1]", "marked"),
        ('notify = "loudly"', "notify"),
        ("hooks = 3", "hooks"),
        ('hooks = [{ command = "x" }]', "hooks"),
        ('hooks = [{ query = "a", saved = "b" }]', "hooks"),
        ('hooks = [{ query = " " }]', "hooks"),
        ('hooks = [{ query = "a", command = "" }]', "hooks"),
        ('hooks = [{ query = "a", command = "un\'closed" }]', "hooks"),
        ('hooks = [{ query = "a", when = "now" }]', "hooks"),
        ("marked = [[]]", "marked"),
        ('browser = ""', "browser"),
        ("browser = 'unclosed \"'", "browser"),
        ("browser = [1]", "browser"),
        ("mail = ''", "mail"),
        ("mention_style = 'loud'", "mention_style"),
        ("enclosures = 'mpv'", "enclosures"),
        ("[enclosures]\n'audio/*' = []", "enclosures"),
        ("[enclosures]\naudio = 'mpv'", "enclosures"),
        ("text_width = 39", "text_width"),
        ("text_width = 201", "text_width"),
        ("headline_lines = 3", "headline_lines"),
        ("headline_lines = true", "headline_lines"),
        ('mark_read = "soon"', "mark_read"),
        ("mark_read = -1", "mark_read"),
        ("mark_read = []", "mark_read"),
        ("txt_width = 80", "txt_width"),
        ("[section]\nkey = 1", "section"),
    ],
)
def test_a_mistake_is_a_sentence_that_names_file_and_key(tmp_path, line, key):
    """A wrong setting is said in words; the default is used, and the others hold."""
    settings, [problem] = load(tmp_path, f"{line}\n")
    assert str(tmp_path / "settings.toml") in problem
    assert key in problem
    defaults, _ = load(tmp_path, "")
    assert settings == defaults


def test_one_mistake_does_not_cost_the_other_settings(tmp_path):
    """What is right in a file holds, whatever is wrong beside it."""
    settings, problems = load(tmp_path, 'text_width = "wide"\nrefresh_interval = 7\n')
    assert len(problems) == 1
    assert (settings.text_width, settings.refresh_interval) == (80, 7)


def test_bad_toml_is_told_with_its_line(tmp_path):
    """A file that is no TOML is said to be so, with the line."""
    _, [problem] = load(tmp_path, "text_width = 70\ntheme = \n")
    assert "line 2" in problem


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a = " + b"[" * 5000, b"\0"])
def test_any_bytes_are_survived(tmp_path, data):
    """A broken file is one sentence and the defaults, never a crash."""
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    settings, [problem] = Settings.load(path, tmp_path / "library.db")
    assert str(path) in problem
    assert settings.text_width == 80


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    """Editors that write a byte-order mark are forgiven."""
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbftext_width = 60\n")
    settings, problems = Settings.load(path, tmp_path / "library.db")
    assert (settings.text_width, problems) == (60, [])


def test_a_file_that_was_asked_for_must_be_there(tmp_path):
    """A settings file named on the command line that is missing is told."""
    _, [problem] = Settings.load(tmp_path / "gone.toml", tmp_path / "library.db")
    assert "no such settings file" in problem


def test_a_folder_is_no_settings_file(tmp_path):
    """A path that cannot be read is told."""
    _, [problem] = Settings.load(tmp_path, tmp_path / "library.db")
    assert str(tmp_path) in problem


def test_the_environment_names_both_files(tmp_path, monkeypatch):
    """NEWSREADER_LIBRARY and NEWSREADER_CONFIG do as the options; options go first."""
    (tmp_path / "a.toml").write_text("text_width = 50")
    monkeypatch.setenv("NEWSREADER_CONFIG", os.fspath(tmp_path / "a.toml"))
    monkeypatch.setenv("NEWSREADER_LIBRARY", os.fspath(tmp_path / "a.db"))
    settings, problems = Settings.load()
    assert (settings.text_width, problems) == (50, [])
    assert settings.library_path == tmp_path / "a.db"
    settings, _ = Settings.load(None, tmp_path / "b.db")
    assert settings.library_path == tmp_path / "b.db"


def test_problems_hold_no_control_characters(tmp_path):
    """What a settings file holds reaches the terminal cleaned."""
    _, problems = load(tmp_path, '"\\u001b[31mred" = 1\n')
    assert "\x1b" not in "".join(problems)


def test_a_pipe_is_no_settings_file(tmp_path):
    """A named pipe is told, and nothing waits for whoever writes into it."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(tmp_path / "pipe")
    _, [problem] = Settings.load(tmp_path / "pipe", tmp_path / "library.db")
    assert "no regular file" in problem
    assert Settings.load(Path(os.devnull), tmp_path / "library.db")[1] == []


def test_the_home_of_nobody_is_told(tmp_path, monkeypatch):
    """Without that user the default settings hold, but no other library is used instead."""
    monkeypatch.setenv("NEWSREADER_CONFIG", "~no-such-user/a.toml")
    _, [problem] = Settings.load(None, tmp_path / "library.db")
    assert "~no-such-user/a.toml" in problem
    monkeypatch.setenv("NEWSREADER_LIBRARY", "~no-such-user/a.db")
    with pytest.raises(SettingsError, match="no-such-user"):
        Settings.load()


def test_how_long_articles_are_kept(tmp_path):
    """For all feeds and for one; what a feed's table leaves open is as for all, but for a count."""
    settings, problems = load(
        tmp_path,
        "keep_days = 90\nkeep_articles = 5000\nkeep_unread = false\n"
        '[feeds."https://coast.example/"]\nuser = "me"\n'
        '[feeds."https://coast.example/news"]\nkeep_articles = 20\nkeep_bookmarked = false\n',
    )
    assert problems == []
    assert settings.retention == Retention(90, 5000, is_unread_kept=False)
    assert settings.retention_of("https://hills.example/feed") is None
    of_feed = settings.retention_of("https://coast.example/news/feed")
    assert of_feed == Retention(90, 20, is_unread_kept=False, is_bookmarked_kept=False)
    assert settings.access_of("https://coast.example/news/feed").user == "me"


@pytest.mark.parametrize(
    "text",
    [
        "keep_days = -1",
        "keep_days = true",
        "keep_articles = 1.5",
        'keep_unread = "no"',
        '[feeds."https://coast.example/"]\nkeep_days = "a week"',
    ],
)
def test_a_wrong_time_to_keep_deletes_nothing(tmp_path, text):
    """It is said, and everything is kept."""
    settings, [problem] = load(tmp_path, text)
    assert "must be" in problem
    assert settings.retention == Retention()
    assert settings.feed_retention == {}


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_secrets_that_others_may_read_are_warned_of(tmp_path):
    """Whoever starts with such settings is told what to do; other settings are nobody's secret."""
    path = tmp_path / "settings.toml"
    secret = '[feeds."https://coast.example/"]\nuser = "me"\npassword = "low tide"\n'
    for text, mode, count in (
        (secret, 0o644, 1),
        (secret, 0o600, 0),
        ("text_width = 70\n", 0o644, 0),
    ):
        path.write_text(text)
        path.chmod(mode)
        _, problems = Settings.load(path, tmp_path / "library.db")
        assert len(problems) == count
        assert all("chmod 600" in problem and "tide" not in problem for problem in problems)
