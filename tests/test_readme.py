"""README says what is true."""

from __future__ import annotations

import re

from newsreader.settings import Settings
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
