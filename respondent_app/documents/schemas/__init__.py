"""XML schemas in words: what they declare, what they include, and what is wrong with them."""
