"""What stands inside a file, kind by kind: one reader for each way in which a format can keep words."""
