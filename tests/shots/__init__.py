"""What `python -m tests.make_screenshots` takes pictures of: libraries, and ways to each view."""
