"""What the organisation said before: taken from responses, kept in one protected file, found again by words."""
