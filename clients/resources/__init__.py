"""The kinds of books about clients: their columns, and by which words they are known."""
