"""Excel workbooks: what their cells show, what is marked in them, and by what key their rows are told apart."""
