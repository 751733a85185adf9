"""Where the rows of books about money go."""
