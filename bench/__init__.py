"""Measurements against simple floors, all in one run on one machine: `make bench`. A report, not a test."""
