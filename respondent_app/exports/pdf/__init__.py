"""Accessible PDFs of what is disclosed: tagged, with title and language, the same bytes wherever they are made."""
