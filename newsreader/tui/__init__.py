"""The app: Textual meets the library here."""
