"""Response forms made up for tests, in the ways in which publishers lay them out. All of them are synthetic."""
