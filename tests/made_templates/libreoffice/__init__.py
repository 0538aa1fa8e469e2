"""Forms saved by LibreOffice, and what they were made of. `python -m tests.made_templates.libreoffice` makes them."""
