import json

import pytest
from django.core.management import call_command

from clients import search
from clients.models import Client
from tests.factories.clients import ClientFactory

pytestmark = pytest.mark.django_db


def taken_in(*names: str) -> None:
    """Clients by "First Last", numbered in order."""
    for place, name in enumerate(names, start=1):
        first, last = name.split(" ", 1)
        ClientFactory(first_names=first, last_name=last, client_number=f"A-{place:04d}")


def found(text: str) -> list[str]:
    return [str(client) for client in search.find(Client.objects.all(), text)]


def test_find_given_parts_of_both_names_needs_every_word():
    taken_in("Amina Warsame", "Amina Noor", "Hodan Warsame")
    assert found("ami war") == ["Amina Warsame"]


def test_find_given_no_accents_and_other_case_forgives_them():
    taken_in("Åsa Öhman", "Eva Lind")
    assert found("ASA ohman") == ["Åsa Öhman"]
    assert found("Åsa") == ["Åsa Öhman"]


def test_find_given_another_spelling_finds_each_and_no_mere_likeness():
    taken_in("Mohamed Osman", "Maxamed Cali", "Мухаммед Рахими", "Hassan Noor", "Hussein Noor")
    assert set(found("Muhammed")) == {"Mohamed Osman", "Maxamed Cali", "Мухаммед Рахими"}
    assert found("Ali") == ["Maxamed Cali"]
    assert found("Xasan") == ["Hassan Noor"]


def test_find_puts_whole_words_before_beginnings_before_insides_before_sounds():
    taken_in("Maxamed Aa", "Almohamed Bb", "Mohamedin Cc", "Mohamed Dd")
    assert found("mohamed") == ["Mohamed Dd", "Mohamedin Cc", "Almohamed Bb", "Maxamed Aa"]


def test_find_given_two_letters_looks_at_beginnings_only():
    taken_in("Anna Noor", "Hanna Osman")
    assert found("an") == ["Anna Noor"]


@pytest.mark.parametrize("text", ["A-0002", "a-0002", "0002"])
def test_find_given_the_client_number_finds_its_owner(text):
    taken_in("Amina Warsame", "Hodan Noor")
    assert found(text) == ["Hodan Noor"]


@pytest.mark.parametrize("text", ["", "   ", "-", "?!"])
def test_find_given_no_letter_finds_nobody(text):
    taken_in("Amina Warsame")
    assert found(text) == []


@pytest.mark.parametrize("text", ["%", "a%a", "_", "' OR 1=1 --", "\\", "1\0"])
def test_find_given_signs_of_sql_takes_them_as_they_are(text):
    taken_in("Amina Warsame")
    assert found(f"warsame {text}x") == []


@pytest.mark.parametrize("text", ["a-" * 600, "a " * 600, "ab-cd-ef-gh-ij-kl-mn-op"])
def test_find_given_a_chain_without_end_looks_at_its_first_parts_only(text, django_assert_max_num_queries):
    taken_in("Abigail Bb Cdef Efgh Ghij Ijkl Klmn")
    with django_assert_max_num_queries(search.PARTS_AT_MOST + 2):
        assert found(text) == ["Abigail Bb Cdef Efgh Ghij Ijkl Klmn"]


def test_find_searches_within_the_clients_given():
    taken_in("Amina Warsame", "Hodan Warsame")
    some = Client.objects.exclude(first_names="Hodan")
    assert [str(client) for client in search.find(some, "warsame")] == ["Amina Warsame"]


def test_order_by_name_puts_finnish_letters_last_and_forgives_accents():
    taken_in("A Öhman", "A Zeynep", "A Ärlig", "A Åberg", "A Évora", "A Fahim", "B Åberg", "A al-Saadi")
    names = [str(client) for client in Client.objects.order_by(*search.by_name())]
    assert names == [
        "A al-Saadi", "A Évora", "A Fahim", "A Zeynep", "A Åberg", "B Åberg", "A Ärlig", "A Öhman",
    ]  # fmt: skip


def test_command_prints_numbers_in_the_order_of_the_search(capsys):
    taken_in("Maxamed Cali", "Mohamed Osman")
    call_command("search_clients", "mohamed", "--json")
    assert json.loads(capsys.readouterr().out) == {"clients": ["A-0002", "A-0001"]}
