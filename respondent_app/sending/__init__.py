"""Sending a finished package from here, for those who want it: the account, the mail, the server, what was sent."""
