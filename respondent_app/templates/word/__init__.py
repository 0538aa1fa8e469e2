"""Response forms that are Word documents."""
