"""How the rows of a book go into the register, kind by kind: recognised, then created or their blanks filled."""
