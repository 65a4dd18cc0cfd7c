"""Text to mentions: names and figures, pure and offline."""
