"""The open response and what serves it: autosave, background work, messages, settings. QtCore only, no widgets."""
