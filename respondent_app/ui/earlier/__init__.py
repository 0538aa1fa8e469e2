"""Earlier copies of the response that is open."""
