"""README says what is true."""

from __future__ import annotations

import re
import tomllib

from newsreader.settings import Settings
from newsreader.tui.commands import key_name
from newsreader.tui.commands.bindings import bindings_of
from newsreader.tui.commands.presets import NEWSBOAT_ALONE
from newsreader.tui.mistakes import mistakes
from tests.readme_keys import README, with_keys


def test_the_table_of_keys_is_current() -> None:
    """README's keys are those of the command list."""
    text = README.read_text("utf-8")
    assert text == with_keys(text), "run: python -m tests.readme_keys"


def test_the_settings_shown_are_right(tmp_path) -> None:
    """README's example of a settings file has no mistake in it."""
    example = re.search(r"```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert example is not None
    config = tmp_path / "settings.toml"
    config.write_text(example.group(1), "utf-8")
    config.chmod(0o600)
    settings, problems = Settings.load(config, tmp_path / "library.db")
    assert problems == []
    assert settings.text_width == 80
    assert mistakes(settings) == []


def test_the_keys_shown_are_right() -> None:
    """README's example of own keys has no mistake in it, and newsboat's keys are as it says."""
    examples = re.findall(r"```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    tables = [tomllib.loads(example).get("keys", {}) for example in examples]
    assert len([table for table in tables if table]) == 2
    for table in tables:
        assert bindings_of(keys=table)[1] == []
    section = README.read_text("utf-8").split("## Coming from newsboat")[1].split("\n## ")[0]
    for key in NEWSBOAT_ALONE.values():
        assert f"`{key_name(key)}`" in section, key
