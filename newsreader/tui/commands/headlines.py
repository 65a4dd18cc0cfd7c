"""What can be done with a headline, in the list or while its article is open."""

from newsreader.tui.commands.command import FEEDS, LIST, READING, Command

GROUP = "Headlines and articles"

COMMANDS = (
    Command("open", ("enter", "l", "right"), "open", "Open the article", LIST, GROUP, LIST),
    Command(
        "read-on",
        ("space",),
        "read on",
        "Read on: open, page, then the next unread",
        READING,
        GROUP,
        READING,
    ),
    Command("next-unread", ("n",), "next unread", "Next unread article", READING, GROUP, READING),
    Command("previous-unread", ("p",), "", "Previous unread article", READING, GROUP),
    Command("toggle-read", ("N",), "read/unread", "Mark read or unread", READING, GROUP, LIST),
    Command(
        "toggle-bookmark",
        ("m",),
        "bookmark",
        "Bookmark, or take the bookmark away",
        READING,
        GROUP,
        READING,
    ),
    Command("mark-all-read", ("A",), "all read", "Mark the whole list read", LIST, GROUP),
    Command("delete", ("D",), "delete", "Delete the article", READING, GROUP),
    Command("open-in-browser", ("o",), "browser", "Open in the browser", READING, GROUP),
    Command(
        "open-in-browser-and-mark-read",
        ("O",),
        "",
        "Open in the browser and mark read",
        READING,
        GROUP,
    ),
    Command("copy-link", ("y",), "", "Copy the link", READING, GROUP),
    Command("toggle-show-read", ("full_stop",), "", "Show or hide what is read", LIST, GROUP),
    Command(
        "toggle-order",
        ("s",),
        "",
        "Newest or oldest first; of a search also best first",
        LIST,
        GROUP,
    ),
    Command("filter", ("F",), "filter", "Filter this list by words and conditions", LIST, GROUP),
    Command(
        "select",
        ("V",),
        "select",
        "Select headlines, from here to wherever the cursor goes",
        LIST,
        GROUP,
    ),
    Command("focus-feeds", ("h", "left"), "feeds", "Go to the feeds pane", LIST, GROUP, LIST),
    Command("save-search", ("S",), "", "Save the search as a feed", LIST | FEEDS, GROUP),
    Command(
        "searched-name",
        ("ctrl+t",),
        "",
        "The page of a name searched for; in the search box, too",
        LIST,
        GROUP,
    ),
    Command(
        "clear-search",
        ("escape",),
        "end",
        "End the selection, the filter or the search; leave the feeds pane",
        LIST | FEEDS,
        GROUP,
    ),
)
