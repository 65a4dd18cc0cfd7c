"""Names on the screen: those of an article, those that rise, and the way to a name's page."""
