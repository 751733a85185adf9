"""Whom a newcomer may already be: nobody is missed, and hardly anybody is read for it who can't be meant."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clients import likenesses, names
from clients.resemblances import whole_name
from tests.clients.spellings.pairs import HELD_OUT, KNOWN
from tests.factories.clients import ClientFactory

pytestmark = pytest.mark.django_db

BORN = dt.date(1990, 5, 17)


def client_named(name, **facts):
    first_names, _blank, last_name = name.partition(" ")
    return ClientFactory(first_names=first_names, last_name=last_name, **{"born_on": BORN} | facts)


def test_everybody_of_the_same_name_in_any_spelling_is_found_without_a_birth_date():
    pairs = KNOWN + HELD_OUT
    clients = [client_named(stored) for stored, _typed in pairs]
    for _stored, typed in pairs:
        same = [client for client in clients if names.same_name(typed, whole_name(client))]
        assert (typed, likenesses.alike(name=typed)) == (typed, same)


@pytest.mark.parametrize(
    ("name", "born_on"),
    [
        ("Amina Warsame", None),
        ("Warsame Amina", BORN),
        ("Amina Ali Warsame", BORN),
        ("al-Amina Warsame", None),
        ("", None),
        ("-", BORN),
    ],
)
def test_alike_are_those_whom_comparing_with_everybody_finds(name, born_on):
    clients = [
        client_named(stored, born_on=day)
        for stored in ("Amina Warsame", "Amina Ali", "Ali Warsame", "Al-Amina Warsame", "Leyla Aden")
        for day in (BORN, None, dt.date(1991, 1, 1))
    ]
    compared = [
        client
        for client in clients
        if (born_on is None or client.born_on in (None, born_on))
        and likenesses._is_named(client, name, born_on)
    ]
    assert likenesses.alike(name=name, born_on=born_on) == compared


@pytest.mark.parametrize("born_on", [None, BORN])
def test_alike_reads_only_whom_every_part_of_the_name_may_mean(monkeypatch, born_on):
    meant = client_named("Amina Warsame", born_on=None, personal_identity_code="010594Y9032")
    for name in ("Amina Noor", "Leyla Warsame", "Amina Ali"):
        client_named(name, born_on=None)
    compared = []
    monkeypatch.setattr(likenesses, "_is_named", lambda client, *_said: compared.append(client))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        likenesses.alike(name="Amina Warsame", born_on=born_on)
    assert compared == [meant]
    assert ["personal_identity_code" in query["sql"] for query in asked] == [False]
