"""What keys mean for a while: hints on links, a caret that selects."""
