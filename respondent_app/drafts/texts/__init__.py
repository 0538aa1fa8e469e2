"""What a text that merges is made of: its characters, marks and steps. Only `answer_text.py` knows the library."""
