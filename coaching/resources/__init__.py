"""The kinds of books about coaching: their columns, and by which words they are known."""
