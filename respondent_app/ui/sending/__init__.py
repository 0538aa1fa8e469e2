"""Send: the package, the result of the check, and the e-mail to put it into."""
