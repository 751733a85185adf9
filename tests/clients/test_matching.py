import datetime as dt
from typing import Any

import pytest

from clients import names
from clients.matching import Choice, Found, People, Why, find, fits
from clients.models import Client
from clients.resemblances import Said
from tests.factories.clients import ClientFactory

BORN = dt.date(1990, 2, 1)
NEW_YEAR = dt.date(1990, 1, 1)
CODE, OTHER_CODE = "010290-900H", "010290-901J"


def client(
    pk: int,
    last_name: str,
    first_names: str,
    born_on: dt.date | None = BORN,
    code: str = "",
    **facts: Any,
) -> Client:
    return Client(
        pk=pk,
        client_number=str(pk),
        last_name=last_name,
        first_names=first_names,
        born_on=born_on,
        personal_identity_code=code or None,
        name_keys=sorted(names.keys(f"{last_name} {first_names}")),
        **facts,
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


def test_find_with_a_number_of_its_own_is_a_question_for_a_likely_namesake_only():
    assert find(Said("50", born_on=BORN, name="Abdi Halima"), people(HALIMA)) == Found(candidates=(HALIMA,))
    assert find(Said("50", born_on=BORN, name="Halima"), people(HALIMA)) == Found(candidates=(HALIMA,))
    assert find(Said("50", born_on=BORN, name="Abdi Hassan"), people(HALIMA)) == Found()


def test_find_by_every_name_and_1_january_is_a_question_as_the_day_says_nothing():
    newcomer = client(1, "Abdi", "Halima", born_on=NEW_YEAR)
    assert find(Said(born_on=NEW_YEAR, name="Abdi Halima"), people(newcomer)) == Found(candidates=(newcomer,))
    assert find(Said(born_on=NEW_YEAR, name="Abdi Hassan"), people(newcomer)) == Found()
    assert find(Said("50", born_on=NEW_YEAR, name="Halima"), people(newcomer)) == Found()


REACHED = client(1, "Abdi", "Halima", phone="+358 40 123 4567", email="halima@example.org")


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [
        (Said("9", name="Halimo Abdi", phone="040 1234567", born_on=dt.date(1980, 5, 5)), True),
        (Said("9", name="Halima Noor", email="Halima@Example.org"), True),
        (Said("9", name="Abdi Hassan", phone="0401234567", born_on=dt.date(1991, 2, 1)), True),
        (Said("9", name="Abdi Hassan", phone="0401234567", born_on=dt.date(1984, 7, 16)), False),
        (Said("9", name="Sokolov Ivan", phone="0401234567"), False),
        (Said("9", name="Abdi Hassan", phone="4567"), False),
        (Said("9", name="Abdi Halima", born_on=dt.date(1980, 5, 5)), False),
    ],
    ids=["phone", "e-mail", "a slip apart", "family", "no name alike", "short phone", "name alone"],
)
def test_find_of_somebody_new_with_a_contact_of_ours_is_a_question_when_the_name_is_alike(said, is_asked):
    assert find(said, people(REACHED)) == Found(candidates=(REACHED,) if is_asked else ())


def test_find_of_a_row_that_makes_nobody_new_doesnt_ask_of_weak_likenesses():
    said = Said("9", name="Halimo Abdi", phone="040 1234567", born_on=dt.date(1980, 5, 5))
    assert find(said, people(REACHED), number_decides=True) == Found()


def test_find_never_takes_the_contacts_of_a_restricted_client_for_evidence():
    hidden = client(1, "Abdi", "Halima", phone="040 1234567", has_safety_restriction=True)
    said = Said("9", name="Halimo Abdi", phone="040 1234567", born_on=dt.date(1980, 5, 5))
    assert find(said, people(hidden)) == Found()


def test_find_with_a_choice_is_whom_somebody_chose():
    said = Said("50", born_on=dt.date(1980, 5, 5), name="Abdi Hassan")
    assert find(said, people(HALIMA), choice=Choice(HALIMA)) == Found(HALIMA, Why.ANSWER)


