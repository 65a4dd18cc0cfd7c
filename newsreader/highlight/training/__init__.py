"""Making the models: corpora, name lists, and our own annotated texts. Not needed to run."""
