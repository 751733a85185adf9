import pytest

from tests.golden import golden_books

__all__ = ["golden_books"]


@pytest.fixture
def tell(capsys):
    """Prints a line past pytest's own capture, so that `make bench` shows the ratios."""

    def say(text: str) -> None:
        with capsys.disabled():
            print(f"\n  {text}", end="", flush=True)

    return say
