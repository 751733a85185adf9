import datetime as dt

import pytest

from clients.models import Client
from clients.names import keys
from clients.resemblances import Said, is_likely, own_figures, reasons

BORN, CODE = dt.date(1990, 2, 17), "170290-900X"


def halima(**facts):
    facts = {"client_number": "7", "last_name": "Abdi", "first_names": "Halima", "born_on": BORN} | facts
    return Client(name_keys=sorted(keys(f"{facts['last_name']} {facts['first_names']}")), **facts)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(born_on=BORN, name="Cabdi Xaliima"), ["sama syntymäpäivä", "sama nimi"]),
        (Said(born_on=BORN, name="Abdi Halima Noor"), ["sama syntymäpäivä", "nimestä sama 81 %"]),
        (Said("7", born_on=dt.date(1960, 5, 5), name="Sokolov Ivan"), ["sama asiakasnumero"]),
        (
            Said(identity_code=CODE, born_on=BORN, phone="+358 40 123 4567", email="H@EXAMPLE.ORG"),
            ["sama henkilötunnus", "sama syntymäpäivä", "sama puhelinnumero", "sama sähköposti"],
        ),
        (Said(born_on=dt.date(1990, 2, 11)), ["syntymäajoissa vain näppäilyvirheen ero"]),
        (Said(), ["syntymäaika puuttuu"]),
    ],
)
def test_reasons_say_what_row_and_client_share(said, told):
    client = halima(phone="040 1234567", email="h@example.org", personal_identity_code=CODE)
    assert reasons(said, client) == told


def test_reasons_tell_nothing_of_a_client_under_a_safety_restriction():
    assert reasons(Said("7", born_on=BORN, name="Abdi Halima"), halima(has_safety_restriction=True)) == []


def test_likely_never_by_a_name_alone_nor_by_1_january():
    assert is_likely(Said(born_on=BORN, name="Halima"), halima()) is True
    assert is_likely(Said(born_on=dt.date(1970, 1, 1), name="Abdi Halima"), halima()) is False
    newcomer = halima(born_on=dt.date(1990, 1, 1))
    assert is_likely(Said(born_on=dt.date(1990, 1, 1), name="Halima"), newcomer) is False


@pytest.mark.parametrize(
    ("phone", "figures"),
    [("+358 40 123 4567", "01234567"), ("040-1234567", "01234567"), ("1234", ""), ("", "")],
)
def test_own_figures_are_the_end_of_a_number_however_it_begins(phone, figures):
    assert own_figures(phone) == figures
