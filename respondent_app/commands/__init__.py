"""The commands of the command line, one file for each family. Each imports what it needs when it runs."""
