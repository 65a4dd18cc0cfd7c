"""What a filled-in form of a feed means."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.model.feed import Feed
from newsreader.tui.feed_form import FeedForm, FormError, home_page, join_login, split_login

PLAIN = Feed(1, "https://example.org/feed", "Harbour")
SECRET = Feed(
    2,
    "https://anna:pa%2Fss%40@example.org:8443/feed?a=b@c",
    "Members",
    folder="Club",
    interval=timedelta(hours=2),
    is_full_text=True,
)


@pytest.mark.parametrize("feed", [PLAIN, SECRET])
def test_an_untouched_form_edits_nothing(feed: Feed) -> None:
    """What is shown and not changed is kept, the password too."""
    assert FeedForm.of(feed).edits(feed) == {}


def test_the_form_never_holds_the_password() -> None:
    """Address and user are shown, the password is not."""
    form = FeedForm.of(SECRET)
    assert (form.address, form.user, form.password) == (
        "https://example.org:8443/feed?a=b@c", "anna", "",
    )  # fmt: skip
    assert form.interval == "120"


def test_several_fields_are_one_edit() -> None:
    """Each changed field is in, those emptied as None."""
    form = replace(
        FeedForm.of(SECRET), title="", folder=" ", interval="", is_full_text=False, user="berta"
    )
    assert form.edits(SECRET) == {
        "title": None,
        "folder": None,
        "url": "https://berta:pa%2Fss%40@example.org:8443/feed?a=b@c",
        "interval": None,
        "full_text": None,
    }


def test_a_login_is_set_and_taken_away() -> None:
    """A user and password go into the address, escaped; an empty user takes both out."""
    form = replace(FeedForm.of(PLAIN), user="a:b", password="c@d/e")
    assert form.edits(PLAIN) == {"url": "https://a%3Ab:c%40d%2Fe@example.org/feed"}
    assert replace(FeedForm.of(SECRET), user="").edits(SECRET) == {
        "url": "https://example.org:8443/feed?a=b@c"
    }


def test_a_password_never_goes_to_another_server_by_itself() -> None:
    """With another host the password must be typed anew."""
    form = replace(FeedForm.of(SECRET), address="https://elsewhere.example/feed")
    with pytest.raises(FormError, match="another server") as caught:
        form.edits(SECRET)
    assert caught.value.field == "password"
    assert replace(form, password="new").edits(SECRET) == {
        "url": "https://anna:new@elsewhere.example/feed"
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", ""),
        ("address", "ftp://example.org/feed"),
        ("address", "javascript:alert(1)"),
        ("address", "https://"),
        ("address", "https://exa mple.org"),
        ("address", "https://example.org:99999/"),
        ("address", "https://user:word@example.org/feed"),
        ("interval", "0"),
        ("interval", "soon"),
        ("interval", "43201"),
        ("interval", "-5"),
        ("interval", "9" * 400),
    ],
)
def test_a_mistake_names_its_field(field: str, value: str) -> None:
    """What cannot be is refused in words, and nothing is edited."""
    with pytest.raises(FormError) as caught:
        replace(FeedForm.of(PLAIN), **{field: value}).edits(PLAIN)
    assert caught.value.field == field
    assert str(caught.value).endswith((".", "empty."))


def test_a_password_needs_a_user() -> None:
    """A password alone is a mistake."""
    with pytest.raises(FormError, match="user name"):
        replace(FeedForm.of(PLAIN), password="secret").edits(PLAIN)


def test_a_bare_host_is_an_address() -> None:
    """Without a scheme https is meant; host names are the same in capitals."""
    form = replace(FeedForm.of(PLAIN), address="Example.com/New#top")
    assert form.edits(PLAIN) == {"url": "https://example.com/New"}


def test_a_feed_not_from_the_web_has_a_name_and_a_folder() -> None:
    """Of the samples and of files only title and folder are edited."""
    feed = Feed(3, "newsreader:files", "Files")
    form = replace(FeedForm.of(feed), title="Papers", address="nonsense", interval="x")
    assert form.edits(feed) == {"title": "Papers"}


@pytest.mark.parametrize(
    "url", ["https://example.org/", "https://u@example.org/a@b", "http://u:p%40:@h:1/x?y=/@z"]
)
def test_a_login_is_split_off_and_joined_again(url: str) -> None:
    """Splitting and joining gives an address that splits into the same."""
    assert split_login(join_login(*split_login(url))) == split_login(url)


def test_the_home_page_has_no_login() -> None:
    """The front page of a feed's host, to be shown and fetched by anyone."""
    assert home_page("https://u:p@example.org:8080/a/feed") == "https://example.org:8080/"
