"""The only place where library, feeds and highlighter meet; one job a module."""
