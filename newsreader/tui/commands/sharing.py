"""How articles and parts of them are handed on."""

from newsreader.tui.commands.command import ARTICLE, READING, Command

GROUP = "Copy and share"

COMMANDS = (
    Command("select-text", ("V",), "", "Select text, to copy it", ARTICLE, GROUP),
    Command("copy-as-markdown", ("Y",), "", "Copy the article as Markdown", READING, GROUP),
    Command("write", ("w",), "write", "Write to a file: Markdown, text or HTML", READING, GROUP),
    Command("pipe", ("vertical_line",), "", "Pipe to a command, as Markdown", READING, GROUP),
    Command("mail", ("at",), "", "Write an e-mail with the link", READING, GROUP),
)
