"""Articles as lines to paint: pure functions of an article and a width, nothing of Textual."""
