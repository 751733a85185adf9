"""What becomes of the rows of books about coaching."""
