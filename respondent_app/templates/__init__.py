"""The publisher's own response form: where things go in it, filling it, and reading what a colleague typed into it."""
