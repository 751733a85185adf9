"""Countries and languages: every code, its two names, and the words people use."""

from collections import Counter

import pytest

from ohjaamo import reference
from ohjaamo.reference import plain


def test_countries_are_those_of_the_standard_and_kosovo():
    countries = reference.countries()
    assert len(countries) == 250
    assert all(len(code) == 2 and code.isupper() for code in countries)
    assert {"FI", "SE", "SO", "IQ", "CD", "SS", "XK"} < set(countries)


def test_languages_have_three_letter_codes_and_hold_what_the_association_speaks():
    languages = reference.languages()
    assert all(len(code) == 3 and code.islower() for code in languages)
    assert set(reference.FIRST_LANGUAGES) < set(languages)
    assert len(languages) >= 70


@pytest.mark.parametrize("entries", [reference.countries(), reference.languages()])
def test_names_of_one_list_are_each_one_entrys_only(entries):
    words = Counter(
        word
        for entry in entries.values()
        for word in {plain(word) for word in (entry.code, entry.fi, entry.en, *entry.also)}
    )
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("name", ["countries", "languages"])
def test_ambiguous_words_name_known_codes_and_no_plain_word(name):
    entries = getattr(reference, name)()
    plain_words = {
        plain(word) for entry in entries.values() for word in (entry.code, entry.fi, entry.en, *entry.also)
    }
    for word, codes in reference._table(name)["ambiguous"].items():
        assert set(codes) <= set(entries)
        assert len(codes) > 1
        assert plain(word) not in plain_words


def test_names_are_given_in_the_asked_language():
    assert reference.country_name("CD", "fi") == "Kongon demokraattinen tasavalta"
    assert reference.country_name("CD", "en") == "Democratic Republic of the Congo"
    assert reference.language_name("ckb", "fi") == "kurdi (sorani)"
    assert reference.language_name("prs", "en-gb") == "Dari"
    assert reference.language_name("xxx", "fi") == "xxx"
    assert reference.country_name("??", "en") == "??"


def test_languages_of_the_association_stand_first_and_others_in_finnish_order():
    choices = reference.language_choices("fi")
    assert [code for code, _name in choices[:10]] == [
        "fin", "som", "ara", "fas", "prs", "ckb", "rus", "tur", "eng", "ukr",
    ]  # fmt: skip
    assert choices[10] == ("aka", "akan")
    names = [name for _code, name in choices]
    place = names.index("šona")
    assert names[place - 1 : place + 2] == ["sloveeni", "šona", "swahili"]
    assert len(choices) == len(reference.languages())


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Venäjä", ("RU",)),
        (" VENAJA ", ("RU",)),
        ("usa", ("US",)),
        ("U.S.A.", ("US",)),
        ("fi", ("FI",)),
        ("Kongo", ("CD", "CG")),
        ("Narnia", ()),
        ("", ()),
    ],
)
def test_country_words_give_their_codes(word, codes):
    assert reference.country_codes(word) == codes


@pytest.mark.parametrize(
    ("word", "codes"),
    [("Kurdi (sorani)", ("ckb",)), ("dari / persia", ("prs", "fas")), ("so", ("som",)), ("klingon", ())],
)
def test_language_words_give_their_codes(word, codes):
    assert reference.language_codes(word) == codes
