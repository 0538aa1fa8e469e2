"""The window: one folder for each thing a person does."""
