"""The kinds of books about money: their columns, and by which words they are known."""