@pytest.mark.parametrize("said", [Said("2", name="Warsame Omar"), coded(name="Warsame Omar")])
def test_find_with_a_choice_that_number_or_code_contradict_is_refused(said):
    found = find(said, people(HALIMA, OMAR), choice=Choice(HALIMA))
    assert [message for _column, message in found.faults] == [
        "Rivin asiakasnumero tai henkilötunnus on jonkun muun kuin asiakkaan 1, joka riville on valittu."
    ]


def test_find_with_a_choice_who_has_another_code_is_refused():
    found = find(coded("50", OTHER_CODE), people(OMAR), choice=Choice(OMAR))
    assert [column for column, _message in found.faults] == ["personal_identity_code"]


def test_find_of_somebody_said_to_be_new_asks_of_no_likeness():
    new = Choice(is_new=True)
    undated = client(4, "Abdi", "Halima", born_on=None)
    for said in (Said(born_on=BORN, name="Abdi Halima"), Said(name="Abdi Halima")):
        assert find(said, people(HALIMA, undated), choice=new) == Found()
    assert find(Said("1", name="Abdi Halima"), people(HALIMA), choice=new).why == Why.CLIENT_NUMBER


@pytest.mark.parametrize(
    ("said", "column"),
    [
        (Said("2", name="Sokolov Ivan"), "client_number"),
        (coded(name="Sokolov Ivan"), "personal_identity_code"),
    ],
)
def test_find_of_somebody_said_to_be_new_with_anothers_number_or_code_is_refused(said, column):
    found = find(said, people(OMAR), choice=Choice(is_new=True))
    assert [place for place, _message in found.faults] == [column]


def test_people_given_a_client_with_more_facts_know_the_new_ones():
    known = people(client(5, "Abdi", "Halima", born_on=None))
    take_back = known.put(client(5, "Abdi", "Halima", code=CODE), row=7)
    assert find(coded(), known).why == Why.IDENTITY_CODE
    assert find(Said(born_on=BORN, name="Abdi Halima"), known).why == Why.BIRTH_DATE_AND_NAMES
    assert (known.of_row(7).born_on, known.row_that_made(known.of_row(7))) == (BORN, None)
    take_back()
    assert find(coded(), known) == Found()
    assert (known.of_row(7), known.numbered("5").born_on) == (None, None)


def test_people_given_somebody_new_know_the_row_that_made_them_until_it_is_taken_back():
    known = people(HALIMA)
    zahra = client(6, "Noor", "Zahra")
    take_back = known.put(zahra, row=3)
    assert (known.row_that_made(zahra), str(known.of_row(3))) == (3, "Zahra Noor")
    take_back()
    assert (known.row_that_made(zahra), known.of_row(3), known.numbered("6")) == (None, None, None)
    assert known.numbered("1") == HALIMA


@pytest.mark.django_db
def test_people_of_some_clients_know_of_others_only_that_number_and_code_are_taken():
    hers = ClientFactory(client_number="1", last_name="Abdi", first_names="Halima", born_on=BORN)
    other = ClientFactory(
        client_number="2", last_name="Noor", first_names="Zahra", born_on=BORN, personal_identity_code=CODE
    )
    known = People.of(Client.objects.filter(pk=hers.pk))
    told = "Tämä numero tai henkilötunnus on käytössä muualla. Kysy pääkäyttäjältä tai projektipäälliköltä."
    assert find(Said("2", name="Noor Zahra"), known).faults == (("client_number", told),)
    assert find(coded("9", name="Noor Zahra"), known).faults == (("client_number", told),)
    assert find(coded(), known).faults == (("personal_identity_code", told),)
    assert find(Said(born_on=BORN, name="Noor Zahra"), known) == Found()
    assert find(Said("2"), People.of(Client.objects.all())).client == other


@pytest.mark.django_db
def test_people_are_read_in_four_questions(django_assert_num_queries):
    for _each in range(3):
        ClientFactory()
    with django_assert_num_queries(4):
        People.of(Client.objects.all())
