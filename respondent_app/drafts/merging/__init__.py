"""Where copies came together, and what of that a person must look at."""
