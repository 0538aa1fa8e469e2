"""What a file is, and the packages that Office files are."""
