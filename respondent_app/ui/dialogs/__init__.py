"""The few dialogs: one file each."""
