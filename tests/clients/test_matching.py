import datetime as dt

import pytest

from clients import names
from clients.matching import Found, People, Said, Why, find, fits
from clients.models import Client

BORN = dt.date(1990, 1, 1)
CODE, OTHER_CODE = "010190-900P", "010190-901R"


def client(
    pk: int, last_name: str, first_names: str, born_on: dt.date | None = BORN, code: str = ""
) -> Client:
    return Client(
        pk=pk,
        client_number=str(pk),
        last_name=last_name,
        first_names=first_names,
        born_on=born_on,
        personal_identity_code=code or None,
        name_keys=sorted(names.keys(f"{last_name} {first_names}")),
    )


def people(*clients: Client) -> People:
    found = People()
    for one in clients:
        found.put(one)
    return found


def coded(number: str = "", code: str = CODE, name: str = "", born_on: dt.date | None = None) -> Said:
    return Said(number, code, BORN, born_on or BORN, name)


HALIMA = client(1, "Abdi", "Halima")
OMAR = client(2, "Warsame", "Omar", code=CODE)


@pytest.mark.parametrize(
    "said",
    [
        Said("1"),
        Said("1", name="Abdi Halima", born_on=BORN),
        Said("1", name="Warsame Xaliima"),
        Said("1", code_born_on=BORN, identity_code=CODE, born_on=BORN, name="Abdi Halima"),
    ],
    ids=["number alone", "everything alike", "one name alike", "code new to us"],
)
def test_find_by_number_that_nothing_contradicts_is_that_client(said):
    assert find(said, people(HALIMA)) == Found(HALIMA, Why.CLIENT_NUMBER)


@pytest.mark.parametrize(
    "said",
    [
        Said("1", name="Abdi Halima", born_on=dt.date(1991, 1, 1)),
        Said("1", name="Sokolov Ivan", born_on=BORN),
    ],
    ids=["born otherwise", "no name alike"],
)
def test_find_by_number_that_something_contradicts_is_a_question(said):
    assert find(said, people(HALIMA)) == Found(candidates=(HALIMA,))


def test_find_by_number_and_code_is_the_client_though_our_birth_date_is_wrong():
    wrong = client(2, "Warsame", "Omar", born_on=dt.date(1991, 1, 1), code=CODE)
    assert find(coded("2", name="Warsame Omar"), people(wrong)) == Found(wrong, Why.CLIENT_NUMBER)


def test_find_by_number_that_decides_leaves_the_name_to_be_told():
    said = Said("1", name="Sokolov Ivan")
    assert find(said, people(HALIMA), number_decides=True) == Found(HALIMA, Why.CLIENT_NUMBER)
    assert (fits(said, HALIMA), fits(Said(name="Xaliima Cabdi"), HALIMA), fits(Said(), HALIMA)) == (
        False,
        True,
        True,
    )


def test_find_by_number_of_somebody_with_another_code_is_refused():
    found = find(coded("2", OTHER_CODE, "Warsame Omar"), people(OMAR))
    assert found.faults == (("client_number", "Numero 2 on asiakkaalla, jolla on toinen henkilötunnus."),)


def test_find_by_number_of_one_and_code_of_another_is_refused():
    found = find(coded("1", name="Abdi Halima"), people(HALIMA, OMAR))
    assert found.faults == (("personal_identity_code", "Henkilötunnus on jo asiakkaalla 2."),)


@pytest.mark.parametrize("number", ["", "77"])
def test_find_by_code_is_the_client_who_has_it(number):
    assert find(coded(number, name="Varsame Cumar"), people(HALIMA, OMAR)) == Found(OMAR, Why.IDENTITY_CODE)


def test_find_by_code_under_another_name_is_a_question():
    assert find(coded(name="Sokolov Ivan"), people(OMAR)) == Found(candidates=(OMAR,))


def test_find_with_a_code_that_contradicts_the_birth_date_is_refused():
    said = coded("9", name="Warsame Omar", born_on=dt.date(1992, 2, 2))
    assert [column for column, _message in find(said, people(HALIMA)).faults] == ["personal_identity_code"]
    messages = [message for _column, message in find(said, people(OMAR)).faults]
    assert messages == [
        "Henkilötunnuksessa on eri syntymäaika kuin rivillä. Tarkista molemmat.",
        "Henkilötunnus on jo asiakkaalla 2.",
    ]


def test_find_by_birth_date_and_every_name_takes_the_only_one_of_two_born_that_day():
    said = Said(born_on=BORN, name="Cabdi Xaliima")
    twin = client(3, "Abdi", "Hassan")
    assert find(said, people(HALIMA, twin)) == Found(HALIMA, Why.BIRTH_DATE_AND_NAMES)


def test_find_by_birth_date_and_every_name_of_two_is_a_question():
    namesake = client(3, "Cabdi", "Xaliima")
    found = find(Said(born_on=BORN, name="Abdi Halima"), people(HALIMA, namesake))
    assert found == Found(candidates=(HALIMA, namesake))


@pytest.mark.parametrize("name", ["Abdi Halima Noor", "Abdi", "Abdi Hassan"])
def test_find_by_birth_date_and_some_names_is_a_question(name):
    assert find(Said(born_on=BORN, name=name), people(HALIMA)) == Found(candidates=(HALIMA,))


def test_find_by_birth_date_alone_or_name_alone_is_somebody_new():
    assert find(Said(born_on=BORN, name="Sokolov Ivan"), people(HALIMA)) == Found()
    assert find(Said(born_on=dt.date(1980, 5, 5), name="Abdi Halima"), people(HALIMA)) == Found()


def test_find_without_a_birth_date_on_either_side_is_a_question_never_a_match():
    undated = client(4, "Abdi", "Halima", born_on=None)
    assert find(Said(name="Abdi Halima"), people(HALIMA)) == Found(candidates=(HALIMA,))
    assert find(Said(born_on=BORN, name="Abdi Halima"), people(undated)) == Found(candidates=(undated,))
    assert find(Said(name="Abdi Noor"), people(HALIMA, undated)) == Found()


def test_find_leaves_out_somebody_with_another_code():
    assert find(coded(code=OTHER_CODE, name="Warsame Omar"), people(OMAR)) == Found()


def test_find_with_a_number_of_its_own_is_a_question_only_for_a_full_namesake():
    assert find(Said("50", born_on=BORN, name="Abdi Halima"), people(HALIMA)) == Found(candidates=(HALIMA,))
    assert find(Said("50", born_on=BORN, name="Abdi Hassan"), people(HALIMA)) == Found()


def test_people_given_a_client_with_more_facts_know_the_new_ones():
    known = people(client(5, "Abdi", "Halima", born_on=None))
    known.put(client(5, "Abdi", "Halima", code=CODE))
    assert find(coded(), known).why == Why.IDENTITY_CODE
    assert find(Said(born_on=BORN, name="Abdi Halima"), known).why == Why.BIRTH_DATE_AND_NAMES
    assert known.by_birth[None] == {}
