"""Read the consultation, and compare what changes."""
