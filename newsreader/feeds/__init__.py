"""Turning the web into articles; each module is one step of the way."""
