import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import doubles
from clients.models import Client, NotDouble
from tests.factories.clients import ClientFactory
from tests.refusals import assert_refused, assert_stands

pytestmark = pytest.mark.django_db

BORN = dt.date(1990, 5, 17)


def named(name: str, born_on: dt.date | None = BORN, **facts) -> Client:
    first, last = name.split(" ", 1)
    return ClientFactory(first_names=first, last_name=last, born_on=born_on, **facts)


def found() -> list[tuple[str, str, tuple[str, ...]]]:
    return [(str(pair.first), str(pair.second), pair.reasons) for pair in doubles.pairs(Client.objects.all())]


def test_pairs_born_on_one_day_with_names_that_sound_alike_are_found():
    named("Mohamed Xuseen")
    named("Muhammad Hussein")
    assert found() == [
        ("Mohamed Xuseen", "Muhammad Hussein", ("sama syntymäpäivä", "sama nimi")),
    ]


def test_pairs_with_a_name_left_out_are_found():
    named("Amina Warsame")
    named("Amina Warsame Ali")
    assert found() == [
        ("Amina Warsame", "Amina Warsame Ali", ("sama syntymäpäivä", "nimet kuulostavat samalta"))
    ]


@pytest.mark.parametrize(
    ("other", "born_on"),
    [
        ("Hodan Warsame", BORN),  # twins
        ("Amina Warsame", dt.date(1982, 11, 3)),  # a namesake
        ("Olga Smirnova", BORN),
    ],
)
def test_pairs_of_two_people_are_not_found(other, born_on):
    named("Amina Warsame")
    named(other, born_on)
    assert found() == []


@pytest.mark.parametrize(
    ("born_on", "reason"),
    [
        (None, "syntymäaika puuttuu"),
        (dt.date(1990, 5, 11), "syntymäajoissa vain näppäilyvirheen ero"),
        (dt.date(1998, 5, 17), "syntymäajoissa vain näppäilyvirheen ero"),
    ],
)
def test_pairs_of_one_name_with_a_birth_date_missing_or_a_slip_apart_are_found(born_on, reason):
    named("Amina Warsame")
    named("Aamina Warsame", born_on)
    named("Warsame Amina", born_on)
    reasons = {pair[2][0] for pair in found() if "Amina Warsame" in pair[:2]}
    assert reason in reasons


def test_pairs_whose_day_and_month_are_swapped_are_found():
    named("Amina Warsame", dt.date(1990, 5, 7))
    named("Amina Warsame", dt.date(1990, 7, 5))
    assert [pair[2][0] for pair in found()] == ["syntymäajoissa vain näppäilyvirheen ero"]


def test_pairs_say_that_phone_and_mail_are_the_same():
    named("Amina Warsame", phone="+358 40 123 4567", email="amina@ohjaamo.example")
    named("Amina Warsame", phone="040 1234567", email="Amina@ohjaamo.example")
    assert found()[0][2][2:] == ("sama puhelinnumero", "sama sähköposti")


def test_pairs_with_an_identity_code_each_are_two_people():
    named("Amina Warsame", personal_identity_code="010594Y9032")
    named("Amina Warsame", personal_identity_code="010594Y9021")
    assert found() == []


def test_pairs_told_apart_are_not_asked_again():
    first, second = named("Amina Warsame"), named("Amina Warsame")
    doubles.tell_apart(one=second, other=first, by="cli")
    assert found() == []
    assert NotDouble.objects.values_list("first", "second").get() == (first.pk, second.pk)


def test_tell_apart_twice_or_one_from_itself_is_refused():
    first, second = named("Amina Warsame"), named("Amina Warsame")
    doubles.tell_apart(one=first, other=second, by="cli")
    with pytest.raises(ValidationError, match="käyty läpi"):
        doubles.tell_apart(one=second, other=first, by="cli")
    with pytest.raises(ValidationError, match="kahdet asiakastiedot"):
        doubles.tell_apart(one=first, other=first, by="cli")


def test_pairs_take_the_same_questions_for_three_clients_as_for_one(django_assert_num_queries):
    named("Amina Warsame")
    with django_assert_num_queries(2):
        doubles.pairs(Client.objects.all())
    named("Amina Warsame")
    named("Aamina Warsame")
    with django_assert_num_queries(2):
        assert len(doubles.pairs(Client.objects.all())) == 3


def test_two_told_apart_stand_once_and_in_order():
    first, second = named("Amina Warsame"), named("Amina Warsame")
    assert_refused(NotDouble(first=second, second=first), "clients_notdouble_in_order")
    assert_stands(NotDouble(first=first, second=second))
    assert_refused(NotDouble(first=first, second=second), "clients_notdouble_once")
