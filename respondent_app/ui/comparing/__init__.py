"""The whole texts side by side, with the list of what differs."""
