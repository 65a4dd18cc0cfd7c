"""What a command acknowledged survives its death; see `python -m tests.crash` for more of it."""

from __future__ import annotations

import sys

import pytest

from tests.crash.campaign import Campaign
from tests.feed_server import FeedServer

KILLS = 40


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_no_acknowledged_change_is_lost_whenever_a_command_is_killed(tmp_path):
    """Commands die at random moments; the library is sound, all they said is in it, others go on.

    `Campaign.go` raises where a promise is broken.
    """
    with FeedServer() as server:
        campaign = Campaign(tmp_path, server, seed=6)
        campaign.go(KILLS)
    assert sum(campaign.kills.values()) == KILLS
    assert campaign.moments["after a write"] + campaign.moments["after a line"] > KILLS // 2
