import datetime as dt

from clients.models import Client
from clients.shelves import Shelf

BORN = dt.date(1990, 2, 1)


def client(number: str, **facts) -> Client:
    return Client(**({"pk": int(number), "client_number": number, "born_on": BORN} | facts))


def shelf(*clients: Client) -> Shelf[Client]:
    found = Shelf(Client, lambda one: one.client_number, lambda one: [("name", one.last_name)], boxes=2)
    for one in clients:
        found.put(one)
    return found


def facts(one: Client) -> dict[str, object]:
    return {column.attname: getattr(one, column.attname) for column in Client._meta.concrete_fields}


def test_row_comes_from_the_shelf_as_it_was_put_there():
    moved_on = dt.date(2020, 5, 17)
    given = client(
        "1", last_name="Äijälä", nationalities=["SO", "FI"], education_level=3, arrived_on=moved_on
    )
    found = shelf(given).get("1")
    assert (facts(found), found is given, found._state.adding) == (facts(given), False, False)


def test_rows_are_found_by_their_key_and_by_the_signs_they_share():
    known = shelf(client("1", last_name="Abdi"), client("2", last_name="Noor"), client("3", last_name="Abdi"))
    assert (known.find(("name", "Abdi")), known.find(("name", "Noor")), known.find(("name", "Virta"))) == (
        [0, 2],
        [1],
        [],
    )
    assert (known.place_of("2"), known.place_of("4"), known.get("4")) == (1, None, None)
    assert (known.has(("name", "Noor")), known.has(("name", "Virta"))) == (True, False)


def test_row_with_a_key_that_is_known_takes_the_place_of_the_other_until_that_is_taken_back():
    known = shelf(client("1", last_name="Abdi"))
    place, is_new, take_back = known.put(client("1", last_name="Noor"))
    assert (place, is_new, len(known), known.find(("name", "Abdi")), known.find(("name", "Noor"))) == (
        0,
        False,
        1,
        [],
        [0],
    )
    take_back()
    assert (known.get("1").last_name, known.find(("name", "Abdi")), known.find(("name", "Noor"))) == (
        "Abdi",
        [0],
        [],
    )


def test_row_put_again_as_it_is_changes_nothing_nor_does_taking_that_back():
    known = shelf(client("1", last_name="Abdi"))
    place, is_new, take_back = known.put(client("1", last_name="Abdi"))
    take_back()
    assert (place, is_new, len(known), known.find(("name", "Abdi"))) == (0, False, 1, [0])


def test_new_row_that_is_taken_back_is_gone_with_its_signs():
    known = shelf(client("1", last_name="Abdi"))
    place, is_new, take_back = known.put(client("2", last_name="Noor"))
    assert (place, is_new) == (1, True)
    take_back()
    assert (len(known), known.get("2"), known.find(("name", "Noor"))) == (1, None, [])
