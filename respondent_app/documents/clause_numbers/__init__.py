"""What the numbers of clauses say, and where a clause stands."""
