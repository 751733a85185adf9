import datetime as dt

import pytest

from ohjaamo.books import Cell
from projects.book_kinds import resource_for
from projects.column_guesses import guess_columns, share_read
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 9, 1)
BIRTHS = ["1.2.1990", "3.4.1975", "24.12.1999"]
STARTS = ["1.3.2020", "13.4.2020", "2.5.2021"]
ENDS = ["30.9.2020", "", "31.12.2021"]


@pytest.fixture(autouse=True)
def kemi():
    MunicipalityFactory(code="240", name_fi="Kemi")
    MunicipalityFactory(code="851", name_fi="Tornio")


def guessed(*columns, kind="clients", given=()):
    """What columns are taken for, each a list of texts; nothing for what isn't guessed."""
    taker = resource_for(kind=kind, project_code="", today=TODAY, by="cli")
    found = guess_columns(
        taker, {place: list(map(Cell, column)) for place, column in enumerate(columns)}, given
    )
    return [found.get(place, "") for place in range(len(columns))]


@pytest.mark.parametrize(
    ("column", "name"),
    [
        (["010190-900P", "131167-902M", ""], "personal_identity_code"),
        (["aino@example.com", "Olga.S@posti.fi"], "email"),
        (["0400 123 456", "+358 40 765 4321", "016-123456"], "phone"),
        (["N", "m", "N"], "gender"),
        (["Irak", "Somalia", "Irak/Syyria"], "nationalities"),
        (["somali", "arabia", "dari", "tigrinja"], "mother_tongue"),
        (["Kemi", "TORNIO", "Kemi"], "municipality"),
        (["muutti", "työllistyi"], "exit_reason"),
        (BIRTHS, "born_on"),
        (["1/2/1990", "3/4/1975", "24/12/1999"], "born_on"),
        (STARTS, "starts_on"),
        (["1/3/2020", "13/4/2020"], "starts_on"),
    ],
)
def test_column_of_values_that_can_hardly_be_else_is_guessed(column, name):
    assert guessed(column) == [name]


@pytest.mark.parametrize(
    "column",
    [
        [],
        ["", "-"],
        ["Kemi", "kemi", "Kemi"],  # one value says nothing
        ["Kemi", "Tornio", "Atlantis", "Narnia"],  # half of them are read
        ["suomi", "venäjä", "viro"],  # countries and languages alike
        ["1", "2", "2"],  # a number may be anything
        ["k", "e", "k"],  # a truth may be about anything
        ["Aino Virta", "Olga Sokolov"],
        ["901", "902"],
        ["01-02-1990x", "kesällä 2020"],
    ],
)
def test_column_that_may_be_something_else_isnt_guessed(column):
    assert guessed(column) == [""]


def test_column_is_guessed_when_four_in_five_are_read_and_not_below():
    four = ["Kemi", "Tornio", "Kemi", "Tornio"]
    assert (guessed([*four, "Atlantis"]), guessed([*four, "Atlantis", "Narnia"])) == (["municipality"], [""])


def test_column_of_a_meaning_that_is_given_isnt_guessed_again():
    assert guessed(["Kemi", "Tornio"], given=["municipality"]) == [""]


def test_column_that_may_be_two_things_is_guessed_once_one_of_them_is_given():
    column = ["suomi", "venäjä", "viro"]
    assert guessed(column, given=["nationalities"]) == ["mother_tongue"]


def test_two_columns_of_one_meaning_are_both_left_to_the_person():
    assert guessed(["Kemi", "Tornio"], ["Tornio", "Kemi"]) == ["", ""]


def test_days_of_birth_and_of_the_stay_are_told_apart():
    assert guessed(STARTS, BIRTHS, ENDS) == ["starts_on", "born_on", "ends_on"]
    assert guessed(ENDS, STARTS) == ["ends_on", "starts_on"]


def test_days_that_come_now_before_and_now_after_are_left_to_the_person():
    assert guessed(STARTS, ["1.2.2020", "14.4.2020", "1.1.2020"]) == ["", ""]


def test_days_of_which_too_few_stand_side_by_side_are_left_to_the_person():
    assert guessed(["1.3.2020", "13.4.2020", ""], ["2.3.2020", "", "1.5.2021"]) == ["", ""]


def test_days_of_long_ago_but_of_one_year_are_no_births():
    assert guessed(["1.2.1990", "3.4.1990"], given=["starts_on"]) == [""]


def test_columns_of_other_kinds_are_guessed_by_their_words():
    words = ["Työssä", "Työtön", "Työkokeilussa"]
    assert guessed(words, STARTS, ENDS, kind="activities") == ["activity", "starts_on", "ends_on"]
    assert guessed(["CV:t", "Korttikoulutus"], STARTS, kind="outcomes") == ["outcome", "happened_on"]


def test_share_of_a_column_for_days_is_what_the_kind_reads_of_it():
    taker = resource_for(kind="statuses", project_code="", today=TODAY, by="cli")
    column = list(map(Cell, ["Työssä", "poissa", "x", "", "-"]))
    assert share_read(taker, "status:2019-04-30", column) == pytest.approx(2 / 3)
