import pytest

from clients import records
from tests.factories.clients import ClientFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], "A-0001"),
        (["A-0007", "A-0002"], "A-0008"),
        (["19", "A-x", "B-0090", "A-99999999999999"], "A-0001"),
        (["A-9999"], "A-10000"),
    ],
)
def test_next_number_follows_the_largest_of_our_own(known, expected):
    for number in known:
        ClientFactory(client_number=number)

    assert records.next_number() == expected


def test_register_without_a_number_gives_the_next_and_indexes_the_name():
    client = records.register(first_names="Xasan", last_name="Öztürk", by="cli")

    assert (client.client_number, client.folded_name) == ("A-0001", "ozturk xasan")


def test_change_of_name_is_found_by_the_new_name():
    client = ClientFactory(first_names="Amina", last_name="Warsame")

    records.change(client=client, last_name="Ylönen", by="cli")

    client.refresh_from_db()
    assert client.folded_name == "ylonen amina"
