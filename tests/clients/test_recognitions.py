import datetime as dt

import pytest

from clients import recognitions
from clients.names import Name
from staff.permissions import Role
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "name", "born_on", "year", "phone"),
    [
        ("Amina Warsame", "Amina Warsame", None, None, ""),
        (" Amina\0  Warsame 17.5.1990 ", "Amina Warsame", dt.date(1990, 5, 17), None, ""),
        ("Warsame 17051990", "Warsame", dt.date(1990, 5, 17), None, ""),
        ("Warsame 1990", "Warsame", None, 1990, ""),
        ("040 123 4567", "", None, None, "040 123 4567"),
        ("Amina +358401234567", "Amina", None, None, "+358401234567"),
        ("A-2012", "A-2012", None, None, ""),
        ("Amina 31.2.1990", "Amina 31.2.", None, 1990, ""),
        ("", "", None, None, ""),
    ],
)
def test_read_takes_day_year_and_phone_from_the_name(text, name, born_on, year, phone):
    sought = recognitions.read(text)
    assert (sought.name, sought.born_on, sought.year, sought.phone) == (name, born_on, year, phone)


@pytest.mark.parametrize(
    ("text", "last_name", "first_names"),
    [
        ("Amina Ali Warsame", "Warsame", "Amina Ali"),
        ("Warsame, Amina", "Warsame", "Amina"),
        ("amina warsame", "Warsame", "Amina"),
        ("Amina", "", "Amina"),
        ("Warsame,", "", "Warsame"),
        ("", "", ""),
    ],
)
def test_split_puts_the_last_word_last_unless_a_comma_says_otherwise(text, last_name, first_names):
    assert recognitions.read(text).split == Name(last_name, first_names)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def look_for(coach, day):
    def look(text):
        return recognitions.look_for(sought=recognitions.read(text), user=coach, today=day)

    return look


def known(project, **facts):
    names = {"first_names": "Hodan", "last_name": "Noor"}
    return EnrolmentFactory(project=project, client=ClientFactory(**names | facts)).client


def test_look_for_puts_those_born_then_first(project, look_for):
    others = [known(project, born_on=dt.date(1980, 1, 1)), known(project, born_on=None)]
    then = known(project, born_on=dt.date(1990, 5, 17))
    assert [row.client for row in look_for("Hodan Noor 1990").rows] == [then, *others]


def test_look_for_finds_the_same_person_with_a_name_more(project, look_for):
    client = known(project, first_names="Hodan")
    assert [row.client for row in look_for("Hodan Ali Noor 17.5.1990").rows] == [client]
    assert look_for("Hodan Ali Noor").rows == []


def test_look_for_finds_by_phone_alone(project, look_for):
    client = known(project, phone="+358 40 1234567")
    assert [row.client for row in look_for("040 123 4567").rows] == [client]


def test_look_for_tells_of_a_stay_in_her_own_projects_only(project, look_for):
    client = known(project)
    EnrolmentFactory(client=client, project=ProjectFactory(), starts_on=dt.date(2022, 1, 1))
    (row,) = look_for("Hodan").rows
    assert (row.stay.project, row.is_here, row.opens_at_once) == (project, True, False)


def test_look_for_of_a_client_of_another_project_says_only_that_there_may_be_one(look_for):
    known(ProjectFactory())
    assert (look_for("Hodan Noor").rows, look_for("Hodan Noor").is_hidden) == ([], False)
    assert (look_for("Hodan Noor 1990").rows, look_for("Hodan Noor 1990").is_hidden) == ([], True)


def test_look_for_shows_eight_at_most(project, look_for):
    for _each in range(9):
        known(project)
    assert len(look_for("Noor").rows) == 8
