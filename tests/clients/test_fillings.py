import datetime as dt

import pytest

from clients.choices import ExitReason, Gender
from clients.fillings import compare, shown
from clients.models import ActivityTerms, Client, Enrolment
from projects.models import Municipality


def test_compare_fills_blanks_only():
    client = Client(phone="", born_on=None, nationalities=[], gender=Gender.FEMALE)
    said = {"phone": "0400", "born_on": dt.date(1990, 1, 1), "nationalities": ["IQ"], "gender": Gender.MALE}
    filling = compare(client, said)
    assert filling.blanks == {"phone": "0400", "born_on": dt.date(1990, 1, 1), "nationalities": ["IQ"]}
    assert filling.differing == {"gender": (Gender.FEMALE, Gender.MALE)}


@pytest.mark.parametrize("nothing", [None, "", []])
def test_compare_given_nothing_in_the_book_clears_nothing(nothing):
    filling = compare(Client(phone="0400"), {"phone": nothing})
    assert (filling.blanks, filling.differing) == ({}, {})


@pytest.mark.parametrize(
    ("name", "ours", "book"),
    [
        ("phone", "0400 000 019", "0400000019"),
        ("phone", "0400 000 019", "+358 400 000019"),
        ("last_name", "Al-Saadi", "AL-SAADI"),
        ("nationalities", ["IQ", "SY"], ["SY", "IQ"]),
    ],
)
def test_compare_given_the_same_written_otherwise_sees_no_difference(name, ours, book):
    filling = compare(Client(**{name: ours}), {name: book})
    assert (filling.blanks, filling.differing) == ({}, {})


def test_compare_given_a_no_of_ours_doesnt_take_it_for_a_blank():
    filling = compare(ActivityTerms(is_full_time=False), {"is_full_time": True, "has_pay_subsidy": False})
    assert (filling.blanks, filling.differing) == (
        {"has_pay_subsidy": False},
        {"is_full_time": (False, True)},
    )


@pytest.mark.parametrize(
    ("model", "name", "value", "words"),
    [
        (Client, "born_on", dt.date(1990, 5, 3), "3.5.1990"),
        (Client, "gender", "female", "Nainen"),
        (Client, "nationalities", ["IQ", "SY"], "Irak, Syyria"),
        (Client, "mother_tongue", "som", "somali"),
        (Client, "service_languages", ["som", "ara"], "somali, arabia"),
        (Client, "municipality", Municipality(name_fi="Kemi"), "Kemi"),
        (Client, "phone", "0400", "0400"),
        (Enrolment, "exit_reason", ExitReason.MOVED, "Muutti pois"),
        (ActivityTerms, "is_full_time", False, "Ei"),
    ],
)
def test_shown_puts_a_value_in_words(model, name, value, words):
    assert shown(model(), name, value) == words


def test_compare_of_values_that_differ_writes_those_ticked_and_lists_the_others():
    client = Client(first_names="Halima", last_name="Abdi", phone="")
    said = {"first_names": "Halimo", "last_name": "Noor", "phone": "0400"}
    filling = compare(client, said, taken={"last_name", "phone"})
    assert filling.blanks == {"last_name": "Noor", "phone": "0400"}
    assert (filling.differing, filling.taken) == (
        {"first_names": ("Halima", "Halimo")},
        {"last_name": ("Abdi", "Noor")},
    )
