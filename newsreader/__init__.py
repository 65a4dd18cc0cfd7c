"""A terminal news reader that keeps a library and marks names and figures."""

__version__ = "0.1.0"
