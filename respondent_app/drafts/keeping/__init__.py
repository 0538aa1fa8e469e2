"""Copies that keep a draft safe: backups, rescued words, working copies of what lies on a share."""
