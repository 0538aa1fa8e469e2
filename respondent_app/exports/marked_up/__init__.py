"""The person's proposed wordings as a Word file with tracked changes and comments, for the publisher's drafters."""
