"""The command palette: what it offers, and how what is typed is matched to it."""
