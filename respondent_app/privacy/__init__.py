"""What may leave the computer: the one maker of submissions, and the check that their files keep secrets."""
