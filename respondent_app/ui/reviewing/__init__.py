"""Review: what there is, what is missing, and the way to each place."""
