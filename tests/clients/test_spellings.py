"""How many are found whose name somebody spells otherwise than it was taken in, in a register full of namesakes."""

import datetime as dt

import pytest

from clients import search
from clients.models import Client
from tests.clients.spellings.pairs import HELD_OUT, KNOWN
from tests.factories.clients import ClientFactory

pytestmark = pytest.mark.django_db


def taken_in(name: str, place: int = 0) -> Client:
    first, _blank, last = name.partition(" ")
    born_on = dt.date(1960, 1, 1) + dt.timedelta(days=97 * place)
    return ClientFactory(first_names=first, last_name=last, born_on=born_on)


def unfound(pairs, *, says_year=False, among=20) -> list[tuple[str, str]]:
    """The pairs whose client isn't among the first that the other spelling finds, with everybody in one register."""
    clients = [taken_in(stored, place) for place, (stored, _typed) in enumerate(pairs)]
    missed = []
    for client, (stored, typed) in zip(clients, pairs, strict=True):
        text = f"{typed} {client.born_on.year}" if says_year else typed
        if client not in search.find(Client.objects.all(), text)[:among]:
            missed.append((stored, typed))
    return missed


def test_spellings_the_rules_know_are_all_found():
    assert unfound(KNOWN) == []


def test_spellings_the_rules_were_not_made_for_are_found_but_for_one_in_ten():
    assert len(unfound(HELD_OUT)) <= len(HELD_OUT) // 10


def test_spellings_with_the_birth_year_are_found_as_well():
    assert len(unfound(HELD_OUT, says_year=True)) <= len(HELD_OUT) // 10


def test_birth_year_tells_namesakes_apart():
    namesakes = [taken_in("Mohamed Hassan", place) for place in range(0, 40, 4)]
    client = namesakes[5]
    found = search.find(Client.objects.all(), f"Maxamed Xasan {client.born_on.year}")
    assert [each.born_on.year for each in found] == [client.born_on.year] * len(found)
    assert client in found


@pytest.mark.parametrize("text", ["17.5.1990", "1990-05-17", "Amina 1990", "1990 warsame"])
def test_birth_date_in_figures_finds_the_client(text):
    client = ClientFactory(first_names="Amina", last_name="Warsame", born_on=dt.date(1990, 5, 17))
    ClientFactory(first_names="Amina", last_name="Warsame", born_on=dt.date(1991, 5, 17))
    assert list(search.find(Client.objects.all(), text)) == [client]


@pytest.mark.parametrize("text", ["040 123 4567", "+358401234567", "0401234567"])
def test_phone_number_in_whatever_form_finds_the_client(text):
    client = ClientFactory(phone="+358 40 123 4567")
    ClientFactory(phone="040 123 4568")
    assert list(search.find(Client.objects.all(), text)) == [client]


@pytest.mark.parametrize("text", ["31.2.1990", "1.1", "123", "2999-13-40"])
def test_figures_that_are_nothing_find_nobody(text):
    ClientFactory(client_number="A-0007", born_on=dt.date(1990, 1, 1))
    assert list(search.find(Client.objects.all(), text)) == []
