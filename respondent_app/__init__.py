"""Respondent: answer a consultation offline, and send a public version that leaks nothing."""

__version__ = "0.1.0"
