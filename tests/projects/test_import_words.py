"""What is offered for an unknown word: what is written like it, never more."""

import pytest

from projects.import_words import likest

MUNICIPALITIES = {"240": "Kemi", "241": "Keminmaa", "320": "Kemijärvi", "851": "Tornio", "698": "Rovaniemi"}


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Kemmi", ["240", "241"]),
        ("kemi.", ["240", "241", "320"]),
        ("Kemin kaupunki", ["240", "241"]),
        ("Rovaniemni", ["698"]),
        ("TORNIO", ["851"]),
        ("Atlantis", []),
        ("", []),
        ("x" * 100, []),
    ],
)
def test_choices_written_like_a_word_come_the_likest_first(word, codes):
    assert likest(word, MUNICIPALITIES) == codes


def test_no_more_choices_are_offered_than_asked_for():
    assert likest("kemi", MUNICIPALITIES, most=1) == ["240"]
