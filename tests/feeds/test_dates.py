"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.feeds.dates import parse_date, proves_day_first


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon, 06 May 2024 10:00:00 GMT", "2024-05-06T10:00:00"),
        ("Mon, 06 May 2024 10:00 -0430", "2024-05-06T14:30:00"),
        ("Mon, 6 May 24 10:00:00 EST", "2024-05-06T15:00:00"),
        ("Mon, 06 May 2024 10:15 PM CEST", "2024-05-06T20:15:00"),
        ("Mon May  6 10:00:00 UTC 2024", "2024-05-06T10:00:00"),
        ("2024-05-06T10:00:00.5+02:00", "2024-05-06T08:00:00.500000"),
        ("2024-05-06", "2024-05-06T00:00:00"),
        ("20240506T100000Z", "2024-05-06T10:00:00"),
        ("2020/1/10", "2020-01-10T00:00:00"),
        ("10.01.2020 14:30", "2020-01-10T14:30:00"),
        ("mar., 13 sept. 2022 10:00:00 +0200", "2022-09-13T08:00:00"),
        ("вт, 05 мар 2024 10:00:00 +0300", "2024-03-05T07:00:00"),
        ("lunedì 3 febbraio 2025", "2025-02-03T00:00:00"),
        ("Mon, 06 May 2024 24:00:00 GMT", "2024-05-07T00:00:00"),
        ("Mon, 06 May 2024 24:30:00 GMT", None),
        ("Sun, 06 May 2024 10:00:00 GMT", "2024-05-06T10:00:00"),
        ("Mon, 06 May 2024 10:00:00 cest", "2024-05-06T08:00:00"),
        ("Mon, 06 May 2024 10:00:00 -2530", "2024-05-07T11:30:00"),
        ("Mon, 06 May 2024 10:00:00 XYZ", "2024-05-06T10:00:00"),
        ("2024-05-06T24:00:00Z", "2024-05-07T00:00:00"),
        ("2024-05-06T10:00:00,5Z", "2024-05-06T10:00:00.500000"),
        ("2024-05-06 10:00:00 +0200", "2024-05-06T08:00:00"),
        ("2024-05-06T10:00Z", "2024-05-06T10:00:00"),
        ("2024-05", "2024-05-01T00:00:00"),
        ("1714989600", "2024-05-06T10:00:00"),
        ("1714989600.25", "2024-05-06T10:00:00.250000"),
        ("1714989600000", "2024-05-06T10:00:00"),
        ("20240506100000", "2024-05-06T10:00:00"),
        ("6 de maio de 2024 às 10h30", "2024-05-06T10:30:00"),
        ("lundi 6 mai 2024, 9h05", "2024-05-06T09:05:00"),
        ("24/12/2020 08:00", "2020-12-24T08:00:00"),
        ("12/24/2020 08:00", "2020-12-24T08:00:00"),
        ("02.03.2024", "2024-03-02T00:00:00"),
        ("ср, 15 января 2025 10:00:00 +0300", "2025-01-15T07:00:00"),
        ("wtorek, 4 października 2022 10:00", "2022-10-04T10:00:00"),
        ("Do., 7 März 2024 10:00:00 +0100", "2024-03-07T09:00:00"),
        ("jue, 22 ago 2024 10:00:00 GMT", "2024-08-22T10:00:00"),
        ("za, 9 mrt 2024 10:00:00 +0100", "2024-03-09T09:00:00"),
        ("Sáb, 10 Fev 2024 10:00:00 -0300", "2024-02-10T13:00:00"),
        ("3 août 2024", "2024-08-03T00:00:00"),
        ("99999999999999", None),
        ("0", None),
        ("Fri, 31 Feb 2024 10:00:00 GMT", None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("9999-12-31", None),
        ("2024-W05-1", None),
        ("yesterday", None),
        ("10:00", None),
        ("", None),
    ],
)
def test_dates_are_understood(written: str, meant: str | None) -> None:
    """Dates in the forms feeds use are moments in UTC; nonsense is no date."""
    expected = datetime.fromisoformat(meant).replace(tzinfo=UTC) if meant else None
    assert parse_date(written) == expected


def test_a_feed_of_days_first_is_read_so() -> None:
    """Where the day comes first, an ambiguous date is read so, an impossible one the other way."""
    assert proves_day_first("24/12/2020")
    assert not proves_day_first("12/12/2020")
    assert not proves_day_first("24.12.2020")
    moments = [
        parse_date(text, is_day_first=True) for text in ("02/03/2024", "03/20/2024", "2.3.2024")
    ]
    assert [moment and (moment.month, moment.day) for moment in moments] == [
        (3, 2),
        (3, 20),
        (3, 2),
    ]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    """No text makes the date parser fail."""
    parse_date(text)
