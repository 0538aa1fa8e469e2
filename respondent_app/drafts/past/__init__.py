"""What was done to a draft, in words; how it was; putting back."""
