from tests.golden import golden_books

__all__ = ["golden_books"]
