"""Kills the real commands at random moments: `python -m tests.crash --kills 1000 --seed 7`."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.crash.campaign import BrokenPromiseError, Campaign
from tests.feed_server import FeedServer

_PER_LIBRARY = 200
"""Kills of one library: then it has grown so much that checking it takes the time."""


def main() -> int:
    """Run campaigns, print what was killed when; exit code 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    began, left, seed = time.monotonic(), arguments.kills, arguments.seed
    while left > 0:
        with tempfile.TemporaryDirectory() as folder, FeedServer() as server:
            campaign = Campaign(Path(folder), server, seed)
            try:
                campaign.go(min(left, _PER_LIBRARY))
            except BrokenPromiseError as error:
                print(f"seed {seed}: {error}", file=sys.stderr)
                return 1
        left -= _PER_LIBRARY
        seed += 1
        kills = ", ".join(f"{kind} {count}" for kind, count in campaign.kills.most_common())
        moments = ", ".join(f"{count} {when}" for when, count in campaign.moments.most_common())
        print(f"{sum(campaign.kills.values())} kills: {moments} ({kills})", flush=True)
    print(f"no promise broken, {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
